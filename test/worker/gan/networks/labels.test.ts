/** What people read of every layer of every model stays what it was in the first edition: recorded in labels.json. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DIVERSITIES } from '../../../../src/common/catalog/diversity.ts'
import {
  ACTIVATIONS,
  DISCRIMINATOR_NORMS,
  GENERATOR_NORMS,
  MODELS,
} from '../../../../src/common/catalog/models.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { layerLabel } from '../../../../src/common/networks/layer-label.ts'
import { toldParts } from '../../../../src/common/networks/layer-facts.ts'
import type { Layer } from '../../../../src/worker/gan/networks/layer.ts'
import { summarise } from '../../../../src/worker/gan/networks/network.ts'
import { PAIRS } from '../../../../src/worker/gan/networks/pairs.ts'

const recorded = JSON.parse(
  readFileSync(new URL('../../../fixtures/networks/labels.json', import.meta.url), 'utf8'),
) as Record<string, string[]>

const POINTS: RunConfig = { ...defaultsFor('ring'), gLayers: [6, 5], dLayers: [5, 4] }
const PICTURES: RunConfig = {
  ...defaultsFor('mnist'),
  size: 16,
  width: 2,
  latent: 4,
  gLayers: [5],
  dLayers: [6, 4],
}
const SHAPES = { points: [2], pictures: [16, 16, 3] }

/** As the diagram says it. */
function words(layers: readonly Layer[]): string[] {
  return summarise(layers).layers.map(
    ({ name, op, outputShape, parameters }) =>
      `${name}: ${layerLabel(op)}, gives ${outputShape.join('×')}, ${parameters.toLocaleString('en-GB')} weights`,
  )
}

/** Every model with every norm, aid against collapse and activation, and the key it was recorded under. */
function* cases(): Generator<[key: string, layers: () => readonly Layer[]]> {
  // Networks that start from a picture came later, and say themselves in parts: they are a U-Net's levels.
  for (const { id: model, fits } of MODELS.filter(({ id }) => id !== 'unet' && id !== 'translator'))
    for (const item of ['points', 'pictures'] as const) {
      const kind = item === 'points' ? 'point' : 'picture'
      if (!(fits as readonly string[]).includes(kind)) continue
      const base = { ...(item === 'points' ? POINTS : PICTURES), model, pack: 2 }
      const shape = SHAPES[item]
      for (const classes of [0, 2]) {
        for (const { id: gNorm } of GENERATOR_NORMS) {
          const key = `${model}, ${item}, generator, norm ${gNorm}, ${classes} classes`
          yield [key, () => PAIRS[model]({ ...base, gNorm }, shape, classes).generator]
        }
        for (const { id: dNorm } of DISCRIMINATOR_NORMS)
          for (const { id: diversity } of DIVERSITIES) {
            // Packs hold items of many classes: the two do not go together.
            if (classes > 0 && diversity === 'packing') continue
            const key = `${model}, ${item}, discriminator, norm ${dNorm}, ${classes} classes, ${diversity}`
            yield [key, () => PAIRS[model]({ ...base, dNorm, diversity }, shape, classes).discriminator]
          }
      }
    }
  for (const { id: activation } of ACTIVATIONS)
    for (const { id: dNorm } of DISCRIMINATOR_NORMS) {
      const gNorm = dNorm === 'batch' ? 'batch' : 'none'
      const pair = () => PAIRS.mlp({ ...POINTS, activation, dNorm, gNorm }, [2], 0)
      yield [`mlp, ${activation}, norm ${dNorm}`, () => [...pair().generator, ...pair().discriminator]]
    }
}

const ALL = [...cases()]

test('every recorded network is built here, and no other', () => {
  expect(ALL.map(([key]) => key).sort()).toEqual(Object.keys(recorded).sort())
})

describe('labels', () => {
  test.each(ALL)('%s', (key, layers) => {
    expect(words(layers())).toEqual(recorded[key])
  })
})

test('no layer of a model is told in parts: each is one row and one bar', () => {
  const split = ALL.flatMap(([, layers]) => layers()).filter(({ op }) => toldParts(op).length > 0)
  expect(split.map(({ name }) => name)).toEqual([])
})
