/** What the page knows, and what a person can do. Long series are not here: see series.ts. */
import type { DatasetId } from '../../common/catalog/datasets.ts'
import type { Fitted } from '../../common/config/fit-to-data.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { Failure } from '../../common/failure.ts'
import type { DataChoice } from '../../common/items/data-card.ts'
import type { Need } from '../../common/need/need.ts'
import type { Viewport } from '../../common/items/viewport.ts'
import type { RestoredView, RowView } from '../../common/protocol/stage-view.ts'
import type { LabActions, LabState } from './stage/latent-lab.ts'
import type { ChallengeActions, ChallengeState, StoryActions, StoryState } from './story/story-types.ts'
import type { SearchActions, SearchState } from './search/search-types.ts'
import type { RowsProgress } from '../../common/protocol/rows.ts'
import type { WordsActions, WordsState } from './words/words-types.ts'
import type { WorthActions, WorthState } from './worth/worth-types.ts'
import type { BackendReport, DatasetSummary, SessionState } from '../../common/protocol/report.ts'
import type { LatentPlane, Layers } from '../../common/items/stage-layers.ts'
import type { TimelineActions } from './run/timeline-actions.ts'
import type { InspectActions, InspectState } from './stage/inspect.ts'
import type { SideState } from './run/side-types.ts'
import type { OfflineActions, OfflineState } from './offline-types.ts'
import type { ShelfActions, ShelfState } from './shelf/shelf-types.ts'
import type { ComparisonActions, ComparisonState } from './comparison/comparison-types.ts'

/** Gathers files and says how many there are so far. @throws GanvasError `cancelled` */
export type Gather = (walk: { found: (count: number) => void; signal: AbortSignal }) => Promise<File[]>

export interface Notice {
  id: number
  /** `status` is said politely, `alert` at once. */
  role: 'status' | 'alert'
  sentence: string
  nextStep?: string
  /** Full report a person can copy. */
  details?: string
  /** It tells of settings that were fitted to the data: they can be put back. */
  undo?: true
  /** It tells of a deleted run, by its id: it can be taken back. */
  restore?: string
  /** It tells of a new version: the page can be reloaded with it. It stays until it is dismissed. */
  reload?: true
  /** It tells of cores that a reload takes: so many. */
  cores?: number
}

export interface View {
  theme: 'light' | 'dark'
  themeChoice: 'system' | 'light' | 'dark'
  layers: Layers
  /** The part of the plane that the 2-D stage shows. */
  viewport: Viewport
  /** The latent plane that the generator's grid shows, where there are more than two dimensions. */
  plane: LatentPlane
  columns: number
  show: 'fake' | 'real' | 'both'
  /** Pictures: the most real first, unless columns are classes. */
  sorted: boolean
  /** Rows: what is drawn of them. */
  rows: RowView
  /** Runs that restore: beside what pictures are seen. */
  restored: RestoredView
  /** Runs that translate: which way what is under the hand goes; absent before it was chosen. */
  way?: 0 | 1
  /** Conditional runs: the class that is shown; null: each column a class. */
  pickedClass: number | null
}

/** What is kept of an earlier visit, as far as a person needs to know it. */
export interface EarlierRun {
  id: string
  step: number
  dataset: DatasetId
  /** Milliseconds since 1970. */
  savedAt: number
  /** What its data are called where they were not kept: the run waits for them. */
  missing?: string
}

export interface PageState
  extends
    LabState,
    ComparisonState,
    InspectState,
    SearchState,
    WordsState,
    WorthState,
    OfflineState,
    ShelfState {
  /** The run, and its twin while two are compared. */
  sides: { readonly run: SideState; readonly twin: SideState | null }
  presetId: string | null
  session: { state: SessionState }
  backend: BackendReport | null
  dataset: DatasetSummary | null
  /** What the run needs; null before its networks stand. */
  need: Need | null
  notices: readonly Notice[]
  failure: Failure | null
  /** True from a fatal failure until the run stands again: the page is restarting the worker by itself. */
  recovering: boolean
  /** True while the person's files are being read: it can be cancelled. */
  opening: boolean
  /** A run of an earlier visit that can be gone on with; null when there is none, or the person has decided. */
  earlier: EarlierRun | null
  progress: { task: string; done: number; total: number } | null
  /** How many rows of a file that was asked for last are made; null before any. */
  rowsMade: RowsProgress | null
  /** A picture of the person's that is to be restored, as it was dropped or pasted; null where none is. */
  ownPicture: File | null
  /** What share of a picture that is being restored is done; null before any. */
  restoring: number | null
  /** What was changed in the settings for the person's own data; null where nothing was, or it was put back. */
  fitted: Fitted | null
  view: View
  /** What the person painted, `side`×`side` weights, row 0 at the top; null until they do. */
  painting: { density: Float32Array; side: number } | null
  /** What is under the hand: a latent, or the source where there is none; null before the networks are built. */
  latentCursor: Float32Array | null
  /** Slow motion, lessons and tour. */
  story: StoryState
  /** The challenge under way; null while there is none. */
  challenge: ChallengeState | null
  actions: Actions
}

export interface Actions
  extends
    InspectActions,
    TimelineActions,
    LabActions,
    ComparisonActions,
    ChallengeActions,
    SearchActions,
    WordsActions,
    WorthActions,
    OfflineActions,
    ShelfActions {
  run(): void
  pause(): void
  stepOnce(): void
  reset(): void
  configure(change: Partial<RunConfig>): void
  applyPreset(id: string): void
  openFiles(files: File[]): void
  /** The same for files that must be gathered first; `gather` is called at once. */
  openWalked(gather: Gather): void
  /** A table goes before the files copied with it: a spreadsheet adds a picture of its cells. Pictures join those before. */
  paste(text: string, files: File[]): void
  /** A picture of the person's that is to be restored; null: no longer. */
  restoreOwn(file: File | null): void
  cancelOpen(): void
  /** Reads the opened files another way. */
  reread(choice: Partial<DataChoice>): void
  /** Puts back the settings that were fitted to the data. */
  undoFit(): void
  setLatent(latent: Float32Array): void
  /** A seeded draw from the prior under the hand. */
  setLatentSeed(seed: number): void
  paint(density: Float32Array, side: number): void
  /** Goes on with the run of the earlier visit, paused. */
  resumeEarlier(): void
  /** Leaves it where it is and says no more of it. */
  ignoreEarlier(): void
  /** Deletes it; it can be taken back. */
  forgetEarlier(): void
  setView(change: Partial<View>): void
  readonly story: StoryActions
  say(notice: Omit<Notice, 'id'>): void
  dismiss(id: number): void
}
