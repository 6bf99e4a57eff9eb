/** The page's handle to the worker, as the stores and the page see it. */
import type { MetricId } from '../../common/catalog/metrics.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { Surface } from '../../common/protocol/commands.ts'
import type { WorkerEvent } from '../../common/protocol/events.ts'
import type { PictureSide, PictureExplanation } from '../../common/protocol/picture-explanation.ts'
import type { PicturesClient } from './pictures.ts'
import type { RestoringClient } from './restoring.ts'
import type { RowsClient } from './rows.ts'
import type { Inspection, InspectTarget, PointKind } from '../../common/protocol/inspection.ts'
import type { SideSnapshot, Thumbs, Weights } from '../../common/protocol/events.ts'
import type { CandidateRow, SearchBudget } from '../../common/protocol/search.ts'
import type { WordsReport } from '../../common/words/protocol.ts'
import type { WorthOptions, WorthReport } from '../../common/protocol/worth.ts'
import type { SideName } from '../../common/protocol/side.ts'
import type { StageView } from '../../common/protocol/stage-view.ts'
import type {
  DatasetSummary,
  Metrics,
  Profile,
  SlowStep,
  Snapshot,
  StepPart,
  StepTrace,
} from '../../common/protocol/report.ts'

import type { ExportFormat } from '../../common/catalog/export-formats.ts'
import type { ExportedFile, ExportOptions } from '../../common/protocol/exports.ts'
import type { NeedFigures } from '../../common/need/need.ts'
import type { DataCard, DataChoice } from '../../common/items/data-card.ts'
import type { PageNotes } from '../../common/protocol/run-file.ts'
import type { RunSummary } from '../../common/protocol/shelf.ts'
import type { LoadedRun, ShelfClient } from './kept/shelf-client.ts'
import type { MakeRows, RowAnswers, RowsAsText } from '../../common/protocol/rows.ts'
import type { LatentLabClient } from './latent-lab.ts'

/** A decision about reading, with the settings that say what pictures are prepared to. */
export type RereadChoice = Partial<DataChoice> & {
  readonly side?: number
  readonly fit?: RunConfig['fit']
  readonly channels?: RunConfig['channels']
}

/** One of the two. */
export interface SearchBudgets {
  minutes: number
  steps: number
}

/** `window.ganvas`: it does what the page does, no more. Stable. */
export interface Ganvas {
  ready: Promise<void>
  config(): RunConfig
  configure(change: Partial<RunConfig>): Promise<void>
  open(files: File[]): Promise<DatasetSummary>
  /** What was read, left out and guessed, and what may trouble training; null while there are no data. */
  data(): Promise<DataCard | null>
  /** Reads the same files another way; `side`, `fit` and `channels` are the settings of these names. */
  reread(choice: RereadChoice): Promise<DataCard>
  train(steps: number): Promise<Snapshot>
  pause(): Promise<Snapshot>
  reset(): Promise<void>
  snapshot(): Promise<Snapshot>
  history(): Record<string, number[]>
  /**
   * @param z how many, or latents; of a run that makes pictures from pictures a count: it makes them from the same training pictures
   * every time
   * @param labels of a conditional run: a class for all samples, or one for each; absent: the classes in turn
   */
  generate(
    z: number | number[][],
    labels?: number | number[],
  ): Promise<{ shape: number[]; data: Float32Array }>
  evaluate(samples?: number): Promise<Metrics>
  /**
   * What the run needs: steps and seconds to recognisable pictures, here and on a GPU, by the study; the same for other sides of
   * one's own pictures. Measures the device first where nobody did; null while there are no data.
   */
  need(): Promise<NeedFigures | null>
  profile(): Promise<Profile>
  /** The commands of a replayed step, one line each; null while steps are not replayed. */
  recording(): Promise<string[] | null>
  weights(): Promise<Weights>
  trace(): Promise<StepTrace>
  /** A point of the 2-D stage as its card shows it: score, noise, pull, nearest mode. null where items are no points. */
  inspect(kind: PointKind, index: number): Promise<Inspection | null>
  /**
   * A picture of the stage as its sheet shows it: score, where D looks, which way G would move it. null where items are no
   * pictures.
   */
  why(side: PictureSide, tile: number): Promise<PictureExplanation | null>
  /** Steps of this run that can be gone back to, ascending. */
  timeline(): Promise<number[]>
  /**
   * Shows the kept step nearest to the one named: stage, latent and `generate` are of its networks; training, snapshot and
   * weights stay the run's. null shows the run again. Resolves to the step shown.
   */
  rewind(step: number | null): Promise<number | null>
  /** Goes on from the kept step nearest to the one named, with the settings in force; later steps are forgotten. */
  branch(step: number): Promise<Snapshot>
  /**
   * Lets candidate settings race on the data that are there, by successive halving within the budget: 5 minutes of work unless
   * said otherwise, or a number of generator updates of all together. The run waits meanwhile. Resolves with a row for each
   * candidate; the winner is the run then, paused, and `keep` chooses another one.
   */
  find(budget?: Partial<SearchBudgets>): Promise<readonly CandidateRow[]>
  /** Stops a search that is under way; `find` then resolves with the rows as they stand. */
  stopFinding(): Promise<void>
  /** A candidate of the last search by its id, or `before` for the run that was there before it, is the run from now on. */
  keep(id: string): Promise<Snapshot>
  /**
   * Is it worth anything? Teaches a learner on real items, on fakes of what is looked at and on both, and asks it about items that
   * nothing has seen; on tables other makers of rows beside. Resolves when all comparisons are through or it is stopped.
   */
  worth(options?: WorthOptions): Promise<WorthReport>
  /** Stops it; `worth` then resolves with what was found. */
  stopWorth(): Promise<void>
  /**
   * Directions in latent space for words of the pictures, such as `attribute:0` or `class:1`; an unknown one is answered with all there
   * are. Resolves when all are measured or it is stopped; `direction` of each is a unit vector for `z + 3 * direction`.
   */
  words(ids: readonly string[]): Promise<WordsReport>
  /** Stops it; `words` then resolves with what was found. */
  stopWords(): Promise<void>
  /**
   * What is looked at, as a file in another program's format: the networks, fakes or reals, or the figures.
   * @throws GanvasError that says what to choose instead
   */
  export(format: ExportFormat, options?: ExportOptions): Promise<Blob>
  /**
   * Rows of a table, as a file like the one that was opened: as many as it has unless told. `where` are conditions that all must hold,
   * `{ column, is }` or `{ column, from, to }` with null for no bound; `balance` names a column whose categories are made equally often.
   * Fewer rows come where hardly any meets the conditions; `acceptance` is the share that did. Training goes on meanwhile. Rejects where the data are no table.
   */
  rows(asked?: Partial<MakeRows>): Promise<RowsAsText>
  /** Ceases to make rows; `rows` then rejects with `cancelled`. */
  stopRows(): Promise<void>
  /**
   * A whole row that goes with the cells that are known, by their columns' names, written as in the file. Another seed is another
   * row. Rejects where the data are no table, or a cell cannot be read.
   */
  fillRow(cells: Readonly<Record<string, string>>, seed?: number): Promise<RowAnswers['fill-row']>
  /**
   * A picture of one's own, restored by what is looked at, as a PNG of its own size; enlarged where that is the task. Where a hole is
   * filled, what can be seen through is the hole. Very large pictures are made smaller first. Training goes on meanwhile. Rejects with
   * `not-restoring` where the run makes new items.
   */
  restore(source: ImageBitmap | Blob): Promise<Blob>
  /** The runs that are kept on this machine, the newest first. */
  runs(): Promise<RunSummary[]>
  /** Keeps the run as it stands. @param name how it is called from now on. Rejects where nothing can be kept. */
  save(name?: string): Promise<RunSummary>
  /**
   * Goes on with a kept run, by its id, or with one from a `.ganvas` file, paused. Rejects where there is no such run, or the file
   * is none; then nothing changed.
   */
  load(run: string | File): Promise<void>
  /**
   * Begins the run anew at step 0, as it began; training then makes each change that was made again at its step, so that the same
   * losses come. The run as it was stays on the shelf.
   */
  reproduce(): Promise<void>
  /** Comparing two runs side by side. */
  twin: TwinHandle
}

/** How the twin stands; what it shares with the run is not said again. */
export type TwinSnapshot = Pick<
  SideSnapshot,
  'step' | 'lossG' | 'lossD' | 'realScore' | 'fakeScore' | 'metrics' | 'verdict' | 'config' | 'since'
>

/** The other side of a comparison. */
export interface TwinHandle {
  /** Begins a comparison; the twin differs from the run by `change`. From the start unless `now` is said. */
  start(change: Partial<RunConfig>, from?: 'start' | 'now'): Promise<void>
  configure(change: Partial<RunConfig>): Promise<void>
  /** Null while nothing is compared. */
  snapshot(): Promise<TwinSnapshot | null>
  weights(): Promise<Weights | null>
  history(): Record<string, number[]>
  /** Ends the comparison; the side that is kept is the run from then on. */
  end(keep?: 'run' | 'twin'): Promise<void>
}

/** What the stores drive. Every promise rejects with a GanvasError. */
export interface Client {
  /** Calls `listener` for each event of the current run, in order; returns how to stop. */
  subscribe(listener: (event: WorkerEvent) => void): () => void
  run(): Promise<Snapshot>
  train(steps: number): Promise<Snapshot>
  pause(): Promise<Snapshot>
  reset(): Promise<Snapshot>
  /** Pauses, then makes a step, or a part of one, with all its numbers. */
  slowStep(part: StepPart): Promise<SlowStep>
  configure(change: Partial<RunConfig>): Promise<RunConfig>
  open(files: File[]): Promise<DatasetSummary>
  /** Reads the same files another way. */
  reread(choice: Partial<DataChoice>): Promise<DataCard>
  cancelOpen(): void
  /** A few items of each class in small; null where items have no look of their own. */
  thumbs(perClass: number, most: number): Promise<Thumbs | null>
  /** Looks at a past step; null: at the run. */
  rewind(step: number | null): Promise<number | null>
  /** Goes on from a past step. */
  branch(step: number): Promise<Snapshot>
  /** Keeps a past step under a name; null: the run as it stands. @returns the step */
  keepStep(step: number | null, name: string): Promise<number>
  releaseStep(step: number): Promise<null>
  keepBest(figure: MetricId | null): Promise<null>
  /** Begins a comparison with a twin that differs by `change`. */
  compare(change: Partial<RunConfig>, from: 'start' | 'now'): Promise<null>
  configureTwin(change: Partial<RunConfig>): Promise<RunConfig>
  endComparison(keep: SideName): Promise<null>
  /** Searches for settings; resolves when it is over or stopped. @param goOn the winner trains on */
  find(budget: SearchBudget, goOn: boolean): Promise<readonly CandidateRow[]>
  stopFinding(): Promise<null>
  keepCandidate(id: string): Promise<Snapshot>
  /** Measures what fakes are worth; resolves when it is over or stopped. */
  worth(options: WorthOptions): Promise<WorthReport>
  stopWorth(): Promise<null>
  /** Finds directions for words; resolves when it is over or stopped. */
  words(ids: readonly string[]): Promise<WordsReport>
  stopWords(): Promise<null>
  /** [count, latent] seeded draws from the prior. */
  noise(seed: number, count: number): Promise<{ shape: number[]; data: Float32Array }>
  setLatent(latent: Float32Array | null): void
  /** All that is known of one point of a side's 2-D stage, which is marked there; null looks away, or found none. */
  inspect(side: SideName, target: InspectTarget | null): Promise<Inspection | null>
  view(view: StageView): void
  paint(density: Float32Array, side: number): void
  /**
   * Hands a canvas to the worker, for a side. After a worker restart the canvas is dead: `onStale` fires and the caller mounts a new
   * element. Returns how to resize it.
   */
  attach(
    side: SideName,
    surface: Surface,
    canvas: HTMLCanvasElement,
    onStale: () => void,
  ): { resize(width: number, height: number, scale: number): void; detach(): void }
  /** Pauses, and keeps the run as it stands. @returns its id; null where there is none that could be kept */
  keepNow(): Promise<string | null>
  /** What only the page knows of the run: it is kept with it. */
  note(notes: PageNotes): void
  /** The runs that are kept on this machine. */
  readonly shelf: ShelfClient
  /** Goes on with a run from a file, paused. @throws GanvasError `run-file-damaged`, `run-file-newer`: then nothing changed */
  load(file: File): Promise<LoadedRun>
  /** Looks, directions and searches for the latent panel. */
  readonly lab: LatentLabClient
  /** What is looked at, as a file in another program's format. */
  exportFile(format: ExportFormat, options?: ExportOptions): Promise<ExportedFile>
  /** Close looks at pictures of the stage. */
  readonly pictures: PicturesClient
  /** Rows of a table, made and compared. */
  readonly rows: RowsClient
  /** Pictures restored by the run. */
  readonly restoring: RestoringClient
  /** The scripting handle. */
  readonly handle: Ganvas
}
