/**
 * Builds the scenes of a table: the same fixed noises and the same real rows at every look, so that what changes on the stage is the
 * networks. Draws nothing.
 */
import { alignLabels } from '../../../common/tables/align-labels.ts'
import { truncated } from '../../../common/config/truncation.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { FIRST_ROW_VIEW, type StageView } from '../../../common/protocol/stage-view.ts'
import { learntColumns, type EncodedLearnt } from '../../../common/tables/learnt-columns.ts'
import { sampleRows } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import type { LabelCoding } from '../../../common/tables/table-encoding.ts'
import type { RowSet } from '../../data/row-set.ts'
import type {
  ColumnBars,
  ColumnsScene,
  PairsScene,
  RowCardScene,
  RowScene,
  ScatterAxis,
  ScatterScene,
  Scene,
} from '../../draw/scene.ts'
import { ksComplement, tvComplement } from '../../evaluation/tables/column-figures.ts'
import { tableQuality } from '../../evaluation/tables/quality.ts'
import { finish } from '../../evaluation/metrics/slices.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import { generateItems, sampleFakes } from '../../probe/samples.ts'
import type { Shown } from '../shown.ts'
import { counterFor, placeIn, written } from './bars.ts'
import { columnsOf } from './made-rows.ts'

/** Networks that make rows, and the table they imitate. */
export type ShownRows = Shown<RowSet>

/** Fakes of a look, and reals beside them. */
export const FAKES = 600
const REALS = 1200
const SCATTERED = 400
/** Columns that are drawn against each other in pairs. */
const MOST_PAIRED = 24
const DRAWN = streamFor(0, 'evaluate')

export async function rowScene(run: ShownRows, view: StageView): Promise<RowScene> {
  const { show, x, y } = view.rows ?? FIRST_ROW_VIEW
  switch (show) {
    case 'pairs':
      return pairsScene(run, view)
    case 'scatter':
      return scatterScene(run, view, x, y)
    // The table is words: the page writes it over the columns.
    case 'columns':
    case 'table':
      return columnsScene(run, view)
  }
}

async function columnsScene(run: ShownRows, { theme }: StageView): Promise<ColumnsScene> {
  const { dataset } = run
  const made = await fakesOf(run, FAKES)
  return { kind: 'row', layout: 'columns', theme, columns: barsOf(dataset, realsOf(dataset), made) }
}

/** What the networks will see of a table: its columns without any fakes. */
export function previewScene(set: RowSet, { theme }: StageView): ColumnsScene {
  return { kind: 'row', layout: 'columns', theme, columns: barsOf(set, realsOf(set), null) }
}

/** @param made null: no fakes yet */
export function barsOf(
  { item }: RowSet,
  reals: readonly TableColumn[],
  made: readonly TableColumn[] | null,
): ColumnBars[] {
  const aligned = made === null ? null : alignLabels(reals, made)
  return learntColumns(item.encoding).map(({ column }, at) => {
    const { shares, ...about } = counterFor(column)
    const [real, fake] = [reals[at], aligned?.[at]]
    return {
      ...about,
      real: real === undefined ? new Float64Array() : shares(real),
      fake: fake === undefined ? new Float64Array() : shares(fake),
      alike: real === undefined || fake === undefined ? NaN : alike(real, fake),
    }
  })
}

function alike(real: TableColumn, fake: TableColumn): number {
  if (real.kind === 'number' && fake.kind === 'number') return ksComplement(real, fake)
  return real.kind === 'category' && fake.kind === 'category' ? tvComplement(real, fake) : NaN
}

async function pairsScene(run: ShownRows, { theme }: StageView): Promise<PairsScene> {
  return { kind: 'row', layout: 'pairs', theme, ...pairsOf(realsOf(run.dataset), await fakesOf(run, FAKES)) }
}

/** How far each pair of the first columns is from hanging together as among reals; not more of them than a matrix shows. */
export function pairsOf(
  reals: readonly TableColumn[],
  made: readonly TableColumn[],
): Pick<PairsScene, 'names' | 'differences'> {
  const some = reals.slice(0, MOST_PAIRED)
  const { pairs } = finish(
    tableQuality(some, made.slice(0, MOST_PAIRED), { leastCorrelation: 0, leastAssociation: 0 }),
  )
  return { names: some.map(({ name }) => name), differences: pairs.map((score) => 1 - score) }
}

async function scatterScene(
  run: ShownRows,
  { theme }: StageView,
  x: number,
  y: number,
): Promise<ScatterScene> {
  const { dataset, game, config } = run
  const learnt = learntColumns(dataset.item.encoding)
  const across = learnt[Math.min(x, learnt.length - 1)]?.column
  const up = learnt[Math.min(y, learnt.length - 1)]?.column
  const noise = truncated(config, latentNoise(config, streamFor(config.seed, 'noise-preview'), SCATTERED))
  const { items, scores } = await sampleFakes(game, config, noise, SCATTERED)
  const made = columnsOf(dataset.item, items, DRAWN)
  const reals = realsOf(dataset)
  const placed = (columns: readonly TableColumn[], count: number) => {
    const out = new Float32Array(2 * count)
    place(
      out,
      0,
      across,
      columns.find(({ name }) => name === across?.name),
    )
    place(
      out,
      1,
      up,
      columns.find(({ name }) => name === up?.name),
    )
    return out
  }
  return {
    kind: 'row',
    layout: 'scatter',
    theme,
    x: axisOf(across),
    y: axisOf(up),
    real: placed(sampleRows(reals, SCATTERED, DRAWN), Math.min(SCATTERED, dataset.split.training.length)),
    fake: placed(made, SCATTERED),
    scores,
  }
}

/** Between the ends of a number's range, or in the lane of a label, strewn so that rows do not hide each other. */
function place(
  out: Float32Array,
  axis: 0 | 1,
  coded: EncodedLearnt | undefined,
  column: TableColumn | undefined,
): void {
  for (let row = 0; 2 * row + axis < out.length; row++) {
    const at = 2 * row + axis
    if (coded === undefined || column === undefined) out[at] = NaN
    else if (coded.is !== 'category' && column.kind === 'number')
      out[at] = MARGIN + (1 - 2 * MARGIN) * placeIn(coded.number)(column.values[row] ?? NaN)
    else if (coded.is === 'category' && column.kind === 'category') {
      const lane = laneOf(coded, column.labels[column.codes[row] ?? -1])
      out[at] = (lane + 0.5 + STREWN * strewn(row, axis)) / lanes(coded)
    }
  }
}

const MARGIN = 0.03
/** Share of a lane that its rows are strewn over. */
const STREWN = 0.7
const MOST_LANES = 10

function lanes({ labels }: Extract<EncodedLearnt, { is: 'category' }>): number {
  const named = Math.min(MOST_LANES, labels.top.length)
  return named + (hasRest(labels) ? 1 : 0)
}

/** Whether some rows have none of the labels that are named. */
function hasRest({ top, others, missing }: LabelCoding): boolean {
  return top.length > MOST_LANES || others.length > 0 || missing > 0
}

/** The last lane is of all others and of those that are missing. */
function laneOf(coded: Extract<EncodedLearnt, { is: 'category' }>, label: string | undefined): number {
  const at = coded.labels.top.findIndex((one) => one.label === label)
  return at < 0 ? lanes(coded) - 1 : Math.min(at, lanes(coded) - 1)
}

/** −½ to ½, evenly and alike at every look (the golden ratio's multiples, of each axis another one's). */
function strewn(row: number, axis: 0 | 1): number {
  const turns = row * (axis === 0 ? 0.618_033_988_75 : 0.754_877_666_25)
  return turns - Math.floor(turns) - 0.5
}

function axisOf(coded: EncodedLearnt | undefined): ScatterAxis {
  if (coded === undefined) return { name: '', ticks: [] }
  if (coded.is === 'category') {
    const count = lanes(coded)
    const named = coded.labels.top.slice(0, MOST_LANES).map(({ label }) => label)
    const words = hasRest(coded.labels) ? [...named, 'other'] : named
    return { name: coded.name, ticks: words.map((text, at) => ({ at: (at + 0.5) / count, text })) }
  }
  const { low, high } = coded.number
  return {
    name: coded.name,
    ticks: [low, high].map((value, at) => ({
      at: at === 0 ? MARGIN : 1 - MARGIN,
      text: written(coded, value),
    })),
  }
}

/** The sample under the hand, cell by cell. */
export async function rowCard(
  run: ShownRows,
  { theme }: StageView,
  cursor: Float32Array,
): Promise<RowCardScene> {
  const { dataset, game, config } = run
  const { items, scores } = await sampleFakes(game, config, truncated(config, cursor), 1)
  const made = columnsOf(dataset.item, items, DRAWN)
  const cells = learntColumns(dataset.item.encoding).map(({ column }, at) => ({
    name: column.name,
    ...cellOf(column, made[at]),
  }))
  return { kind: 'row', layout: 'card', theme, cells, score: scores[0] ?? NaN }
}

/** @returns its words, and where it lies in the range of the training rows; null for what has none */
function cellOf(
  coded: EncodedLearnt,
  column: TableColumn | undefined,
): { text: string; place: number | null } {
  if (coded.is !== 'category' && column?.kind === 'number') {
    const value = column.values[0] ?? NaN
    const text = written(coded, value)
    return { text, place: Number.isNaN(value) ? null : placeIn(coded.number)(value) }
  }
  const text = column?.kind === 'category' ? (column.labels[column.codes[0] ?? -1] ?? '–') : '–'
  return { text, place: null }
}

/** The learnt columns of the fakes of a look. */
export async function fakesOf({ dataset, game, config }: ShownRows, count: number): Promise<TableColumn[]> {
  const noise = truncated(config, latentNoise(config, streamFor(config.seed, 'noise-preview'), count))
  return columnsOf(dataset.item, await generateItems(game, config, noise, count), DRAWN)
}

const known = new WeakMap<RowSet, readonly TableColumn[]>()

/** Training rows beside them: the same ones at every look. */
export function realsOf(set: RowSet): readonly TableColumn[] {
  const before = known.get(set)
  if (before !== undefined) return before
  const some = sampleRows(set.take(set.split.training), REALS, DRAWN)
  known.set(set, some)
  return some
}

export function isRowScene(scene: Scene): scene is RowScene {
  return scene.kind === 'row'
}
