/** The canvases of both sides as the page speaks of them: handed over, resized, looked at, held by one hand. Draws nothing itself. */
import type { Command } from '../../../common/protocol/commands.ts'
import type { PerSide } from '../../../common/protocol/side.ts'
import type { StageView } from '../../../common/protocol/stage-view.ts'
import type { Side } from '../side.ts'
import type { StageScheduler } from './stage-scheduler.ts'

type SurfaceCommand = Extract<Command, { type: 'surface' }>
type ResizeCommand = Extract<Command, { type: 'resize' }>
type Pace = Parameters<StageScheduler['setPace']>[0]

export class Stages {
  /** @param asked there is something to draw */
  constructor(
    private readonly sides: PerSide<Pick<Side, 'stageScheduler' | 'setLatent'>>,
    private readonly asked: () => void,
  ) {}

  private get all(): readonly StageScheduler[] {
    return [this.sides.run.stageScheduler, this.sides.twin.stageScheduler]
  }

  /** A canvas of a side. */
  attach({ side, surface, canvas, ...size }: Omit<SurfaceCommand, 'type'>): void {
    this.sides[side].stageScheduler.attach(surface, canvas, size)
    this.asked()
  }

  resize({ side, surface, ...size }: Omit<ResizeCommand, 'type'>): void {
    this.sides[side].stageScheduler.resize(surface, size)
  }

  /** How they are looked at. */
  setView(view: StageView): void {
    for (const scheduler of this.all) scheduler.setView(view)
    this.asked()
  }

  /** The latent under the hand: one hand for every side. */
  setLatent(latent: Float32Array | null, at: number): void {
    for (const side of [this.sides.run, this.sides.twin]) side.setLatent(latent, at)
    this.asked()
  }

  setHidden(hidden: boolean): void {
    for (const scheduler of this.all) scheduler.setHidden(hidden)
    this.asked()
  }

  /** The twin has half the time for drawing. */
  setPace(pace: Pace): void {
    const { run, twin } = this.sides
    run.stageScheduler.setPace(pace)
    twin.stageScheduler.setPace({ ...pace, showShare: pace.showShare / 2 })
  }
}
