/**
 * A search for settings: what the page may ask of it, and what it hears. Several candidates race on the data that are there,
 * by successive halving; the run waits meanwhile and can be gone back to. Plain data.
 */
import type { RunConfig } from '../config/run-config.ts'
import type { FilmPicture } from './film.ts'
import type { Metrics, Snapshot } from './report.ts'

/** All that the candidates may take together: minutes of work, or generator updates. */
export type SearchBudget = { readonly minutes: number } | { readonly steps: number }

/**
 * `racing`: it may still win. `dropped`: others went on. `won`: the last one. `diverged`: a figure was no number. `failed`:
 * it could not be trained at all. Who stood in the race when it was stopped is `stopped`.
 */
export type CandidateState = 'racing' | 'dropped' | 'won' | 'diverged' | 'failed' | 'stopped'

/** What a candidate's samples were worth at a step; figures and ranks are of worker/session/search/. */
export interface Measurement {
  readonly step: number
  /** Of the candidate's own training so far: milliseconds, or steps where the budget is in steps. */
  readonly spent: number
  /** How its samples look, 0 … 1: wholeness of pictures, good samples of a mixture, else precision. */
  readonly quality: number
  /** How much of the reals’ variety its samples keep, 0 … 1: the lesser of coverage and of what the verdict calls kept. */
  readonly variety: number
  /** The balance of both, 0 … 1: what candidates are ordered by, after what is wrong with them. */
  readonly score: number
  /** What is wrong with the samples, worst first; null: nothing that the figures show. */
  readonly trouble: CandidateTrouble | null
  readonly metrics: Metrics
}

/** In the verdict's own terms: ran away, few kinds of fakes, copies. */
export type CandidateTrouble = 'diverged' | 'mode-collapse' | 'memorising'

export interface CandidateRow {
  readonly id: string
  readonly label: string
  readonly meaning: string
  /** What differs from the settings that the search began with. */
  readonly change: Partial<RunConfig>
  readonly state: CandidateState
  /** From 1, among all; 0 before the first look. */
  readonly rank: number
  readonly step: number
  /** In order of time: the curve. */
  readonly measurements: readonly Measurement[]
  /** A few of its samples; null before the first look. */
  readonly sample: FilmPicture | null
  /** Why it fell, or that it won, in a sentence; empty while it races. */
  readonly reason: string
}

/** The run that stood when something else was kept. */
export const BEFORE = 'before'

export interface SearchReport {
  readonly budget: SearchBudget
  /** `preparing`: what candidates are measured by is being made. */
  readonly state: 'preparing' | 'racing' | 'over' | 'stopped'
  /** From 1; 0 before the race. */
  readonly round: number
  readonly rounds: number
  /** Of the budget so far, and all of it: milliseconds, or steps. */
  readonly spent: number
  readonly total: number
  /** The settings that the search began with. */
  readonly base: RunConfig
  /** In the order in which they were set out. */
  readonly rows: readonly CandidateRow[]
  /** Who is the run now: a candidate's id, or `before`. */
  readonly standing: string
  /** How far the run had come that was there before; null where it stands. */
  readonly before: { readonly step: number } | null
}

export type SearchRequest =
  /** Answered when it is over or stopped. `goOn`: the winner trains on; else it stands paused. */
  | { kind: 'find'; budget: SearchBudget; goOn: boolean }
  | { kind: 'stop-finding' }
  /** A candidate, or the run that was there before, is the run from now on; a race that is on is stopped. */
  | { kind: 'keep-candidate'; id: string }

export interface SearchAnswers {
  find: readonly CandidateRow[]
  'stop-finding': null
  'keep-candidate': Snapshot
}

export type SearchEvent =
  /** How all of it stands; null: nothing is kept of any search, with why where nobody asked for it. */
  | { type: 'search'; search: SearchReport | null; sentence?: string }
  /** One candidate has come further, which may change the places of all: `ranks` by id. */
  | { type: 'candidate'; row: CandidateRow; ranks: Readonly<Record<string, number>> }
  | { type: 'search-progress'; spent: number; round: number; training: string | null }
  /** `to` takes the place of `from` as the run. `rows`: its figures, a row of SERIES_COLUMNS a step; null: the page has them. */
  | { type: 'candidate-kept'; from: string; to: string; rows: Float32Array | null }
