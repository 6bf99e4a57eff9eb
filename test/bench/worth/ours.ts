/**
 * Our GAN for tables on the splits of the study: the product's own encoding, layout, game and drawing of categories, taught for so many
 * epochs and timed. A session would split the rows its own way.
 */
import { tensor2d } from '@tensorflow/tfjs'
import { resourceUsage } from 'node:process'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { fork, normals, permutation, streamFor, type Stream } from '../../../src/common/numbers/random.ts'
import { widthOf, type ChoiceSpan } from '../../../src/common/tables/encoding-spans.ts'
import type { TableEncoding } from '../../../src/common/tables/table-encoding.ts'
import { decodeRows } from '../../../src/worker/data/rows/encoding/decode.ts'
import { encodeRows } from '../../../src/worker/data/rows/encoding/encode.ts'
import type { ColumnReading } from '../../../src/worker/data/rows/reading.ts'
import { createFeed } from '../../../src/worker/gan/batches/feed.ts'
import { choiceRows, rowSampler, type RowSampler } from '../../../src/worker/gan/batches/row-sampler.ts'
import { drawnBy } from '../../../src/worker/gan/batches/row-source.ts'
import type { Game } from '../../../src/worker/gan/game-types.ts'
import { gameOf } from '../../../src/worker/gan/game.ts'
import { ctganPair } from '../../../src/worker/gan/networks/ctgan.ts'
import type { RowLayout } from '../../../src/worker/gan/networks/row-layout.ts'
import { withWholeParts } from '../../../src/worker/kinds/row/made-rows.ts'
import { choosableSpans, layoutOf } from '../../../src/worker/kinds/row/told.ts'
import { TVAE_DEFAULTS } from '../../../src/worker/gan/tvae/networks.ts'
import { createTvae } from '../../../src/worker/gan/tvae/tvae.ts'
import { rowTask } from '../../../src/worker/gan/tasks/chosen-category.ts'

/** CTGAN's own settings (Xu et al. 2019; PyPI ctgan 0.12.1), as our config says them. */
export const PAPER: RunConfig = {
  ...defaultsFor('ring'),
  ...{ gLayers: [256, 256], dLayers: [256, 256], latent: 128, gNorm: 'batch', dNorm: 'none' },
  ...{ diversity: 'packing', pack: 10, loss: 'wasserstein', penalty: 'gradient', gamma: 10 },
  ...{ gLr: 2e-4, dLr: 2e-4, beta1: 0.5, beta2: 0.9, dSteps: 1, batch: 500, ema: 0 },
}

export interface Recipe {
  readonly change: Partial<RunConfig>
  readonly epochs: number
}

/** What is learnt of a table: rows as numbers, and what may be chosen. */
export interface Subject {
  readonly encoding: TableEncoding
  readonly layout: RowLayout
  /** [rows, width] */
  readonly items: Float32Array
  readonly width: number
  readonly sampler: RowSampler
  /** Of each choosable span, its place in a condition. */
  readonly places: readonly { readonly span: ChoiceSpan; readonly first: number }[]
}

export function subjectOf(
  encoding: TableEncoding,
  readings: readonly ColumnReading[],
  training: Uint32Array,
  seed: number,
): Subject {
  const width = widthOf(encoding)
  const items = encodeRows(encoding, readings, training, fork(streamFor(seed, 'data'), 1))
  let first = 0
  const places = choosableSpans(encoding).map((span) => {
    const place = { span, first }
    first += span.width
    return place
  })
  const columns = places.map(({ span }) => ({
    categories: span.width,
    of: Uint16Array.from(training, (_, row) => hotIn(items, row * width + span.offset, span.width)),
  }))
  const sampler = rowSampler(columns, training.length)
  return { encoding, layout: layoutOf(encoding), items, width, sampler, places }
}

function hotIn(items: Float32Array, from: number, width: number): number {
  for (let i = 0; i < width; i++) if (items[from + i] === 1) return i
  return 0
}

export interface Taught {
  readonly game: Game
  readonly config: RunConfig
  readonly steps: number
  readonly secondsPerEpoch: number
  readonly processorSecondsPerEpoch: number
  /** Peak of this process, MiB. */
  readonly memory: number
}

/** @param look is called after every `every` epochs; teaching ends early where it says no */
export async function teach(
  subject: Subject,
  recipe: Recipe,
  seed: number,
  look: (taught: Taught, epoch: number) => Promise<boolean> = () => Promise.resolve(true),
  every = Infinity,
): Promise<Taught> {
  const { layout, items, width, sampler } = subject
  const rows = items.length / width
  const config: RunConfig = { ...PAPER, ...recipe.change, seed }
  config.batch = batchFor(rows, config.batch, config.pack)
  const task = rowTask(layout)
  const told = { row: sampler.choices }
  const game = gameOf(ctganPair(config, layout), config, { itemShape: [width], told, terms: task.terms })
  const source = drawnBy(sampler, (drawn) => takenFrom(items, width, drawn))
  const feed = createFeed(
    () => config,
    [width],
    source.drawReals,
    () => null,
    null,
    task,
    null,
    source.rows,
  )
  const perEpoch = Math.max(1, Math.floor(rows / config.batch))
  let [wall, processor] = [0, 0]
  let taught: Taught = {
    game,
    config,
    steps: 0,
    ...{ secondsPerEpoch: 0, processorSecondsPerEpoch: 0, memory: 0 },
  }
  for (let epoch = 1; epoch <= recipe.epochs; epoch++) {
    const [start, before] = [performance.now(), resourceUsage()]
    for (let step = (epoch - 1) * perEpoch; step < epoch * perEpoch; step++) {
      const figures = game.step(config, feed, step)
      // A step is over when its figures are there.
      await figures.data()
      figures.dispose()
    }
    const after = resourceUsage()
    wall += (performance.now() - start) / 1000
    processor += (after.userCPUTime - before.userCPUTime + after.systemCPUTime - before.systemCPUTime) / 1e6
    taught = {
      ...{ game, config, steps: epoch * perEpoch, memory: after.maxRSS / 1024 },
      ...{ secondsPerEpoch: wall / epoch, processorSecondsPerEpoch: processor / epoch },
    }
    if (epoch % every === 0 && !(await look(taught, epoch))) break
  }
  feed.dispose()
  return taught
}

/** CTGAN's 500, a quarter of the rows at most, and whole packs. */
export function batchFor(rows: number, most: number, pack: number): number {
  return Math.max(pack, Math.floor(Math.min(most, rows / 4) / pack) * pack)
}

function takenFrom(items: Float32Array, width: number, rows: Uint32Array): Float32Array {
  const taken = new Float32Array(rows.length * width)
  rows.forEach((row, i) => taken.set(items.subarray(row * width, (row + 1) * width), i * width))
  return taken
}

export interface Made {
  readonly readings: readonly ColumnReading[]
  /** Share of the rows made that had the category of the target that they were asked for. */
  readonly acceptance: number
}

const PER_CALL = 2000
/** Rows made for each row asked, at most. */
const PATIENCE = 50

/**
 * So many rows. Conditions by how frequent categories are, categories drawn from the chances that the generator gives.
 * @param target name of a column whose shares are those of the training rows: each row is asked for by it, and made again where it
 *   came out otherwise; null: conditions over all columns, and rows as they come
 */
export function makeRows(
  subject: Subject,
  { game, config }: Taught,
  count: number,
  stream: Stream,
  target: string | null,
): Made {
  const { encoding, width, places, sampler } = subject
  const asked = places.find(({ span }) => encoding.columns[span.column]?.name === target)
  const wanted = asked === undefined ? null : stratified(asked.span.counts, count)
  const rows = new Float32Array(count * width)
  let [kept, made] = [0, 0]
  let open = Array.from({ length: count }, (_, i) => i)
  for (let call = 0; open.length > 0 && made < PATIENCE * count; call++) {
    const slots = open.slice(0, PER_CALL)
    const own = fork(stream, call)
    const choices =
      asked === undefined || wanted === null
        ? sampler.choicesByFrequency(fork(own, 0), slots.length)
        : Int32Array.from(slots, (slot) => asked.first + (wanted[slot] ?? 0))
    const latents = tensor2d(normals(fork(own, 1), slots.length * config.latent), [
      slots.length,
      config.latent,
    ])
    const row = tensor2d(choiceRows(choices, sampler.choices), [slots.length, sampler.choices])
    const shown = game.sample(config, latents, { row })
    const drawn = withWholeParts({ encoding }, shown.dataSync<'float32'>(), fork(own, 2))
    for (const tensor of [latents, row, shown]) tensor.dispose()
    const left: number[] = []
    slots.forEach((slot, i) => {
      const holds =
        asked === undefined ||
        wanted === null ||
        drawn[i * width + asked.span.offset + (wanted[slot] ?? 0)] === 1
      if (!holds) return left.push(slot)
      rows.set(drawn.subarray(i * width, (i + 1) * width), slot * width)
      kept++
      return 0
    })
    made += slots.length
    open = [...open.slice(PER_CALL), ...left]
  }
  const whole = open.length === 0 ? rows : withoutRows(rows, width, new Set(open))
  return {
    readings: decodeRows(encoding, whole, fork(stream, PATIENCE * count)).readings,
    acceptance: kept / made,
  }
}

/** Rows of a TVAE that is taught on the same numbers with its own paper's settings. */
export async function tvaeRows(
  { encoding, layout, items, width }: Subject,
  epochs: number,
  seed: number,
): Promise<readonly ColumnReading[]> {
  const rows = items.length / width
  const stream = streamFor(seed, 'autoencoder')
  const tvae = createTvae({ layout, config: TVAE_DEFAULTS, seed })
  const { batch } = tvae.config
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = permutation(fork(stream, epoch), rows)
    for (let from = 0; from < rows; from += batch) {
      const drawn = order.subarray(from, from + batch)
      const loss = tvae.step(takenFrom(items, width, drawn), drawn.length)
      await loss.data()
      loss.dispose()
    }
  }
  const chances = await tvae.sample(rows, fork(stream, epochs))
  tvae.dispose()
  const drawn = withWholeParts({ encoding }, chances, fork(stream, epochs + 1))
  return decodeRows(encoding, drawn, fork(stream, epochs + 2)).readings
}

function withoutRows(rows: Float32Array, width: number, out: ReadonlySet<number>): Float32Array {
  const kept = Array.from({ length: rows.length / width }, (_, i) => i).filter((i) => !out.has(i))
  return takenFrom(rows, width, Uint32Array.from(kept))
}

/** As often as the table has each, to the row: the largest remainders get what is left. */
export function stratified(counts: readonly number[], rows: number): number[] {
  const sum = counts.reduce((total, count) => total + count, 0)
  const exact = counts.map((count) => (count * rows) / sum)
  const whole = exact.map(Math.floor)
  const left = rows - whole.reduce((total, count) => total + count, 0)
  const order = exact.map((_, i) => i).sort((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1))
  for (const i of order.slice(0, left)) whole[i] = (whole[i] ?? 0) + 1
  return whole.flatMap((count, i) => Array<number>(count).fill(i))
}
