/**
 * The study “Is it worth anything?” beside a run, of a copy of the networks as they stand: training may go on in between. Runs in slices that the session gives it, tells the page, and keeps
 * what was found until then when it is stopped. Knows no items: their kind prepares it.
 */
import { GanvasError } from '../../../common/failure.ts'
import type { WorthOptions, WorthProgress, WorthReport } from '../../../common/protocol/worth.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { StudyState } from '../../evaluation/worth/study.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Shown } from '../../kinds/shown.ts'
import type { PreparedWorth, WorthAbout } from '../../kinds/worth.ts'
import { stillNetworks } from '../beside/still-networks.ts'
import { Throttle } from '../schedule/throttle.ts'
import type { Emit } from '../train/trainer.ts'
import { nothingFound, reportOf, stepLabel } from './report.ts'

export interface WorthPorts {
  readonly emit: Emit
  /** Other networks race: whoever wins is the run then. */
  readonly search: { readonly racing: boolean }
}

interface Going {
  readonly work: AsyncGenerator<undefined, StudyState, undefined>
  readonly about: WorthAbout
  found: StudyState
  label: string
  /** Milliseconds worked. */
  spent: number
  readonly done: (report: WorthReport) => void
  readonly failed: (thrown: unknown) => void
  readonly release: PreparedWorth['release']
}

const PROGRESS_MS = 250

export class Worth {
  private going: Going | null = null
  /** The data it is about, while anything of it is kept. */
  private dataset: Dataset | null = null
  private readonly progress = new Throttle(PROGRESS_MS, 1)

  constructor(
    private readonly ports: WorthPorts,
    private readonly prepare: (run: Shown, options: WorthOptions) => Promise<PreparedWorth> = prepareByKind,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Learners are being taught. */
  get measuring(): boolean {
    return this.going !== null
  }

  /**
   * Copies the networks and begins. `over` resolves when it is, or when it is stopped, with what was found.
   * @throws GanvasError `worth-going`, `finding`, or what the kind says is missing
   */
  async begin(run: Shown, options: WorthOptions): Promise<{ over: Promise<WorthReport> }> {
    if (this.measuring)
      throw new GanvasError(
        'worth-going',
        'What the fakes are worth is being measured already.',
        'Stop it first.',
      )
    if (this.ports.search.racing)
      throw new GanvasError(
        'finding',
        'The run waits while settings are searched for.',
        'Stop the search first.',
      )
    const { about, study, release } = await this.prepare(run, options)
    this.dataset = run.dataset
    const over = new Promise<WorthReport>((done, failed) => {
      const work = study({
        state: (found) => {
          if (this.going === null) return
          this.going.found = found
          this.tell(this.going, 'measuring')
        },
        begins: (step, seed) => {
          if (this.going !== null) this.going.label = stepLabel(step, seed, about)
        },
      })
      const first = { found: nothingFound(0), label: 'Getting ready', spent: 0 }
      this.going = { work, about, ...first, done, failed, release }
      this.tell(this.going, 'measuring')
    })
    return { over }
  }

  /** Works for about so long. */
  async slice(milliseconds: number): Promise<void> {
    const { going } = this
    if (going === null) return
    const start = this.now()
    try {
      let ended = false
      do {
        const slice = await going.work.next()
        // Whoever stopped it meanwhile has told what there is to tell.
        if (this.going !== going) return
        ended = slice.done === true
      } while (!ended && this.now() < start + milliseconds)
      going.spent += this.now() - start
      if (ended) {
        going.release?.()
        this.end(going, 'over')
      } else this.tellProgress(going)
    } catch (thrown) {
      going.release?.()
      this.forget()
      going.failed(thrown)
    }
  }

  /** What was found until now stays. */
  async stop(): Promise<void> {
    const { going } = this
    if (going === null) return
    this.end(going, 'stopped')
    await going.work.return(going.found)
    going.release?.()
  }

  /** Other data than these are trained on: what fakes of those were worth says nothing of these. */
  dataAre(dataset: Dataset | null): void {
    if (this.dataset === null || this.dataset === dataset) return
    const { going } = this
    this.forget(going === null ? undefined : 'The measurement has ended, as the data are others now.')
    if (going === null) return
    going.done(this.report(going, 'stopped'))
    void going.work.return(going.found).finally(() => going.release?.())
  }

  private end(going: Going, state: 'over' | 'stopped'): void {
    this.going = null
    going.done(this.tell(going, state))
  }

  private forget(sentence?: string): void {
    this.going = null
    this.dataset = null
    this.ports.emit({ type: 'worth', report: null, ...(sentence === undefined ? {} : { sentence }) })
  }

  private tell(going: Going, state: WorthReport['state']): WorthReport {
    const report = this.report(going, state)
    this.ports.emit({ type: 'worth', report })
    return report
  }

  private report(going: Going, state: WorthReport['state']): WorthReport {
    return reportOf(going.about, going.found, state, progressOf(going))
  }

  private tellProgress(going: Going): void {
    const now = this.now()
    if (!this.progress.due(now)) return
    this.progress.spent(now, now)
    this.ports.emit({ type: 'worth-progress', progress: progressOf(going) })
  }
}

function progressOf({ found: { done, total }, label, spent }: Going): WorthProgress {
  const left = done === 0 ? null : Math.max(0, (spent * (total - done)) / done)
  return { done, total, label, spent, left }
}

async function prepareByKind(run: Shown, options: WorthOptions): Promise<PreparedWorth> {
  const { worth } = kindOf(run.dataset)
  if (worth !== null) {
    const still = await stillNetworks(run)
    try {
      return { ...worth.prepare(still.shown, options), release: () => still.release() }
    } catch (thrown) {
      still.release()
      throw thrown
    }
  }
  throw new GanvasError(
    'worth-kind',
    'What fakes are worth is measured on tables, and on pictures with classes: points have nothing to predict.',
    'Open a table, or labelled pictures.',
  )
}
