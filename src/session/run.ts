/**
 * A run: one config, one dataset, one pair of networks, and how far they have come. Trains a step; knows no messages,
 * no canvases and no clock.
 */
import type { RunConfig } from '../config/run-config.ts'
import { imageBatch } from '../data/batches.ts'
import type { Dataset } from '../data/prepared.ts'
import { createFeed } from '../gan/feed.ts'
import { createFigureLog } from '../gan/figure-log.ts'
import { createGame } from '../gan/game.ts'
import type { Feed, Game, ItemShape } from '../gan/game-types.ts'
import { GanvasError } from '../shared/failure.ts'
import type { Stream } from '../shared/random.ts'
import type { SlowStep, StepPart, StepTrace } from '../shared/report.ts'
import type { Checkpoint } from '../config/checkpoint.ts'

/** Shape of one item of a dataset. */
export function itemShapeOf(dataset: Dataset): ItemShape {
  return dataset.kind === 'points' ? [2] : [dataset.size, dataset.size, dataset.channels]
}

/** `count` real items as one flat array; images in [−1, 1]. */
export function drawReals(dataset: Dataset, stream: Stream, count: number): Float32Array {
  return dataset.kind === 'points' ? dataset.sample(stream, count) : imageBatch(dataset, stream, count).values
}

export class Run {
  /** Generator updates done. */
  step = 0
  readonly log = createFigureLog()
  readonly game: Game
  private readonly feed: Feed
  /** Parts made alone at a step. */
  private alone = { step: -1, turns: 0, discriminator: 0, generator: 0 }

  constructor(
    public config: RunConfig,
    public dataset: Dataset,
  ) {
    const shape = itemShapeOf(dataset)
    this.game = createGame(config, shape)
    this.feed = createFeed(
      () => this.config,
      shape,
      (stream, count) => drawReals(this.dataset, stream, count),
    )
  }

  /** One training step; its figures wait in the log. */
  advance(): void {
    const row = this.game.step(this.config, this.feed, this.step)
    this.step++
    this.log.push(this.step, row)
  }

  /** One training step, with the very numbers it used. */
  async trace(): Promise<StepTrace> {
    const { row, trace } = await this.game.trace(this.config, this.feed, this.step)
    this.step++
    this.log.push(this.step, row)
    return trace
  }

  /** A step, or a part of one that counts as none, with the very numbers it used. */
  async slowStep(part: StepPart): Promise<SlowStep> {
    const { step } = this
    if (part === 'both') return { part, step, alone: 0, ...(await this.trace()) }
    if (this.alone.step !== step) this.alone = { step, turns: 0, discriminator: 0, generator: 0 }
    this.alone.turns++
    const alone = part === 'forwards' ? 0 : ++this.alone[part]
    const what = { part, turn: this.alone.turns }
    return { part, step, alone, ...(await this.game.tracePart(this.config, this.feed, step, what)) }
  }

  async checkpoint(): Promise<Checkpoint> {
    return {
      version: 1,
      step: this.step,
      config: this.config,
      fingerprint: this.dataset.summary.fingerprint,
      tensors: await this.game.save(),
    }
  }

  /** Goes back (or on) to a checkpoint of the same networks. Throws GanvasError when they differ. */
  restore(checkpoint: Checkpoint): void {
    if (checkpoint.fingerprint !== this.dataset.summary.fingerprint) {
      throw new GanvasError(
        'checkpoint-mismatch',
        'The saved run was trained on another dataset.',
        'Open that dataset first, or start afresh with Reset.',
      )
    }
    this.game.restore(checkpoint.tensors)
    this.log.clear()
    this.step = checkpoint.step
  }

  /** As `restore`, for a discriminator of another shape: the generator goes on, the discriminator starts anew. */
  adoptGenerator(checkpoint: Checkpoint): void {
    this.game.adoptGenerator(checkpoint.tensors)
    this.log.clear()
    this.step = checkpoint.step
  }

  dispose(): void {
    this.log.clear()
    this.game.dispose()
  }
}
