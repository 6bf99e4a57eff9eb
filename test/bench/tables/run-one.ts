/** Trains one variant of a preset from one seed and measures it on the way. Knows no paper and prints nothing. */
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import { createFeed } from '../../../src/worker/gan/batches/feed.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import { generateItems } from '../../../src/worker/probe/samples.ts'
import { mixtureMetrics } from '../../../src/worker/evaluation/metrics/mixture.ts'
import { latentNoise } from '../../../src/worker/gan/batches/noise.ts'
import { fork, streamFor } from '../../../src/common/numbers/random.ts'

/** PacGAN's and VEEGAN's count of samples for each evaluation. */
export const SAMPLES = 2500

/** Evaluations in a run, the last at its end. */
const LOOKS = 10

export interface Look {
  /** Steps taken. */
  readonly step: number
  readonly modes: number
  /** [0, 1] */
  readonly highQuality: number
  /** Nats; null when a sample was not finite. */
  readonly reverseKL: number | null
}

export interface Outcome {
  readonly looks: readonly Look[]
  readonly seconds: number
}

/** @param config a point set with known modes; its seed decides weights, data and noise */
export async function runOne(config: RunConfig, steps: number): Promise<Outcome> {
  const start = performance.now()
  const set = pointSetFor(config, null)
  const { mixture } = set
  if (mixture === null) throw new Error(`The modes of ${config.dataset} are not known.`)
  const game = createGame(config, [2])
  const feed = createFeed(
    () => config,
    [2],
    (stream, count) => set.draw(stream, count),
  )
  // The same latents at every look, as in PacGAN's code.
  const latents = latentNoise(config, fork(streamFor(config.seed, 'evaluate'), 0), SAMPLES)
  const every = Math.max(1, Math.floor(steps / LOOKS))
  const looks: Look[] = []
  for (let step = 0; step < steps; step++) {
    game.step(config, feed, step).dispose()
    const taken = step + 1
    if (taken % every !== 0 && taken !== steps) continue
    const items = await generateItems(game, config, latents, SAMPLES)
    const { modes, highQuality, reverseKL } = mixtureMetrics(items, mixture)
    looks.push({
      step: taken,
      modes,
      highQuality,
      reverseKL: Number.isFinite(reverseKL) ? reverseKL : null,
    })
  }
  game.dispose()
  return { looks, seconds: (performance.now() - start) / 1000 }
}
