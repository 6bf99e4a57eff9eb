/** Where the learning curve of a study lies in its picture, and what it says in words. Pure: pixels out, knows no elements. */
import type { WorthPoint, WorthReport } from '../../../common/protocol/worth.ts'
import { niceStride } from '../charts/axes/next-axis.ts'
import { clamped } from './worth-words.ts'

export interface Tick {
  readonly at: number
  readonly text: string
}

export interface CurvePlot {
  /** Measured scores, and the line that never falls. */
  readonly dots: readonly { readonly x: number; readonly y: number }[]
  readonly line: readonly { readonly x: number; readonly y: number }[]
  readonly across: readonly Tick[]
  readonly up: readonly Tick[]
  /** Where fakes alone stand; `x`: the real items that they are worth, at an end of the axis where that was not measured. */
  readonly fakes: {
    readonly x: number
    readonly y: number
    readonly level: string
    readonly text: string
  } | null
  readonly frame: {
    readonly left: number
    readonly right: number
    readonly top: number
    readonly bottom: number
  }
}

/** Room for words: on the left, right, above and below. */
const ROOM = { left: 40, right: 14, top: 22, bottom: 22 } as const
/** Between the middles of two numbers below the axis. */
const APART = 46

/** Null until the curve has two points. */
export function curvePlot(
  { curve, arms, aloneWorth, items: noun }: Pick<WorthReport, 'curve' | 'arms' | 'aloneWorth' | 'items'>,
  width: number,
  height: number,
): CurvePlot | null {
  const points = curve.filter(({ score }) => score !== null)
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || first.items === last.items) return null
  const level = arms.find(({ id }) => id === 'fakes-alone')?.mean ?? null
  const frame = {
    ...{ left: ROOM.left, right: width - ROOM.right },
    ...{ top: ROOM.top, bottom: height - ROOM.bottom },
  }
  const values = [...points.map(({ score }) => score ?? 0), ...(level === null ? [] : [level])].map(clamped)
  const room = Math.max(0.01, 0.06 * (Math.max(...values) - Math.min(...values)))
  const [low, high] = [Math.min(...values) - room, Math.max(...values) + room]
  const x = (items: number) =>
    frame.left +
    ((frame.right - frame.left) * Math.log(items / first.items)) / Math.log(last.items / first.items)
  const y = (score: number) =>
    frame.bottom - ((frame.bottom - frame.top) * (clamped(score) - low)) / (high - low)
  const placed = (of: (point: WorthPoint) => number | null) =>
    points.map((point) => ({ x: x(point.items), y: y(of(point) ?? 0) }))
  const { items, reach } = aloneWorth
  return {
    frame,
    dots: placed(({ score }) => score),
    line: placed(({ rising, score }) => rising ?? score),
    across: withRoom(points.map((point) => ({ at: x(point.items), text: whole(point.items) }))),
    up: scaleOf(low, high).map((value) => ({ at: y(value), text: value.toFixed(2) })),
    fakes:
      level === null || items === null || reach === 'untold'
        ? null
        : {
            x: x(Math.min(last.items, Math.max(first.items, items))),
            y: y(level),
            level: level.toFixed(3),
            text: worthText({ items, reach }, noun),
          },
  }
}

/** “worth about 130 real rows”. */
function worthText(
  { items, reach }: { items: number; reach: WorthReport['aloneWorth']['reach'] },
  noun: WorthReport['items'],
): string {
  const count = whole(Number(items.toPrecision(2)))
  if (reach === 'at-most') return `worth fewer than ${count} real ${noun}`
  if (reach === 'at-least') return `worth ${count} real ${noun} or more`
  return `worth about ${count} real ${noun}`
}

/** The whole picture for those who do not see it. */
export function curveWords({ curve, arms, figure, items, aloneWorth }: WorthReport): string {
  const points = curve.flatMap(({ items: count, score }) =>
    score === null ? [] : [`${whole(count)}: ${score.toFixed(3)}`],
  )
  const level = arms.find(({ id }) => id === 'fakes-alone')?.mean ?? null
  const { items: count, reach } = aloneWorth
  const fakes =
    level === null || count === null
      ? ''
      : ` Fakes alone: ${level.toFixed(3)}, ${worthText({ items: count, reach }, items)}.`
  return `${figure} by the number of real ${items} that the learner was taught on. ${points.join(', ')}.${fakes}`
}

/** The last number always; of the others those that do not touch it or each other. */
function withRoom(ticks: readonly Tick[]): Tick[] {
  const kept: Tick[] = []
  for (const tick of [...ticks].reverse()) {
    const next = kept.at(-1)
    if (next === undefined || next.at - tick.at >= APART) kept.push(tick)
  }
  return kept.reverse()
}

function scaleOf(low: number, high: number): number[] {
  const stride = niceStride((high - low) / 4)
  const first = Math.ceil(low / stride)
  return Array.from({ length: Math.floor(high / stride) - first + 1 }, (_, i) => (first + i) * stride)
}

function whole(count: number): string {
  return Math.round(count).toLocaleString('en-GB')
}
