/**
 * A rule that a maker of rows either finds or does not: y is low, middle or high by a + b. Once with a and b of five values each,
 * which are read as categories, and once with numbers of two decimals, where rows near a bound are easily on its wrong side.
 */
import { fork, streamFor, uniforms } from '../../../src/common/numbers/random.ts'
import { READERS_CHOICE } from '../../../src/common/items/data-card.ts'
import { READERS_COLUMNS } from '../../../src/common/tables/table-choice.ts'
import { atOnce } from '../../../src/worker/data/readers/in-turns.ts'
import { cellColumnSteps } from '../../../src/worker/data/rows/cells.ts'
import { fitSteps } from '../../../src/worker/data/rows/encoding/fit.ts'
import { textRows } from '../../../src/worker/data/rows/encoding/text-rows.ts'
import { understandSteps } from '../../../src/worker/data/rows/understand.ts'
import { readTable } from '../../../src/worker/data/tables/table.ts'
import { makeRows, subjectOf, teach, type Recipe } from './ours.ts'

const ROWS = 2000
/** Of the fakes. */
export const WANTED = 0.95

export type Planted = 'categories' | 'numbers'

/** Bounds of the sum between low, middle and high. */
const BOUNDS = { categories: [3, 6], numbers: [70, 130] } as const

export function obeys(kind: Planted, [a, b, y]: readonly string[]): boolean {
  return y === ruleFor(kind, Number(a) + Number(b))
}

function ruleFor(kind: Planted, sum: number): string {
  const [low, high] = BOUNDS[kind]
  return sum < low ? 'low' : sum < high ? 'middle' : 'high'
}

function textOf(kind: Planted, seed: number): string {
  const stream = streamFor(seed, 'data')
  const [a, b] = [uniforms(fork(stream, 0), ROWS), uniforms(fork(stream, 1), ROWS)]
  const cell = (draw: number) =>
    kind === 'categories' ? String(Math.floor(5 * draw)) : (100 * draw).toFixed(2)
  const rows = Array.from({ length: ROWS }, (_, i) => [cell(a[i] ?? 0), cell(b[i] ?? 0)])
  return [
    'a,b,y',
    ...rows.map(([x = '', z = '']) => [x, z, ruleFor(kind, Number(x) + Number(z))].join(',')),
    '',
  ].join('\n')
}

/** Teaches until enough fakes obey, at most `recipe.epochs`; the share of the fakes that do after every so many epochs. */
export async function plantedRule(
  kind: Planted,
  recipe: Recipe,
  seed: number,
  every: number,
  tell: (epoch: number, share: number) => void,
): Promise<{ readonly epochs: number; readonly share: number }> {
  const cells = atOnce(cellColumnSteps(readTable('planted.csv', textOf(kind, seed), READERS_CHOICE)))
  const table = atOnce(understandSteps(cells, READERS_COLUMNS))
  const training = Uint32Array.from({ length: table.count }, (_, i) => i)
  const encoding = atOnce(fitSteps(table, training, fork(streamFor(seed, 'data'), 2)))
  const subject = subjectOf(encoding, table.readings, training, seed)
  let found = { epochs: 0, share: 0 }
  const look = (taught: Parameters<typeof makeRows>[1], epoch: number) => {
    const stream = streamFor(seed, 'noise-preview')
    const { readings } = makeRows(subject, taught, ROWS, stream, 'y')
    const rows = textRows({ count: ROWS, readings }, fork(stream, 1))
    found = { epochs: epoch, share: rows.filter((row) => obeys(kind, row)).length / ROWS }
    tell(epoch, found.share)
    return Promise.resolve(found.share < WANTED)
  }
  const { game } = await teach(subject, recipe, seed, look, every)
  game.dispose()
  return found
}
