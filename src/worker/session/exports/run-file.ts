/**
 * A run in one file that reopens: state, history, what only the page knows and, where the person wants it, their data. Weights
 * as safetensors under our own names, so that other programs can read them.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { originOf } from '../../../common/config/dataset-kind.ts'
import type { PaintedDensity } from '../../../common/protocol/painted-density.ts'
import type { ExportOptions } from '../../../common/protocol/exports.ts'
import { SERIES_WIDTH } from '../../../common/numbers/series-columns.ts'
import type { PageNotes } from '../../../common/protocol/run-file.ts'
import { kindOf } from '../../kinds/kinds.ts'
import { sheetPicture } from '../timeline/film.ts'
import { DATA, HISTORY, MANIFEST, PREVIEW, README, STATE, VERSION } from '../../formats/run-file.ts'
import { floats, safetensorsPieces, type StoredTensor } from '../../formats/safetensors.ts'
import type { Run } from '../train/run.ts'
import { scriptOrNone } from './script.ts'
import { createZip, textBytes } from './zip.ts'

/** The run, and what its data were painted as. */
export interface SavedRunPorts {
  readonly run: Pick<Run, 'checkpoint' | 'dataset' | 'config' | 'step' | 'game' | 'story'>
  readonly painted: PaintedDensity | null
}

export interface RunFileParts {
  /** Rows of SERIES_COLUMNS. */
  readonly history: Float32Array
  readonly notes: PageNotes
  readonly options: ExportOptions
  /** Called once the networks are no longer needed. */
  readonly leave: () => void
}

export async function runFile(ports: SavedRunPorts, asked: RunFileParts): Promise<Blob> {
  const { parts, manifest } = await runParts(ports, await ports.run.checkpoint(), asked)
  const zip = createZip()
  zip.add(MANIFEST, textBytes(JSON.stringify(manifest, null, 1)))
  for (const { name, pieces } of parts) zip.add(name, ...pieces)
  return zip.end()
}

export interface RunParts {
  readonly manifest: Readonly<Record<string, unknown>>
  /** What comes after the manifest. */
  readonly parts: readonly { readonly name: string; readonly pieces: readonly Uint8Array[] }[]
}

/** Everything of a run's file, one part after the other. */
export async function runParts(
  { run, painted }: SavedRunPorts,
  { tensors, ...checkpoint }: Checkpoint,
  { history, notes, options, leave }: RunFileParts,
): Promise<RunParts> {
  const preview = kindOf(run.dataset).film.png?.(await sheetPicture(run)) ?? null
  const script = scriptOrNone(run)
  leave()
  const { summary } = run.dataset
  const kept = options.data === true ? run.dataset.keep() : null
  const manifest = {
    format: 'ganvas',
    version: VERSION,
    savedAt: Date.now(),
    checkpoint,
    data: kept === null ? null : kept.summary,
    about: { dataset: summary.label, count: summary.count, classes: summary.classes },
    notes: { marks: notes.marks, pins: notes.pins.map(({ name }) => name) },
  }
  const rows = Math.floor(history.length / SERIES_WIDTH)
  const isPainted = originOf(run.config) === 'painted' && painted !== null
  const words = readmeOf(summary.label, checkpoint.step, kept !== null)
  const part = (name: string, ...pieces: readonly Uint8Array[]) => ({ name, pieces })
  const parts = [
    part(STATE, ...stored(tensors.map(({ name, shape, data }) => floats(name, shape, data)))),
    part(
      HISTORY,
      ...stored([
        floats('history', [rows, SERIES_WIDTH], history.subarray(0, rows * SERIES_WIDTH)),
        ...(isPainted ? [floats('painted', [painted.side, painted.side], painted.density)] : []),
        ...notes.pins.map(({ latent }, i) => floats(`pin/${i}`, [latent.length], latent)),
      ]),
    ),
    ...(preview === null ? [] : [part(PREVIEW, preview)]),
    ...(kept === null ? [] : [part(DATA, ...stored(dataTensors(kept.bytes, kept.labels)))]),
    ...(script?.files ?? []).map(({ name, text }) => part(name, textBytes(text))),
    part(README, textBytes(words)),
  ]
  return { manifest, parts }
}

export function stored(tensors: readonly StoredTensor[]): Uint8Array[] {
  return safetensorsPieces({ tensors, metadata: { program: 'Ganvas' } })
}

function dataTensors(bytes: Uint8Array, labels: Uint16Array | null): StoredTensor[] {
  const items: StoredTensor = { name: 'items', type: 'U8', shape: [bytes.length], bytes }
  if (labels === null) return [items]
  const raw = new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength)
  return [items, { name: 'labels', type: 'U16', shape: [labels.length], bytes: raw }]
}

function readmeOf(dataset: string, step: number, withData: boolean): string {
  return `A run of Ganvas on ${dataset}, at step ${step}.

Drop this file on the page of Ganvas to go on from this very step, on this machine or another.

${MANIFEST}            settings, step and what happened when
${STATE}      weights, running statistics, optimiser moments and averages (safetensors, float32)
${HISTORY}    the series of the charts, a row for each step
${PREVIEW}             fakes of this step, where such items can be shown${
    withData
      ? `\n${DATA}       the data as they were prepared: whoever has this file has them`
      : '\n\nThe data are not in here. Own files must be opened again to go on.'
  }
`
}
