/** Measures a run now and then, for a small share of the time, and remembers the last figures. */
import type { Mixture } from '../data/prepared.ts'
import { generateItems } from '../gan/look.ts'
import { mixtureMetrics } from '../gan/metrics/mixture.ts'
import { latentNoise } from '../gan/noise.ts'
import { fork, streamFor } from '../shared/random.ts'
import type { Metrics } from '../shared/report.ts'
import { Cadence } from './cadence.ts'
import type { Run } from './run.ts'

/** Samples per look; as in PacGAN and VEEGAN. */
export const SAMPLES = 2500
const MOST_OFTEN_MS = 250
const SHARE = 0.05

export class MetricsClock {
  last: Metrics = { samples: 0 }
  private readonly cadence = new Cadence(MOST_OFTEN_MS, SHARE)

  /** Measures if it is time; returns fresh figures or null. */
  async maybe(run: Run): Promise<Metrics | null> {
    const start = performance.now()
    if (!this.cadence.due(start) || mixtureOf(run) === null) return null
    const metrics = await this.measure(run, SAMPLES)
    this.cadence.spent(start, performance.now())
    return metrics
  }

  /** Measures now on `samples` fresh samples, a pure function of seed and step. */
  async measure(run: Run, samples: number): Promise<Metrics> {
    const stream = fork(streamFor(run.config.seed, 'evaluate'), run.step)
    const mixture = mixtureOf(run)
    if (mixture === null) return { samples: 0 }
    const noise = latentNoise(run.config, stream, samples)
    this.last = mixtureMetrics(await generateItems(run.game, run.config, noise, samples), mixture)
    return this.last
  }

  reset(): void {
    this.last = { samples: 0 }
    this.cadence.hurry()
  }
}

function mixtureOf(run: Run): Mixture | null {
  return run.dataset.kind === 'points' ? run.dataset.mixture : null
}
