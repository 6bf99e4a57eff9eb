/** This project as a peer: its WASM engine on one thread, its run and its feed. Also writes the job that the others are handed. */
import type { Tensor } from '@tensorflow/tfjs'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { SERIES_COLUMNS, SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'
import type { Losses } from '../../speed/job.ts'
import { openFloats, type Floats } from '../../speed/node/floats.ts'
import { shippedSet } from '../shipped-set.ts'
import { CASES } from './cases.ts'
import type { CostJob, NetworkJob, UpdateSlots } from './job.ts'
import { serve } from './serve.ts'

/** Steps whose pictures are written down. */
const BATCHES = 4

const engine = await openWasmEngine()
let run: Run | null = null

await serve({
  make: async (name, folder) => {
    const config = CASES[name]
    const made = await runOf(config)
    try {
      return await jobOf(name, made, folder)
    } finally {
      made.dispose()
    }
  },
  prepare: async ({ config }) => {
    run?.dispose()
    run = await runOf(config)
    const { generator, discriminator } = run.game
    return { adapter: engine.report.adapter, parameters: generator.parameters + discriminator.parameters }
  },
  step: () => ready().advance(),
  losses: async () => lossesOf(await ready().log.read()),
})

function ready(): Run {
  if (run === null) throw new Error('Nothing is prepared.')
  return run
}

async function runOf(config: RunConfig): Promise<Run> {
  return new Run(config, await shippedSet(config))
}

/** @param rows of the run's log */
function lossesOf(rows: Float32Array): Losses {
  const last = rows.subarray(rows.length - SERIES_WIDTH)
  const figure = (name: (typeof SERIES_COLUMNS)[number]) => last[SERIES_COLUMNS.indexOf(name)] ?? NaN
  return { discriminator: figure('lossD') + figure('penalty'), generator: figure('lossG') }
}

async function jobOf(name: CostJob['name'], { config, game, feed }: Run, folder: string): Promise<CostJob> {
  const floats = openFloats()
  const { generator, discriminator } = await game.weights()
  const network = ({ layers, parameters }: typeof game.generator, weights: typeof generator): NetworkJob => ({
    layers,
    parameters,
    weights: weights.map(({ name: weight, shape, data }) => ({
      name: weight,
      slot: floats.add(shape, Float32Array.from(data)),
    })),
  })
  const batches: CostJob['batches'][number][] = []
  for (let step = 0; step < BATCHES; step++) {
    const [ofD, ofG] = [feed.batch(step, 0), feed.batch(step, config.dSteps)]
    batches.push({ discriminator: await written(ofD, floats), generator: await written(ofG, floats) })
  }
  const file = join(folder, `${name}.bin`)
  const networks = {
    generator: network(game.generator, generator),
    discriminator: network(game.discriminator, discriminator),
  }
  writeFileSync(file, floats.bytes())
  return { name, config, file, ...networks, batches }
}

async function written(
  { real, conditions }: { readonly real: Tensor; readonly conditions: { readonly source?: Tensor } },
  floats: Floats,
): Promise<UpdateSlots> {
  const { source } = conditions
  if (source === undefined) throw new Error('There is no source.')
  const add = async (tensor: Tensor) => floats.add(tensor.shape, await tensor.data<'float32'>())
  return { real: await add(real), source: await add(source) }
}
