/**
 * Tells the page what the run needs: at once by arithmetic, with a time as soon as the device was measured in idle moments. What
 * was measured is kept for all steps that cost alike, and gives way to what training itself shows. Changes no number of a run.
 */
import type { Need, Rate } from '../../../common/need/need.ts'
import type { Engine } from '../../compute/engine-types.ts'
import { isWarm } from '../../gan/warm/stage.ts'
import type { Run } from '../train/run.ts'
import type { Emit, Trainer } from '../train/trainer.ts'
import { costKey } from './cost-key.ts'
import { needOf } from './need-of.ts'
import { StepTimer, type TimerPorts } from './step-timer.ts'

/** Training that was watched for less, in milliseconds, tells little: its first steps record, compile and draw. */
const LEAST_WATCHED_MS = 2000

export interface MeterPorts extends Pick<TimerPorts, 'now' | 'stepYield'> {
  readonly engine: Pick<Engine, 'settle' | 'openRecorder' | 'report'>
  readonly emit: Emit
  /** Share of the time that training may take. */
  duty(): number
}

/** A run's settings as they stand, what they cost alike with, and what follows from them. */
interface Known {
  readonly of: Pick<Run, 'config' | 'dataset' | 'game'>
  readonly key: string
  readonly need: Omit<Need, 'rate'>
}

export class NeedMeter {
  /** Steps per second of what was tried, at full speed; null where trying failed. */
  private readonly tried = new Map<string, number | null>()
  /** What training made of it, by its speed as well. */
  private readonly trained = new Map<string, number>()
  private trial: { readonly key: string; readonly timer: StepTimer } | null = null
  private known: Known | null = null
  /** What the page knows. */
  private told: { readonly known: Known; readonly rate: Rate | null } | null = null

  constructor(private readonly ports: MeterPorts) {}

  /**
   * Tells what changed, and tries a step where nothing else is to be done. Returns whether it is to go on.
   * @param state `idle`: nobody trains or draws; `moving`: nor would they, but for a hand on its way
   */
  async work(run: Run | null, state: 'busy' | 'moving' | 'idle'): Promise<boolean> {
    if (run === null) {
      this.drop()
      return false
    }
    const { rate, recognisable, passes } = this.tell(run)
    const { key } = this.knownOf(run)
    if (this.trial?.key !== key || state === 'busy') this.drop()
    // Without a number of steps there is nothing to be said of the time.
    const known = recognisable !== null || passes !== undefined
    const wanted = rate === null && known && !this.tried.has(key)
    if (!wanted || state === 'busy') return false
    if (state === 'idle') await this.tryStep(run)
    return true
  }

  /** All that is known of a run. */
  now(run: Run): Need {
    return this.tell(run)
  }

  /** The same; where nothing is known of its time, steps are tried first. */
  async measured(run: Run): Promise<Need> {
    const { key } = this.knownOf(run)
    while (this.rateOf(run) === null && !this.tried.has(key)) await this.tryStep(run)
    return this.tell(run)
  }

  /** Training pauses: what it made of its time is truer than any trial. */
  paused(run: Run, { stepsPerSecond, watchedMs }: Pick<Trainer, 'stepsPerSecond' | 'watchedMs'>): void {
    // The rate of a warm start is that of other steps.
    if (watchedMs < LEAST_WATCHED_MS || stepsPerSecond === 0 || isWarm(run.config, run.step)) return
    this.trained.set(this.trainedKey(run), stepsPerSecond)
  }

  private async tryStep(run: Run): Promise<void> {
    const { key } = this.knownOf(run)
    try {
      const milliseconds = await this.timerOf(run, key).next()
      if (milliseconds === null) return
      this.tried.set(key, 1000 / milliseconds)
    } catch {
      // Most likely there is no room for a second pair of networks. Then training will show it.
      this.tried.set(key, null)
    }
    this.drop()
    this.tell(run)
  }

  private timerOf({ config, dataset }: Run, key: string): StepTimer {
    if (this.trial?.key !== key) {
      this.drop()
      const { engine, now, stepYield } = this.ports
      const timer = new StepTimer(config, dataset, { settle: () => engine.settle(), now, stepYield })
      this.trial = { key, timer }
    }
    return this.trial.timer
  }

  /** Networks to try steps on are needed no longer. */
  private drop(): void {
    this.trial?.timer.dispose()
    this.trial = null
  }

  private tell(run: Run): Need {
    const known = this.knownOf(run)
    const rate = this.rateOf(run)
    const need = { ...known.need, rate }
    const { told } = this
    const isNews = told?.known !== known || JSON.stringify(told.rate) !== JSON.stringify(rate)
    if (isNews) this.ports.emit({ type: 'need', need })
    this.told = { known, rate }
    return need
  }

  private knownOf({ config, dataset, game }: Run): Known {
    const { known } = this
    if (known?.of.config === config && known.of.dataset === dataset && known.of.game === game) return known
    const key = costKey(config, game.itemShape, game.classes)
    this.known = { of: { config, dataset, game }, key, need: needOf({ config, dataset, game }) }
    return this.known
  }

  private rateOf(run: Run): Rate | null {
    const seen = this.trained.get(this.trainedKey(run))
    if (seen !== undefined) return { stepsPerSecond: seen, basis: 'trained' }
    const tried = this.tried.get(this.knownOf(run).key) ?? null
    if (tried === null) return null
    const { report } = this.ports.engine
    // On a real GPU replayed steps are much faster than those that were tried; elsewhere there is little time to win.
    const basis = report.backend !== 'webgpu' || report.software ? 'tried' : 'at-least'
    return { stepsPerSecond: tried * this.ports.duty(), basis }
  }

  private trainedKey(run: Run): string {
    return `${this.knownOf(run).key} ${run.config.speed}`
  }
}
