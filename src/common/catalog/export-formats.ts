/**
 * What a run can leave the page as. Each id has its writer in src/worker/session/exports/writers.ts; without it the project does
 * not compile. Plain data.
 */
import { entryOf, type Entry } from './entry.ts'

export interface ExportFormatEntry extends Entry {
  /** What the file's name ends in. */
  readonly ending: string
  readonly type: string
  /** What it takes away. */
  readonly of: 'run' | 'networks' | 'items' | 'figures'
  /** How single items must leave the page for it to make sense; null: whatever they are. */
  readonly items: 'files' | 'rows' | null
  /** What can be chosen. */
  readonly options: readonly ExportOption[]
}

export type ExportOption = 'data' | 'network' | 'optimiser' | 'which' | 'count' | 'seed' | 'labels'

export const EXPORT_FORMATS = [
  {
    id: 'ganvas',
    label: 'The whole run',
    ending: 'ganvas',
    type: 'application/zip',
    of: 'run',
    items: null,
    options: ['data'],
    meaning:
      'Everything in one file. Drop it on this page, here or on another machine, and go on from this very step.',
    source: 'own: a zip with its weights as safetensors, so that others can read it',
  },
  {
    id: 'pytorch',
    label: 'PyTorch script',
    ending: 'zip',
    type: 'application/zip',
    of: 'run',
    items: null,
    options: [],
    meaning:
      'A script for this very run, its data beside it: goes on in PyTorch on a CPU, a GPU or many, and comes back.',
    source: 'own: train.py needs torch and numpy alone',
  },
  {
    id: 'onnx',
    label: 'ONNX',
    ending: 'onnx',
    type: 'application/octet-stream',
    of: 'networks',
    items: null,
    options: ['network'],
    meaning: 'One network with its weights, for ONNX Runtime, OpenCV, Unity and most other programs.',
    source: 'onnx.ai, IR version 8, operator set 15',
  },
  {
    id: 'tfjs',
    label: 'TensorFlow.js',
    ending: 'zip',
    type: 'application/zip',
    of: 'networks',
    items: null,
    options: [],
    meaning: 'The generator as a layers model, for other web pages: model.json and weights.bin in a zip.',
    source: 'tensorflow.org/js, saving and loading models',
  },
  {
    id: 'safetensors',
    label: 'Weights for PyTorch',
    ending: 'safetensors',
    type: 'application/octet-stream',
    of: 'networks',
    items: null,
    options: ['network', 'optimiser'],
    meaning:
      'One network’s weights under PyTorch’s names and in its layouts, with the optimiser’s moments if wanted.',
    source: 'Hugging Face safetensors, format',
  },
  {
    id: 'samples',
    label: 'Single files',
    ending: 'zip',
    type: 'application/zip',
    of: 'items',
    items: 'files',
    options: ['which', 'count', 'seed', 'labels'],
    meaning:
      'Fakes, or the real ones as they were prepared, each a file of its own, in a folder for each class.',
    source: 'StyleGAN3’s dataset layout: folders and dataset.json',
  },
  {
    id: 'csv',
    label: 'Table',
    ending: 'csv',
    type: 'text/csv',
    of: 'items',
    items: 'rows',
    options: ['which', 'count', 'seed', 'labels'],
    meaning: 'Fakes, or the real ones, a row each.',
    source: 'RFC 4180',
  },
  {
    id: 'figures',
    label: 'Figures as a table',
    ending: 'csv',
    type: 'text/csv',
    of: 'figures',
    items: null,
    options: [],
    meaning: 'Every series of the charts, a row for each step.',
    source: 'RFC 4180',
  },
  {
    id: 'tensorboard',
    label: 'TensorBoard',
    ending: 'zip',
    type: 'application/zip',
    of: 'figures',
    items: null,
    options: [],
    meaning: 'Every series of the charts as an event file, in a folder that TensorBoard opens.',
    source: 'TensorFlow’s event.proto and summary.proto',
  },
] as const satisfies readonly ExportFormatEntry[]

export type ExportFormat = (typeof EXPORT_FORMATS)[number]['id']

/** The entry of an id. */
export function exportFormat(id: ExportFormat): ExportFormatEntry {
  return entryOf<ExportFormatEntry>(EXPORT_FORMATS, id)
}
