/**
 * Reads a `.ganvas` file that may come from anybody: its container, sizes, names and numbers are checked here, its settings and
 * state where they are put to use. Nothing of it is run, and no path in it is followed.
 */
import { SERIES_WIDTH } from '../../../common/numbers/series-columns.ts'
import type { PaintedDensity } from '../../../common/protocol/painted-density.ts'
import type { RunFileContent } from '../../../common/protocol/run-file.ts'
import { READERS_CHOICE } from '../../../common/items/data-card.ts'
import { GanvasError } from '../../../common/failure.ts'
import { openArchive, type Entry } from '../../data/archives/open-archive.ts'
import { DATA, HISTORY, MANIFEST, readManifest, runFileDamaged, STATE } from '../../formats/run-file.ts'
import { floatsOf, readSafetensors, type StoredTensor } from '../../formats/safetensors.ts'

const MIB = 2 ** 20
/** Far beyond what any run holds: what is larger was not written by this page. */
const MOST = { [MANIFEST]: 16 * MIB, [STATE]: 1024 * MIB, [HISTORY]: 1024 * MIB, [DATA]: 1024 * MIB } as const
type Part = keyof typeof MOST
/** A painted density is no finer. */
const MOST_SIDE = 1024

/** @throws GanvasError `run-file-damaged`, `run-file-newer`, `tensors-damaged` */
export async function readRunFile(file: File): Promise<RunFileContent> {
  const entries = await entriesOf(file)
  const manifest = readManifest(new TextDecoder().decode(await partOf(file, entries, MANIFEST)))
  const state = readSafetensors(await partOf(file, entries, STATE)).tensors.map(toNamed)
  const history = readSafetensors(await partOf(file, entries, HISTORY)).tensors
  const named = new Map(history.map((tensor) => [tensor.name, tensor]))
  const rows = floatsIn(named.get('history'))
  if (rows.length % SERIES_WIDTH !== 0) throw runFileDamaged('its history has rows of another width')
  const { checkpoint, savedAt, notes } = manifest
  return {
    saved: { version: 1, savedAt, checkpoint: { ...checkpoint, tensors: state } },
    prepared: manifest.data === null ? null : await preparedIn(file, entries, manifest.data),
    painted: paintedIn(named.get('painted')),
    history: rows,
    notes: {
      marks: notes.marks,
      pins: notes.pins.map((name, i) => ({
        name,
        latent: finite(`pin/${i}`, floatsIn(named.get(`pin/${i}`))),
      })),
    },
  }
}

async function entriesOf(file: File): Promise<ReadonlyMap<string, Entry>> {
  try {
    const { signal } = new AbortController()
    const { entries } = await openArchive(file.name, 'zip', file, { signal, letters: READERS_CHOICE.letters })
    return new Map(entries.map((entry) => [entry.path, entry]))
  } catch (cause) {
    throw runFileDamaged(cause instanceof GanvasError ? lower(cause.message) : 'it is no whole zip', cause)
  }
}

async function partOf(file: File, entries: ReadonlyMap<string, Entry>, part: Part): Promise<Uint8Array> {
  const entry = entries.get(part)
  if (entry === undefined) throw runFileDamaged(`${part} is missing`)
  if (entry.size > MOST[part]) throw runFileDamaged(`${part} is larger than any run is`)
  try {
    return await entry.read(`${file.name}/${part}`)
  } catch (cause) {
    throw runFileDamaged(
      cause instanceof GanvasError ? lower(cause.message) : `${part} cannot be read`,
      cause,
    )
  }
}

async function preparedIn(
  file: File,
  entries: ReadonlyMap<string, Entry>,
  summary: object,
): Promise<unknown> {
  const { tensors } = readSafetensors(await partOf(file, entries, DATA))
  const items = tensors.find(({ name }) => name === 'items')
  const labels = tensors.find(({ name }) => name === 'labels')
  if (items?.type !== 'U8' || (labels !== undefined && labels.type !== 'U16'))
    throw runFileDamaged('its data are not of the right type')
  return {
    summary,
    bytes: Uint8Array.from(items.bytes),
    labels: labels === undefined ? null : new Uint16Array(Uint8Array.from(labels.bytes).buffer),
  }
}

function paintedIn(tensor: StoredTensor | undefined): PaintedDensity | null {
  if (tensor === undefined) return null
  const [side = 0, other = 0] = tensor.shape
  if (tensor.shape.length !== 2 || side !== other || side < 1 || side > MOST_SIDE)
    throw runFileDamaged('its painted density is no square')
  return { side, density: finite('painted', floatsIn(tensor)) }
}

function toNamed(tensor: StoredTensor) {
  return { name: tensor.name, shape: [...tensor.shape], data: finite(tensor.name, floatsIn(tensor)) }
}

function floatsIn(tensor: StoredTensor | undefined): Float32Array {
  if (tensor?.type !== 'F32') throw runFileDamaged('numbers are missing, or not of the right type')
  return floatsOf(tensor)
}

/** Weights that are no numbers would spoil the networks without a word. */
function finite(name: string, values: Float32Array): Float32Array {
  if (!values.every(Number.isFinite)) throw runFileDamaged(`${name} holds values that are no numbers`)
  return values
}

/** A sentence within a sentence. */
function lower(sentence: string): string {
  return sentence.replace(/\.$/u, '').replace(/^[A-Z]/u, (letter) => letter.toLowerCase())
}
