/**
 * The runs that are kept on this machine: what the page asks of them and what it hears. They lie with the worker, which writes
 * them; no tensor of theirs comes to the page. Plain data.
 */
import type { RunConfig } from '../config/run-config.ts'
import type { Failure } from '../failure.ts'
import type { FilmPicture } from './film.ts'
import type { PaintedDensity } from './painted-density.ts'
import type { MeasuredStep, PageNotes } from './run-file.ts'

/** A kept run, as a person tells it from others. Part of the scripting handle. */
export interface RunSummary {
  readonly id: string
  /** What the person called it, or what it is of. */
  readonly name: string
  /** The person named it: it is kept until they delete it. */
  readonly named: boolean
  readonly step: number
  /** Milliseconds since 1970. */
  readonly savedAt: number
  /** What it takes on the disk, its data left out: several runs may share them. */
  readonly bytes: number
  /** What its data are called. */
  readonly dataset: string
  readonly config: RunConfig
  /** Fakes of its last kept step; null where none was kept. */
  readonly picture: FilmPicture | null
  /** `here`: it is what this page trains; `elsewhere`: another tab does. */
  readonly place: 'here' | 'elsewhere' | 'shelf'
  /** What its data are called where they were not kept: it waits for them. Null where they are there, or need not be. */
  readonly missing: string | null
}

export type ShelfRequest =
  /** `also`: a run that is wanted however short it is. */
  | { kind: 'shelf'; also?: string }
  /** Keeps the run as it stands. `name`: the person's name for it. */
  | { kind: 'keep-run'; name?: string }
  | { kind: 'rename-run'; id: string; name: string }
  | { kind: 'duplicate-run'; id: string }
  /** It can be taken back for a day. */
  | { kind: 'delete-run'; id: string }
  | { kind: 'undelete-run'; id: string }
  /** Compares the run with a kept one, which becomes its twin: from its last kept step that the run has passed. */
  | { kind: 'compare-kept'; id: string }
  /** Begins the run anew; each change that was made is made again at its step. */
  | { kind: 'reproduce' }
  /** A run that an earlier edition kept comes to the shelf: a record of it, and its data. Both are checked. */
  | { kind: 'adopt-run'; saved: unknown; prepared: unknown }

export interface ShelfAnswers {
  /** The newest first. */
  shelf: RunSummary[]
  /** Null where there is nothing to keep yet. */
  'keep-run': RunSummary | null
  'rename-run': null
  'duplicate-run': null
  'delete-run': null
  'undelete-run': null
  'compare-kept': null
  reproduce: null
  /** Whether it lies on the shelf. */
  'adopt-run': boolean
}

/** What only the page knows of the run: the worker keeps the newest with it. */
export interface NotesCommand {
  readonly type: 'notes'
  readonly notes: PageNotes
}

/** Which kept run a worker takes up. */
export interface TakeUp {
  readonly id: string
  /** This very page trained it: whoever holds it still is about to let go. */
  readonly mine: boolean
  /** With the settings it was kept with, whatever the page's are. */
  readonly asKept: boolean
}

export type ShelfEvent =
  /** The run is kept as this from now on; null: what is trained now is not kept yet. */
  | { type: 'kept'; run: { readonly id: string; readonly step: number } | null }
  /** It cannot be kept any more; null: it can again. */
  | { type: 'unkept'; failure: Failure | null }
  /** A run was taken up: what of it only the page shows. */
  | {
      type: 'taken-up'
      history: Float32Array
      measured: readonly MeasuredStep[]
      notes: PageNotes
      painted: PaintedDensity | null
      twin: TwinShown | null
    }
  /** A kept run is the twin from now on: what of it only the page shows. */
  | { type: 'twin-taken'; twin: TwinShown }

export interface TwinShown {
  readonly history: Float32Array
  readonly measured: readonly MeasuredStep[]
}
