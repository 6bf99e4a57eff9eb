/**
 * Which classes of points are told apart on the stage, and by which colours: the one choice that the worker draws by and the
 * page's legend tells. Plain data; knows no canvas.
 */
import type { DataCard } from './data-card.ts'

/** One colour's share of the points. */
export interface ShownClass {
  readonly name: string
  /** Null where nobody counted. */
  readonly count: number | null
}

export interface ShownClasses {
  /** One for each colour, in the classes' order; those that share one come last. Empty where there is nothing to tell apart. */
  readonly shown: readonly ShownClass[]
  /** For each class of the card which of `shown` it is. */
  readonly shownAs: Uint8Array
}

/**
 * By theme, a colour for each of `shown`. Found by search: apart from each other, from the fakes' orange and from the
 * discriminator's blue for every kind of colour vision, and the farther the fewer are used; the last is a grey for the rest.
 */
export const CLASS_HUES: Readonly<Record<'light' | 'dark', readonly string[]>> = {
  light: ['#31ad74', '#282f70', '#cb74f9', '#5a590a', '#622fdd', '#6c0715', '#a4317a', '#7c8087'],
  dark: ['#f3fa32', '#f61d63', '#b357f7', '#fcb6ff', '#27e392', '#6e7208', '#4b6cb2', '#a3a8af'],
}

const MOST = CLASS_HUES.light.length

/** Of more classes than there are colours, the largest have one each, and the others share the last. */
export function shownClasses(classes: DataCard['classes']): ShownClasses {
  if (classes.length < 2) return { shown: [], shownAs: new Uint8Array(classes.length) }
  if (classes.length <= MOST) return { shown: classes, shownAs: Uint8Array.from(classes.keys()) }
  const alone = MOST - 1
  const byCount = [...classes.keys()].sort((a, b) => sizeOf(classes[b]) - sizeOf(classes[a]) || a - b)
  const largest = byCount.slice(0, alone).sort((a, b) => a - b)
  const others = byCount.slice(alone)
  const shownAs = new Uint8Array(classes.length).fill(alone)
  largest.forEach((label, i) => (shownAs[label] = i))
  const rest = {
    name: `${others.length.toLocaleString('en-GB')} others`,
    count: others.reduce((sum, label) => sum + sizeOf(classes[label]), 0),
  }
  return { shown: [...classes.filter((_, label) => shownAs[label] !== alone), rest], shownAs }
}

function sizeOf(of: ShownClass | undefined): number {
  return of?.count ?? 0
}
