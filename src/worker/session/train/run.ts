/**
 * A run: one config, one dataset, one pair of networks, and how far they have come. Trains a step; knows no messages,
 * no canvases and no clock.
 */
import type { Engine, OpenedRecorder } from '../../compute/engine-types.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import {
  beginning,
  storyUntil,
  withChange,
  withPart,
  type RunStory,
} from '../../../common/config/run-story.ts'
import { taskOf } from '../../../common/config/task.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { detailOf, kindEntry, shapeOf } from '../../../common/items/kinds.ts'
import type { ItemSpec } from '../../../common/items/item-spec.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { Resident } from '../../data/resident.ts'
import { createFeed } from '../../gan/batches/feed.ts'
import type { RunFeed } from '../../gan/batches/run-feed.ts'
import { createFigureLog, type FigureLog } from '../../gan/tensors/figure-log.ts'
import { createGame } from '../../gan/game.ts'
import type { LearntWeights } from '../../gan/networks/learnt.ts'
import { rowTask } from '../../gan/tasks/chosen-category.ts'
import { TASK_RULES } from '../../gan/tasks/tasks.ts'
import { FIGURES, type FigureRow, type Game, type UsualPictures } from '../../gan/game-types.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { SlowStep, StepPart, StepTrace } from '../../../common/protocol/report.ts'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { DeviceReplay } from './replay.ts'
import { HeapReplay } from './heap-replay.ts'
import { PROVED_STEPS, type Ripeness, type StepReplay } from './step-replay.ts'
import { labelSource } from '../../kinds/classes.ts'
import { codeSource } from '../../kinds/codes.ts'
import { partnersIn } from '../../kinds/pairs.ts'
import { leftInStage } from '../../gan/warm/stage.ts'
import { kindOf } from '../../kinds/kinds.ts'
import { picturesInTurns, waysSource } from '../../kinds/ways.ts'

/** The networks that a config and a dataset ask for. @throws GanvasError `config-unsupported` */
export function gameFor(config: RunConfig, dataset: Dataset, learnt: LearntWeights | null = null): Game {
  const { output, told } = kindOf(dataset)
  const classes = labelSource(config, dataset)?.classes
  return createGame(
    config,
    shapeOf(dataset.item),
    classes,
    output,
    learnt,
    told?.of(dataset) ?? null,
    usualPictures(config, dataset),
  )
}

function usualPictures(config: RunConfig, dataset: Dataset): UsualPictures {
  const inTurns = picturesInTurns(config, dataset)
  if (inTurns !== null) return { items: inTurns }
  const { partners } = dataset
  const items = (count: number) => dataset.draw(streamFor(0, 'evaluate'), count)
  if (partners === undefined) return { items }
  return { items, partners: (count) => partners.draw(streamFor(0, 'evaluate'), count) }
}

function replayBy(recorder: OpenedRecorder): StepReplay {
  return recorder.on === 'heap' ? new HeapReplay(recorder) : new DeviceReplay(recorder)
}

const noPause = (): Promise<void> => Promise.resolve()

export class Run {
  /** Generator updates done. */
  step = 0
  /** How it came here; null where that cannot be told as data. */
  story: RunStory | null
  readonly log: FigureLog
  readonly game: Game
  /** Parts made alone at a step. */
  private alone = { step: -1, turns: 0, discriminator: 0, generator: 0 }
  readonly feed: RunFeed
  /** Null where the back end cannot replay steps. */
  readonly replay: StepReplay | null
  private resident: { of: Dataset; items: Resident | null } | null = null

  /**
   * @param engine whose recorder replays the steps; left out: every step is made in immediate mode
   * @param learnt what the networks begin with; left out: by chance
   */
  constructor(
    public config: RunConfig,
    public dataset: Dataset,
    engine: Pick<Engine, 'openRecorder'> | null = null,
    learnt: LearntWeights | null = null,
  ) {
    this.story = beginning(config)
    const recorder = engine?.openRecorder?.(FIGURES.length) ?? null
    this.replay = recorder === null ? null : replayBy(recorder)
    this.log = createFigureLog(recorder?.figures)
    this.game = gameFor(config, dataset, learnt)
    const told = kindOf(dataset).told?.of(dataset) ?? null
    this.feed = createFeed(
      () => this.config,
      this.game.itemShape,
      told?.drawReals ?? ((stream, count) => this.dataset.draw(stream, count)),
      () => this.residentItems(),
      labelSource(config, dataset),
      told === null ? TASK_RULES[taskOf(config)] : rowTask(told.layout),
      codeSource(config, dataset),
      told?.rows ?? null,
      waysSource(config, dataset),
      partnersIn(config, dataset),
    )
  }

  /** Goes on with other settings that its networks can take, and notes it. */
  change(config: RunConfig): void {
    this.noteChange(this.config, config)
    this.config = config
  }

  private noteChange(before: RunConfig, after: RunConfig): void {
    if (this.story !== null) this.story = withChange(this.story, this.step, before, after)
  }

  /** Whether `compile` has something to do before the next steps are made. @param left steps that will be made */
  needsCompiling(left: number): boolean {
    return Math.min(left, this.leftAlike) > 2 * PROVED_STEPS && this.replay?.stale(this) === true
  }

  /** Whether it would be recorded if more steps were to be made: then it is worth waiting for more. */
  needsMoreToCompile(left: number): boolean {
    return left <= 2 * PROVED_STEPS && this.replay?.stale(this) === true
  }

  /**
   * Has compiled what its steps need, a piece at a time, beside all else.
   * @param eager false: what only the recording needs waits until a step was made
   * @returns what can be done without waiting for it
   */
  ripen(eager: boolean): Ripeness {
    return this.replay?.ripen?.(this, eager) ?? 'all'
  }

  /** When the piece under way is compiled, which never fails; null: there is none. */
  ripened(): Promise<void> | null {
    return this.replay?.ripened?.() ?? null
  }

  /**
   * Records the step as it now is, so that the next ones are replayed; may train a few on the way.
   * @param onRecord called before something is done that takes a moment
   */
  async compile(onRecord: () => void): Promise<void> {
    await this.replay?.prepare(this, onRecord)
  }

  /**
   * Trains for about so long, to step `until` at most: replayed where a recording stands, else step by step.
   * @param pause called between the parts of a step that is not replayed
   */
  async advanceFor(milliseconds: number, until: number, pause = noPause): Promise<void> {
    const { replay } = this
    if (replay?.ready(this) === true && replay.playInParts === undefined) {
      this.advance(Math.min(until - this.step, replay.pace.steps(milliseconds)))
      return
    }
    const start = performance.now()
    while (this.step < until && performance.now() - start < milliseconds) {
      const made = await this.stepInParts(pause)
      if (made === 0) return
      await pause()
    }
  }

  /** One step with pauses, replayed where it can be. @returns 0 where nobody took the figures of those before */
  private async stepInParts(pause: () => Promise<void>): Promise<number> {
    const { replay } = this
    if (replay?.playInParts !== undefined && replay.ready(this)) {
      const made = await replay.playInParts(this, pause)
      this.step += made
      return made
    }
    this.made(await this.game.stepInParts(this.config, this.feed, this.step, pause))
    return 1
  }

  /** Steps to come that are made as the next one is. */
  private get leftAlike(): number {
    return leftInStage(this.config, this.step)
  }

  /** Training steps; their figures wait in the log. */
  advance(count = 1): void {
    if (this.replay?.ready(this) === true)
      this.step += this.replay.play(this, Math.min(count, this.leftAlike))
    else for (let i = 0; i < count; i++) this.stepReadably()
  }

  /** One training step in immediate mode; its figures wait in the log. */
  stepReadably(around: (step: () => FigureRow) => FigureRow = (step) => step()): void {
    this.made(around(() => this.game.step(this.config, this.feed, this.step)))
  }

  private made(row: FigureRow): void {
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
    if (part !== 'forwards' && this.story !== null) this.story = withPart(this.story, step, part)
    const what = { part, turn: this.alone.turns }
    return { part, step, alone, ...(await this.game.tracePart(this.config, this.feed, step, what)) }
  }

  async checkpoint(): Promise<Checkpoint> {
    return {
      version: 2,
      step: this.step,
      config: this.config,
      fingerprint: this.dataset.summary.fingerprint,
      item: this.dataset.item,
      ...(this.story === null ? {} : { story: this.story }),
      tensors: await this.game.save(),
    }
  }

  /** Goes back (or on) to a checkpoint of the same networks. Throws GanvasError when they differ. */
  restore(checkpoint: Checkpoint): void {
    const { item } = this.dataset
    // The first edition named no item; its networks' shapes tell then.
    if (checkpoint.item !== undefined && !isAlike(checkpoint.item, item)) {
      throw new GanvasError(
        'checkpoint-other-item',
        `The saved run makes ${inWords(checkpoint.item)}, and these data are ${inWords(item)}.`,
        'Open the data it was trained on, or start afresh with Reset.',
      )
    }
    if (checkpoint.fingerprint !== this.dataset.summary.fingerprint) {
      throw new GanvasError(
        'checkpoint-mismatch',
        'The saved run was trained on another dataset.',
        'Open that dataset first, or start afresh with Reset.',
      )
    }
    this.game.restore(checkpoint.tensors)
    this.standAt(checkpoint)
  }

  /** As `restore`, for a discriminator of another shape: the generator goes on, the discriminator starts anew. */
  adoptGenerator(checkpoint: Checkpoint): void {
    this.game.adoptGenerator(checkpoint.tensors)
    this.standAt(checkpoint)
  }

  /** At that step of that story; settings in force that are others were changed there. */
  private standAt({ step, config, story }: Checkpoint): void {
    this.log.clear()
    this.step = step
    this.story = story === undefined ? (step === 0 ? beginning(config) : null) : storyUntil(story, step)
    this.noteChange(config, this.config)
  }

  /** The dataset as a device can draw from it; made once for each. */
  private residentItems(): Resident | null {
    if (this.resident?.of !== this.dataset) {
      this.resident = { of: this.dataset, items: this.dataset.resident() }
    }
    return this.resident.items
  }

  dispose(): void {
    this.log.clear()
    this.replay?.dispose()
    this.feed.dispose()
    this.game.dispose()
  }
}

/** Whether networks for the one fit the other: how far the stage reaches is no matter of theirs. */
function isAlike(one: ItemSpec, other: ItemSpec): boolean {
  return one.kind === other.kind && String(shapeOf(one)) === String(shapeOf(other))
}

/** “pictures at 28 × 28, gray” */
function inWords(item: ItemSpec): string {
  return `${kindEntry(item.kind).many} ${detailOf(item)}`.trim()
}
