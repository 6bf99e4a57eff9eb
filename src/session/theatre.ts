/**
 * When and what to draw: the stage while training for a small share of the time, at once when the person changes the
 * view or moves a latent. Holds what the person looks at; the scenes themselves are built by scenes.ts.
 */
import type { Scene } from '../compute/draw/scene.ts'
import type { RunSurface as Surface } from '../protocol/commands.ts'
import type { StageView } from '../protocol/stage-view.ts'
import { WHOLE } from '../shared/plane.ts'
import type { PictureTarget } from '../shared/why.ts'
import { FIRST_LAYERS, FIRST_PLANE } from '../shared/stage-layers.ts'
import { Cadence } from './cadence.ts'
import type { Pace } from './governor.ts'
import { HandFirst } from './hand-first.ts'
import type { Focus } from './point-look.ts'
import { latentScene, previewScene, stageScene } from './scenes.ts'
import type { Shown } from './shown.ts'
import { Surfaces, type SurfaceSize } from './surfaces.ts'

const FIRST_VIEW: StageView = {
  theme: 'light',
  layers: FIRST_LAYERS,
  look: WHOLE,
  plane: FIRST_PLANE,
  columns: 8,
  show: 'both',
}

export class Theatre {
  private readonly surfaces = new Surfaces()
  private readonly cadence = new Cadence(0, 1)
  private hidden = false
  private view = FIRST_VIEW
  private held: Float32Array | null = null
  private focus: Focus | null = null
  private stage: Scene | null = null
  private stale = { stage: true, latent: true, preview: true }
  readonly handFirst = new HandFirst()
  /** The hand moved: its sample does not wait for its turn. */
  private pressing = false
  /** When it did, milliseconds since 1970. */
  private movedAt = NaN
  /** Milliseconds from a move of the hand on the page to the end of its drawing, the last time; NaN before the first. */
  handMs = NaN

  attach(surface: Surface, canvas: OffscreenCanvas, size: SurfaceSize): void {
    this.surfaces.attach(surface, canvas, size)
    this.stale[surface] = true
    this.cadence.hurry()
  }

  /** A painter draws its last scene again by itself. */
  resize(surface: Surface, size: SurfaceSize): void {
    this.surfaces.resize(surface, size)
  }

  setPace({ showMs, showShare }: Pace): void {
    this.cadence.retune(showMs, showShare)
  }

  /** Behind a hidden tab nothing is drawn; what became stale meanwhile is drawn when it comes back. */
  setHidden(hidden: boolean): void {
    this.hidden = hidden
    if (!hidden) this.cadence.hurry()
  }

  /** The class a person looks at; null: every class. */
  get pickedClass(): number | null {
    return this.view.pickedClass ?? null
  }

  /** How the stage is looked at. */
  get stageView(): StageView {
    return this.view
  }

  /** Which of the unsorted pictures stands at a tile of the stage as it was drawn last. */
  pictureAt({ side, tile }: PictureTarget): number {
    const pictures = this.stage?.kind === 'images' ? this.stage[side] : null
    return pictures?.order?.[tile] ?? tile
  }

  setView(view: StageView): void {
    this.view = view
    this.invalidate()
  }

  /**
   * @param onStage true where the held sample shows on the stage too (points)
   * @param at when the hand moved, milliseconds since 1970
   */
  hold(latent: Float32Array | null, onStage: boolean, at: number): void {
    this.held = latent
    this.stale.latent = true
    this.movedAt = at
    this.pressing = true
    this.handFirst.move(performance.now())
    if (!onStage) return
    this.stale.stage = true
    this.cadence.hurry()
  }

  /** One point is looked at closely; null: none. */
  attend(focus: Focus | null): void {
    const same = focus?.kind === this.focus?.kind && focus?.index === this.focus?.index
    this.focus = focus
    if (same) return
    this.stale.stage = true
    this.cadence.hurry()
  }

  /** Everything must be drawn again, at once. */
  invalidate(): void {
    this.stale = { stage: true, latent: true, preview: true }
    this.cadence.hurry()
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
    if (training && !this.cadence.due(start)) {
      // A stage full of pictures may be too dear for now; the one under the hand is not.
      if (this.pressing) await this.showLatent(run)
      return false
    }
    await this.show(run)
    this.cadence.spent(start, performance.now())
    return this.isStale()
  }

  /** Draws the sample of a hand that moved, before anything else is done. */
  async showHand(run: Shown): Promise<void> {
    if (!this.pressing || this.hidden) return
    if (run.dataset.kind === 'points') await this.show(run)
    else await this.showLatent(run)
  }

  /** Draws what is stale now. */
  async show(run: Shown): Promise<void> {
    // The hand first: it is what the person waits for.
    if (this.stale.latent) await this.showLatent(run)
    const { stale, view, movedAt } = this
    this.stale = { ...this.stale, stage: false, preview: false }
    const held = this.heldFor(run)
    if (stale.stage && this.surfaces.has('stage')) {
      this.stage = await stageScene(run, view, { held, focus: this.focus })
      this.surfaces.draw('stage', this.stage)
      if (run.dataset.kind === 'points') this.handMs = sinceEpoch() - movedAt
    }
    if (stale.preview && run.dataset.kind === 'images') {
      this.surfaces.draw('preview', previewScene(run.dataset, view))
    }
  }

  private async showLatent(run: Shown): Promise<void> {
    const { movedAt } = this
    this.stale.latent = false
    this.pressing = false
    const held = this.heldFor(run)
    if (held === null || !this.surfaces.has('latent')) return
    this.surfaces.draw('latent', await latentScene(run, this.view, held))
    this.handMs = sinceEpoch() - movedAt
  }

  /** The vector under the hand, if it fits these networks. */
  private heldFor(run: Shown): Float32Array | null {
    return this.held?.length === run.game.latent ? this.held : null
  }

  private isStale(): boolean {
    return this.stale.stage || this.stale.latent || this.stale.preview
  }
}

/** Milliseconds, finer than Date.now, and the same as on the page. */
function sinceEpoch(): number {
  return performance.timeOrigin + performance.now()
}
