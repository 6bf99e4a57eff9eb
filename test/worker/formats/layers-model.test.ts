/** Layers models in stock TensorFlow.js against the game itself. */
import { io, loadLayersModel, tensor2d, type Tensor } from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { layersModel } from '../../../src/worker/formats/networks/layers-model.ts'
import { conditionsOf } from '../../../src/worker/probe/samples.ts'
import { exportedNetwork } from '../../../src/worker/session/exports/network.ts'
import { useCpu } from '../../helpers/engine/backend.ts'
import { EXPORT_CASES, questionsFor, shakenGame } from '../../helpers/engine/exported-cases.ts'

const COUNT = 4

beforeAll(useCpu)

/** A generator is the same whatever judges it. */
const GENERATORS = EXPORT_CASES.filter(({ config }) => config.diversity === 'none')

test.for(GENERATORS.map((one) => [one.name, one] as const))('%s', async ([, one]) => {
  const game = shakenGame(one)
  const { z, labels } = questionsFor(one, COUNT)
  const latents = tensor2d(z, [COUNT, one.config.latent])
  const wanted = game.sample(one.config, latents, conditionsOf(game, labels))

  const network = await exportedNetwork(game, one.config, one.item, 'generator')
  const { json, weights } = layersModel(network, { step: '3' })
  const parsed = JSON.parse(json) as {
    modelTopology: object
    weightsManifest: [{ weights: io.WeightsManifestEntry[] }]
    userDefinedMetadata: object
  }
  const model = await loadLayersModel(
    io.fromMemory({
      modelTopology: parsed.modelTopology,
      weightSpecs: parsed.weightsManifest[0].weights,
      weightData: weights.buffer,
      userDefinedMetadata: parsed.userDefinedMetadata,
    }),
  )
  expect(model.inputNames).toEqual(labels === null ? ['z'] : ['z', 'label'])
  const asked = labels === null ? latents : [latents, tensor2d([...labels], [COUNT, 1])]
  const found = model.predict(asked) as Tensor
  expect(found.shape).toEqual(wanted.shape)
  const worst = found.sub(wanted).abs().max().dataSync()[0]
  expect(worst).toBeLessThan(1e-5)
  game.dispose()
})

test('what tfjs has no stock layer for is refused, with another way', async () => {
  const one = EXPORT_CASES.find(({ config }) => config.dNorm === 'layer')
  if (one === undefined) throw new Error('no such case')
  const game = shakenGame(one)
  const network = await exportedNetwork(game, one.config, one.item, 'discriminator')
  expect(() => layersModel(network, {})).toThrow(
    expect.objectContaining({
      code: 'export-unsupported',
      nextStep: 'Save the network as ONNX, which has them all.',
    }) as Error,
  )
})
