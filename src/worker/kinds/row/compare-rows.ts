/** Made rows beside the training row that each is nearest to, and rows that a person began filled in. In words, for the page. */
import { fork, streamFor, uniforms } from '../../../common/numbers/random.ts'
import { truncated } from '../../../common/config/truncation.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { ComparedRows, RowAnswers } from '../../../common/protocol/rows.ts'
import { learntColumns, type EncodedLearnt } from '../../../common/tables/learnt-columns.ts'
import { sampleRows } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import type { RowSet } from '../../data/row-set.ts'
import { decodeRows } from '../../data/rows/encoding/decode.ts'
import { textRows } from '../../data/rows/encoding/text-rows.ts'
import { median } from '../../evaluation/metrics/memorisation.ts'
import { finish } from '../../evaluation/metrics/slices.ts'
import { nearestRows, rangesOf, rowSpace, type RowSpace } from '../../evaluation/tables/row-distance.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import { sampleFakes } from '../../probe/samples.ts'
import { written } from './bars.ts'
import { valueOfCell } from './cell-value.ts'
import { makeRows } from './generate.ts'
import { columnsOf } from './made-rows.ts'
import type { ShownRows } from './scenes.ts'

/** Training rows that are compared with, and held-out rows that say how near is usual. */
const COMPARED = 4000
const USUAL = 200
const DRAWN = streamFor(0, 'evaluate')

export async function compareRows(run: ShownRows, count: number): Promise<ComparedRows> {
  const { dataset, game, config } = run
  const noise = truncated(config, latentNoise(config, streamFor(config.seed, 'noise-preview'), count))
  const { items, scores } = await sampleFakes(game, config, noise, count)
  const made = columnsOf(dataset.item, items, DRAWN)
  const { reals, space, usual } = nearFor(dataset)
  const { rows, distances } = finish(nearestRows(made, space))
  const learnt = learntColumns(dataset.item.encoding)
  return {
    header: learnt.map(({ column }) => column.name),
    rows: Array.from({ length: count }, (_, i) => ({
      cells: cellsOf(learnt, made, i),
      nearest: cellsOf(learnt, reals, rows[i] ?? 0),
      distance: distances[i] ?? NaN,
      score: scores[i] ?? NaN,
    })),
    usual,
  }
}

interface Near {
  readonly reals: readonly TableColumn[]
  readonly space: RowSpace
  readonly usual: number | null
}
const known = new WeakMap<RowSet, Near>()

function nearFor(set: RowSet): Near {
  const before = known.get(set)
  if (before !== undefined) return before
  const { training, heldOut } = set.split
  const all = set.take(training)
  const reals = sampleRows(all, COMPARED, DRAWN)
  const space = rowSpace(reals, rangesOf(all))
  const unseen = set.take(heldOut.subarray(0, USUAL))
  const usual = heldOut.length === 0 ? null : median(finish(nearestRows(unseen, space)).distances)
  const made = { reals, space, usual }
  known.set(set, made)
  return made
}

function cellsOf(
  learnt: ReturnType<typeof learntColumns>,
  columns: readonly TableColumn[],
  row: number,
): string[] {
  return learnt.map(({ column }, at) => cellOf(column, columns[at], row))
}

function cellOf(coded: EncodedLearnt, column: TableColumn | undefined, row: number): string {
  if (coded.is !== 'category' && column?.kind === 'number') return written(coded, column.values[row] ?? NaN)
  return column?.kind === 'category' ? (column.labels[column.codes[row] ?? -1] ?? '–') : '–'
}

/** Rows that are made to find one that goes with what is known. */
const CANDIDATES = 2000
/** One of so many nearest is taken. */
const AMONG = 10

/**
 * What the known cells go with: of many rows made with the known category, one of those nearest in the known cells gives the others.
 * @throws GanvasError `no-such-column`, `bad-cell`
 */
export async function fillRow(
  run: ShownRows,
  cells: Readonly<Record<string, string>>,
  seed: number,
): Promise<RowAnswers['fill-row']> {
  const { item } = run.dataset
  const learnt = learntColumns(item.encoding)
  const known = Object.entries(cells).map(([name, text]) => {
    const at = learnt.findIndex(({ column }) => column.name === name)
    const coded = learnt[at]?.column
    if (coded === undefined)
      throw new GanvasError(
        'no-such-column',
        `No column that is learnt is called “${name}”.`,
        'Check the name.',
      )
    return { at, name, text, coded, value: valueOf(coded, text) }
  })
  const category = known.find(({ coded }) => coded.is === 'category')
  const where = category === undefined ? [] : [{ column: category.name, is: category.text }]
  const { items, rows: count } = await makeRows(run, { count: CANDIDATES, seed, where })
  const made = columnsOf(item, items, DRAWN)
  const order = Array.from({ length: count }, (_, row) => ({
    row,
    apart: known.reduce((sum, one) => sum + apartIn(made[one.at], one, row), 0),
  })).sort((a, b) => a.apart - b.apart)
  const draw = uniforms(fork(streamFor(seed, 'walk'), 1), 1)[0] ?? 0
  const taken = order[Math.floor(draw * Math.min(AMONG, order.length))]?.row ?? 0
  const [width = 1] = run.game.itemShape
  const one = items.subarray(taken * width, (taken + 1) * width)
  const [texts = []] = textRows(decodeRows(item.encoding, one, DRAWN), streamFor(seed, 'walk'))
  const header = item.encoding.columns.map(({ name }) => name)
  return { header, cells: texts.map((text, at) => cells[header[at] ?? ''] ?? text), candidates: count }
}

interface KnownCell {
  readonly text: string
  readonly coded: EncodedLearnt
  readonly value: number
}

function apartIn(column: TableColumn | undefined, { text, coded, value }: KnownCell, row: number): number {
  if (column?.kind === 'category') return column.labels[column.codes[row] ?? -1] === text ? 0 : 1
  if (coded.is === 'category' || column === undefined) return 1
  const { low, high } = coded.number
  const made = column.values[row] ?? NaN
  if (Number.isNaN(made) || Number.isNaN(value)) return Number.isNaN(made) && Number.isNaN(value) ? 0 : 1
  return high > low ? Math.min(1, Math.abs(made - value) / (high - low)) : 0
}

/** The number of a known cell; NaN of a category, and where it is missing. @throws GanvasError `bad-cell` */
function valueOf(coded: EncodedLearnt, text: string): number {
  return coded.is === 'category' || text === coded.missingText ? NaN : valueOfCell(coded, text)
}
