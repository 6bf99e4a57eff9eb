/**
 * When and what to draw: the stage while training for a small share of the time, at once when the person changes the
 * view or moves a latent. Holds what the person looks at; the scenes themselves are built by the kind of the items.
 */
import type { Scene } from '../../draw/scene.ts'
import type { Surface } from '../../../common/protocol/commands.ts'
import type { StageView } from '../../../common/protocol/stage-view.ts'
import { WHOLE } from '../../../common/items/viewport.ts'
import { handNumbers } from '../../../common/config/task.ts'
import { FIRST_LAYERS, FIRST_PLANE } from '../../../common/items/stage-layers.ts'
import { Throttle } from '../schedule/throttle.ts'
import type { Pace } from '../schedule/speed.ts'
import { InputPriority } from '../schedule/input-priority.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { Focus, Mark } from '../../kinds/kind.ts'
import { kindNamed, kindOf } from '../../kinds/kinds.ts'
import { presenterNow } from '../../draw/device/presenters.ts'
import { InputLatency } from './input-latency.ts'
import { ReadbackThrottle } from '../schedule/readback-throttle.ts'
import type { Shown } from '../../kinds/shown.ts'
import { Surfaces, type SurfaceSize } from './surfaces.ts'

/** The wall of pictures is drawn no more often than this beside a moving hand. */
const WALL_MS = 500

/** A stage that must be read back is drawn after so many steps, or so many milliseconds. */
const READ_STEPS = 24
const READ_MS = 3000

const FIRST_VIEW: StageView = {
  theme: 'light',
  layers: FIRST_LAYERS,
  viewport: WHOLE,
  plane: FIRST_PLANE,
  columns: 8,
  show: 'both',
}

export class StageScheduler {
  private readonly surfaces = new Surfaces()
  private readonly throttle = new Throttle(0, 1)
  private readonly reading = new ReadbackThrottle(READ_STEPS, READ_MS)
  private hidden = false
  private view = FIRST_VIEW
  private cursor: Float32Array | null = null
  private focus: Focus | null = null
  private stage: Scene | null = null
  private stale = { stage: true, latent: true, preview: true }
  readonly inputPriority = new InputPriority()
  private shownAt = -Infinity
  /** The hand moved: its sample does not wait for its turn. */
  private pressing = false
  /** When its first move was that nothing was drawn of yet, milliseconds since 1970. */
  private movedAt = NaN
  /** From such a move on the page to the end of its drawing. */
  readonly inputLatency = new InputLatency()

  attach(surface: Surface, canvas: OffscreenCanvas, size: SurfaceSize): void {
    this.surfaces.attach(surface, canvas, size)
    this.stale[surface] = true
    // What was drawn went with the painter.
    if (surface === 'stage') this.stage = null
    this.hurry()
  }

  /** A painter draws its last scene again by itself. */
  resize(surface: Surface, size: SurfaceSize): void {
    this.surfaces.resize(surface, size)
  }

  setPace({ showMs, showShare }: Pick<Pace, 'showMs' | 'showShare'>): void {
    this.throttle.retune(showMs, showShare)
  }

  /** Behind a hidden tab nothing is drawn; what became stale meanwhile is drawn when it comes back. */
  setHidden(hidden: boolean): void {
    this.hidden = hidden
    if (!hidden) this.hurry()
  }

  /** The class a person looks at; null: every class. */
  get pickedClass(): number | null {
    return this.view.pickedClass ?? null
  }

  /** How the stage is looked at. */
  get stageView(): StageView {
    return this.view
  }

  /** The stage as it was drawn last; null before it was. */
  get drawn(): Scene | null {
    return this.stage
  }

  setView(view: StageView): void {
    this.view = view
    this.invalidate()
  }

  /**
   * @param run whose latent it is
   * @param at when the hand moved, milliseconds since 1970
   */
  hold(latent: Float32Array | null, run: Shown | null, at: number): void {
    this.cursor = latent
    this.stale.latent = true
    if (!this.pressing || this.hidden) this.movedAt = at
    this.pressing = true
    this.inputPriority.move(performance.now())
    const mark = run === null ? null : kindOf(run.dataset).stage.mark
    if (mark?.followedByMore(this.view) === true) this.stale.stage = true
  }

  /** One item is looked at closely; null: none. */
  attend(focus: Focus | null): void {
    const same = focus?.kind === this.focus?.kind && focus?.index === this.focus?.index
    this.focus = focus
    if (same) return
    this.stale.stage = true
    this.hurry()
  }

  /** Everything must be drawn again, at once. */
  invalidate(): void {
    this.stale = { stage: true, latent: true, preview: true }
    this.hurry()
  }

  /** The networks moved on: draw again when it is time. */
  expire(): void {
    this.stale.stage = true
    this.stale.latent = true
  }

  /**
   * Draws what is stale: at once while nothing trains, else when it is time. Returns whether more became stale
   * meanwhile.
   */
  async maybeShow(run: Shown, training: boolean): Promise<boolean> {
    const start = performance.now()
    if (this.hidden || !this.isStale()) return false
    if (training && (!this.throttle.due(start) || this.isHeldBack(run, start))) {
      // A stage full of pictures may be too dear for now; the one under the hand is not.
      await this.showCursor(run)
      return false
    }
    if (training && this.isPutOff(run, start)) {
      if (this.stale.latent) await this.showLatent(run)
      return false
    }
    await this.show(run)
    this.shownAt = performance.now()
    this.throttle.spent(start, this.shownAt)
    return this.isStale()
  }

  /** A wall of pictures takes longer than a frame: while the hand moves it waits, then comes now and then. */
  private isHeldBack({ dataset }: Shown, now: number): boolean {
    if (!kindOf(dataset).stage.waitsForHand || !this.inputPriority.moves(now)) return false
    return this.inputPriority.reigns(now) || now - this.shownAt < WALL_MS
  }

  /** A stage that must be read back to be drawn waits for some steps to be worth it. */
  private isPutOff({ step }: Shown, now: number): boolean {
    return this.stage !== null && isReadBack(this.stage) && !this.reading.due(step, 1, now)
  }

  /** The person changed something: it is drawn at once. */
  private hurry(): void {
    this.throttle.hurry()
    this.reading.hurry()
  }

  /** Draws the sample of a hand that moved, before anything else is done. */
  async showCursor(run: Shown): Promise<void> {
    if (!this.pressing || this.hidden) return
    const { mark } = kindOf(run.dataset).stage
    if (mark === null) await this.showLatent(run)
    else await this.showMark(run, mark)
  }

  /** The mark of the hand on the stage as it was drawn last; all else follows in its turn. */
  private async showMark(run: Shown, mark: Mark<Dataset>): Promise<void> {
    const { stage, movedAt } = this
    this.stale.latent = false
    this.pressing = false
    if (!this.surfaces.has('stage')) return
    // What was drawn last may be of other data.
    if (stage?.kind !== run.dataset.item.kind) {
      this.stale.stage = true
      await this.show(run)
      return
    }
    this.stage = await mark.move(stage, run, this.cursorFor(run))
    await this.surfaces.draw('stage', this.stage)
    this.inputLatency.note(sinceEpoch() - movedAt)
  }

  /** Draws what is stale now. */
  async show(run: Shown): Promise<void> {
    // The hand first: it is what the person waits for.
    const { dataset } = run
    const kind = kindOf(dataset).stage
    if (kind.mark === null && this.stale.latent) await this.showLatent(run)
    else if (!this.stale.stage) await this.showCursor(run)
    const { stale, view, movedAt, pressing: pressed } = this
    this.stale = { ...this.stale, stage: false, preview: false }
    const cursor = this.cursorFor(run)
    if (stale.stage && this.surfaces.has('stage')) {
      const withMark = kind.mark !== null
      if (withMark) this.pressing = this.stale.latent = false
      this.reading.took(run.step, 0, performance.now())
      this.stage = await kind.scene(run, view, { cursor, focus: this.focus })
      await this.surfaces.draw('stage', this.stage)
      if (withMark && pressed) this.inputLatency.note(sinceEpoch() - movedAt)
    }
    if (stale.preview && kind.preview !== null) {
      await this.surfaces.draw('preview', kind.preview.scene(dataset, view))
    }
  }

  private async showLatent(run: Shown): Promise<void> {
    const { movedAt, pressing: pressed } = this
    this.stale.latent = false
    this.pressing = false
    const cursor = this.cursorFor(run)
    if (cursor === null || !this.surfaces.has('latent')) return
    const { stage } = kindOf(run.dataset)
    await this.surfaces.draw('latent', await stage.cursorScene(run, this.view, cursor))
    if (pressed) this.inputLatency.note(sinceEpoch() - movedAt)
  }

  /** What is under the hand, if it fits these networks. */
  private cursorFor({ config, game }: Shown): Float32Array | null {
    return this.cursor?.length === handNumbers(config, game.itemShape) ? this.cursor : null
  }

  private isStale(): boolean {
    return this.stale.stage || this.stale.latent || this.stale.preview
  }
}

/** Whether a scene of networks was read back from a device that draws others by itself. */
function isReadBack(scene: Scene): boolean {
  return presenterNow() !== null && kindNamed(scene.kind).stage.isReadBack(scene)
}

/** Milliseconds, finer than Date.now, and the same as on the page. */
function sinceEpoch(): number {
  return performance.timeOrigin + performance.now()
}
