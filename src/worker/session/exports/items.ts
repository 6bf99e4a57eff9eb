/**
 * Items as files or rows: fakes of seeds one after the other, or the reals as they were prepared. A few at a time, so that
 * training and the hand go on between.
 */
import { truncated } from '../../../common/config/truncation.ts'
import { MOST_EXPORTED, type ExportOptions } from '../../../common/protocol/exports.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { MakeRows, RowAnswers } from '../../../common/protocol/rows.ts'
import { yieldToTasks } from '../../../common/yield.ts'
import { joinedFloats } from '../../../common/numbers/joined.ts'
import { fork, streamFor } from '../../../common/numbers/random.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import { generateItems } from '../../probe/samples.ts'
import { isListed } from '../../data/dataset.ts'
import { inTurns } from '../../data/readers/in-turns.ts'
import type { Kind, LeavingFile } from '../../kinds/kind.ts'
import type { Shown } from '../../kinds/shown.ts'
import { askedLabels } from '../classes.ts'
import { createZip, textBytes } from './zip.ts'

/** Items of one question to the networks. */
const CHUNK = 64
const USUAL_COUNT = 256
/** 2³² seeds there are. */
const SEEDS = 2 ** 32

/** One item that leaves. */
export interface LeavingItem {
  readonly values: Float32Array
  /** What tells it from the others: its seed, or its place in the set. */
  readonly number: number
  /** Its class; null where there are none. */
  readonly label: number | null
}

/** Items one after the other. @throws GanvasError `bad-count`, `bad-seed`, `bad-label`, `no-list` */
export async function* leavingItems(shown: Shown, options: ExportOptions): AsyncGenerator<LeavingItem> {
  yield* options.which === 'reals' ? reals(shown) : fakes(shown, options)
}

async function* fakes(shown: Shown, options: ExportOptions): AsyncGenerator<LeavingItem> {
  const { count = USUAL_COUNT, seed = 0 } = options
  const { game, config } = shown
  needCount(count)
  needSeed(seed)
  const labels = askedLabels(shown, asList(options.labels), count)
  const size = game.itemShape.reduce((product, side) => product * side, 1)
  for (let from = 0; from < count; from += CHUNK) {
    const some = Math.min(CHUNK, count - from)
    const latents = Array.from({ length: some }, (_, i) => latentOf(shown, seed + from + i))
    const told = labels === null ? null : labels.slice(from, from + some)
    const made = await generateItems(game, config, truncated(config, joinedFloats(latents)), some, told)
    for (let i = 0; i < some; i++) {
      yield {
        values: made.slice(i * size, (i + 1) * size),
        number: (seed + from + i) % SEEDS,
        label: told === null ? null : (told[i] ?? 0),
      }
    }
  }
}

/** The latent that the latent lab draws for a seed. */
function latentOf({ config }: Shown, seed: number): Float32Array {
  return latentNoise(config, fork(streamFor(seed % SEEDS, 'walk'), 0), 1)
}

async function* reals({ dataset }: Shown): AsyncGenerator<LeavingItem> {
  if (!isListed(dataset)) {
    throw new GanvasError(
      'no-list',
      `${dataset.summary.label} are drawn afresh by a formula: there are no items to hand over.`,
      'Save fakes, or train on points of your own.',
    )
  }
  const { list, labels } = dataset
  for (let number = 0; number < list.count; number++) {
    if (number % CHUNK === 0) await Promise.resolve()
    yield { values: list.at([number]), number, label: labels === null ? null : (labels[number] ?? 0) }
  }
}

function asList(labels: ExportOptions['labels']): number | number[] | undefined {
  return typeof labels === 'object' ? [...labels] : labels
}

/**
 * A zip of single files, in a folder for each class, with the classes once more in `dataset.json`. Items that are made of others lie
 * under `made`, and under the same names what they were made of under `source`, and what they should have been under `true`.
 */
export async function zipOfFiles(
  shown: Shown,
  kind: Extract<Kind['leaves'], { as: 'files' }>,
  options: ExportOptions,
): Promise<Blob> {
  const { classes } = shown.dataset.summary
  const zip = createZip()
  const named: [string, number | null][] = []
  for await (const { role, name, label, bytes } of leavingFiles(shown, kind, options)) {
    const folder = label === null ? '' : `${folderName(classes[label] ?? '', label)}/`
    const path = `${role === null ? '' : `${role}/`}${folder}${name}.${kind.ending}`
    zip.add(path, bytes)
    named.push([path, label])
  }
  const labelled = named.every(([, label]) => label !== null)
  zip.add('dataset.json', textBytes(JSON.stringify({ labels: labelled ? named : null, classes })))
  return zip.end()
}

async function* leavingFiles(
  shown: Shown,
  kind: Extract<Kind['leaves'], { as: 'files' }>,
  options: ExportOptions,
): AsyncGenerator<Omit<LeavingFile, 'role'> & { role: LeavingFile['role'] | null }> {
  const { which, count = USUAL_COUNT, seed = 0 } = options
  const beside = which === 'reals' ? null : kind.besideSources(shown, { count, seed })
  if (beside !== null) {
    needCount(count)
    needSeed(seed)
    askedLabels(shown, asList(options.labels), count)
    yield* beside
    return
  }
  const stem = which === 'reals' ? 'real' : 'seed'
  for await (const { values, number, label } of leavingItems(shown, options)) {
    const name = `${stem}${String(number).padStart(6, '0')}`
    yield { role: null, name, label, bytes: kind.fileOf(shown.dataset, values) }
  }
}

/** Rows of numbers, and the class's name where there is one. */
export async function tableOf(
  shown: Shown,
  { columns }: Extract<Kind['leaves'], { as: 'rows' }>,
  options: ExportOptions,
): Promise<Blob> {
  const { classes } = shown.dataset.summary
  const rows: string[] = []
  let labelled = false
  for await (const { values, label } of leavingItems(shown, options)) {
    labelled = label !== null
    const name = label === null ? [] : [quoted(classes[label] ?? String(label))]
    rows.push([...values.map(Math.fround)].map(String).concat(name).join(','))
  }
  const header = [...columns, ...(labelled ? ['class'] : [])].join(',')
  return new Blob([`${[header, ...rows].join('\r\n')}\r\n`], { type: 'text/csv' })
}

/** Whoever makes rows beside the training, of the networks that are looked at. */
export interface RowMaker {
  begin(shown: Shown, asked: MakeRows): Promise<{ readonly over: Promise<RowAnswers['make-rows']> }>
}

interface LeavingRows {
  readonly maker: RowMaker
  /** Called once the networks are no longer needed. */
  readonly leave: () => void
}

/** Rows in the form of the file that was learnt from: as many as it has, unless told; or the real ones. */
export async function csvOfRows(
  shown: Shown,
  table: Extract<Kind['leaves'], { as: 'table' }>,
  { which, count = shown.dataset.summary.count, seed = 0, where, balance }: ExportOptions,
  { maker, leave }: LeavingRows,
): Promise<Blob> {
  const { dataset } = shown
  if (which === 'reals' && isListed(dataset)) {
    leave()
    const items = dataset.list.at(Uint32Array.from({ length: dataset.list.count }, (_, i) => i))
    return csvFile(await inTurns(table.csv(dataset, items, streamFor(seed, 'walk')), () => yieldToTasks()))
  }
  const asked = { count, seed, ...(where && { where }), ...(balance === undefined ? {} : { balance }) }
  const { over } = await maker.begin(shown, asked)
  leave()
  return (await over).csv
}

export function csvFile(pieces: readonly string[]): Blob {
  return new Blob([...pieces], { type: 'text/csv' })
}

/** A class's name where a file system takes it; its number comes first where something had to go. */
function folderName(name: string, label: number): string {
  const plain = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^[.\s]+|[.\s]+$/gu, '')
  return plain === name && plain !== '' ? plain : `${label}-${plain}`
}

/** RFC 4180: quoted where it must be. */
function quoted(word: string): string {
  return /[",\r\n]/u.test(word) ? `"${word.replaceAll('"', '""')}"` : word
}

function needCount(count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= MOST_EXPORTED) return
  throw new GanvasError(
    'bad-count',
    `${count} is no count of items from 1 to ${MOST_EXPORTED.toLocaleString('en')}.`,
    'Give a whole number in that range.',
  )
}

function needSeed(seed: number): void {
  if (Number.isInteger(seed) && seed >= 0 && seed < SEEDS) return
  throw new GanvasError('bad-seed', `${seed} is no seed.`, `Give a whole number from 0 to ${SEEDS - 1}.`)
}
