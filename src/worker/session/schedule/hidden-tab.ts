/**
 * What a tab that is hidden, or shown again, means for the run: its pace, its drawing, and that it is kept at once, for nobody may ask
 * again. Knows no display itself: the page tells of it.
 */
import type { DisplayReport } from '../../../common/protocol/commands.ts'
import type { SessionState } from '../../../common/protocol/report.ts'
import type { Actor } from '../actor.ts'
import type { Keeper } from '../keep/keeper.ts'
import type { Side } from '../side.ts'
import type { Stages } from '../stage/stages.ts'
import type { Governor } from './speed.ts'

/** What it needs of the session. */
export interface HiddenTabPorts {
  readonly governor: Pick<Governor, 'setDisplay'>
  readonly stages: Pick<Stages, 'setHidden'>
  readonly actor: Pick<Actor, 'post'>
  readonly side: Pick<Side, 'run' | 'trainer'>
  readonly machine: { readonly state: SessionState }
  readonly keeper: Pick<Keeper, 'flush'>
  /** Brings the twin to the run's step. */
  keepStep(): Promise<void>
}

export class HiddenTab {
  private hidden = false

  constructor(private readonly ports: HiddenTabPorts) {}

  hear(report: DisplayReport): void {
    const { governor, actor, stages } = this.ports
    governor.setDisplay(report)
    const hides = report.hidden && !this.hidden
    this.hidden = report.hidden
    // A tab in the background may be discarded without another word.
    if (hides) actor.post(() => this.handOver())
    stages.setHidden(report.hidden)
  }

  /** The run is kept as it stands. */
  private async handOver(): Promise<void> {
    const { side, machine, keeper } = this.ports
    const { run, trainer } = side
    if (run === null || run.step === 0 || machine.state !== 'running') return
    if (run.log.length > 0) await trainer.tick(run)
    await trainer.checkpoint(run)
    await this.ports.keepStep()
    await keeper.flush()
  }
}
