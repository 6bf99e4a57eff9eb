/** Asking for what leaves the page, and what comes of it. Plain data. */
import { exportFormat, type ExportFormat } from '../catalog/export-formats.ts'
import type { MakeRows } from './rows.ts'
import type { PageNotes } from './run-file.ts'
import type { RunConfig } from '../config/run-config.ts'

export interface ExportOptions {
  /** Which of the two; the generator unless told, averaged where it is shown so. */
  readonly network?: 'generator' | 'discriminator'
  /** Whether the optimiser's moments come along; not unless told. */
  readonly optimiser?: boolean
  /** Made ones unless told. */
  readonly which?: 'fakes' | 'reals'
  /** How many fakes; 256 unless told. Of reals all there are. */
  readonly count?: number
  /** Fake i is that of seed `seed` + i; 0 unless told. */
  readonly seed?: number
  /** Whether a run's file holds the person's own data; not unless told. */
  readonly data?: boolean
  /** Rows: what each must have, or a column whose categories are made equally often. */
  readonly where?: MakeRows['where']
  readonly balance?: string
  /** A class for all fakes, or one for each; absent: the classes in turn. */
  readonly labels?: number | readonly number[]
}

export interface ExportRequest {
  readonly kind: 'export'
  readonly format: ExportFormat
  readonly options: ExportOptions
  /** Rows of SERIES_COLUMNS, for formats of figures and runs: the page keeps them. */
  readonly history?: Float32Array
  /** What else only the page knows, for a run. */
  readonly notes?: PageNotes
}

export interface ExportedFile {
  /** `ganvas-mnist-generator-step-1200.onnx` */
  readonly name: string
  readonly file: Blob
}

/** `ganvas-mnist-step-1200-generator.onnx`: what a file is called, so that what tells of it can name it before it is made. */
export function exportName(
  { dataset }: Pick<RunConfig, 'dataset'>,
  step: number,
  format: ExportFormat,
  { network = 'generator', which = 'fakes' }: ExportOptions,
): string {
  const { ending, of } = exportFormat(format)
  const what = {
    networks: network,
    items: which,
    run: format === 'pytorch' ? 'pytorch' : 'run',
    figures: format === 'figures' ? 'figures' : 'tensorboard',
  }[of]
  return `${exportStem({ dataset }, step)}-${what}.${ending}`
}

export function exportStem({ dataset }: Pick<RunConfig, 'dataset'>, step: number): string {
  return `ganvas-${dataset}-step-${step}`
}

export interface ExportAnswers {
  export: ExportedFile
}

/** Fakes in one file at most: more than that nobody looks through, and a page holds them all at once. */
export const MOST_EXPORTED = 50_000
