/**
 * Looking back on every back end that people have: a past step gives the very numbers it gave then, to the last bit, while
 * the run, replayed where it can be, trains on as if nobody had looked.
 */
import { describe, expect, test } from 'vitest'
import { defaultsFor } from '../../src/common/config/defaults.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { ownPictures } from '../helpers/data/sets.ts'
import { ring } from '../../src/worker/data/builtin/ring.ts'
import type { Dataset } from '../../src/worker/data/dataset.ts'
import { generateItems, scoresOf } from '../../src/worker/probe/samples.ts'
import { latentNoise } from '../../src/worker/gan/batches/noise.ts'
import { Past } from '../../src/worker/session/timeline/past.ts'
import { Run } from '../../src/worker/session/train/run.ts'
import type { Shown } from '../../src/worker/kinds/shown.ts'
import { Timeline } from '../../src/worker/session/timeline/timeline.ts'
import { SnapshotStore } from '../../src/worker/session/timeline/snapshot-store.ts'
import { streamFor } from '../../src/common/numbers/random.ts'
import { ASSETS } from './engine-assets.ts'

const POINTS: RunConfig = { ...defaultsFor('ring'), gLayers: [8], dLayers: [8], batch: 8, ema: 0.9 }
const IMAGES: RunConfig = { ...defaultsFor('emoji'), size: 16, width: 4, latent: 4, batch: 4, gNorm: 'batch' }

function pictures(): Promise<Dataset> {
  const pixels = Uint8Array.from({ length: 12 * 16 * 16 * 3 }, (_, i) => (i * 37) % 251)
  return ownPictures({ size: 16, channels: 3, pixels })
}

const CASES: [string, RunConfig, () => Promise<Dataset>][] = [
  ['points', POINTS, () => Promise.resolve(ring(POINTS))],
  ['images', IMAGES, pictures],
]

async function looks(shown: Shown): Promise<number[]> {
  const noise = latentNoise(shown.config, streamFor(3, 'walk'), 6)
  const fakes = await generateItems(shown.game, shown.config, noise, 6)
  return [...fakes, ...(await scoresOf(shown.game, fakes, 6))]
}

async function train(run: Run, to: number): Promise<void> {
  if (run.needsCompiling(to - run.step)) await run.compile(() => undefined)
  while (run.step < to) run.advance(Math.min(4, to - run.step))
  await run.log.read()
}

describe.each(['webgpu', 'wasm'] as const)('on %s', (backend) => {
  test.each(CASES)('%s: a past step is exactly what it was', async (_, config, prepare) => {
    const engine = await openEngine(backend, ASSETS)
    const dataset = await prepare()
    const [run, alone] = [new Run(config, dataset, engine), new Run(config, dataset, engine)]
    const timeline = new Timeline(new SnapshotStore(() => Promise.resolve(null)), () => undefined)
    const past = new Past()
    const then = new Map<number, number[]>()
    for (const step of [0, 7, 14]) {
      await train(run, step)
      await timeline.keep(run, await run.checkpoint())
      then.set(step, await looks(run))
    }
    for (const step of [7, 0]) {
      past.show(await timeline.load(step))
      if (past.shown !== null) expect(await looks(past.shown)).toEqual(then.get(step))
    }
    // Trains on while somebody looks back, then goes back itself and repeats what it did.
    await train(run, 20)
    await train(alone, 20)
    const end = await looks(alone)
    expect(await looks(run)).toEqual(end)
    run.restore((await timeline.load(7)).checkpoint)
    expect(await looks(run)).toEqual(then.get(7))
    await train(run, 20)
    expect(await looks(run)).toEqual(end)
    past.leave()
    run.dispose()
    alone.dispose()
  })
})
