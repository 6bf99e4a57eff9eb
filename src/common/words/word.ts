/**
 * The words that a set of pictures brings along: what its folders, its labels or a table beside it call them. They are the person's; none
 * is made up here. Pure.
 */
import type { AttributeName } from '../items/attributes.ts'

/** Something that pictures have or have not, or have more or less of. */
export interface Word {
  /** Stable for the same data. */
  readonly id: string
  readonly name: string
  readonly kind: AttributeName['kind']
  /** What the two ends of a slider are called. */
  readonly ends: readonly [low: string, high: string]
  /** Words that exclude each other, as classes do, share a family. */
  readonly family: string
}

interface Told {
  readonly classes: readonly string[]
  readonly attributes?: readonly AttributeName[]
}

/** More classes are a list, not words. */
const MOST_CLASSES = 40

/** Attributes first; then the classes: two are the ends of one word, of more each is one against the rest. */
export function wordsOf({ classes, attributes = [] }: Told): Word[] {
  const told = attributes.map(({ name, kind }, at): Word => ({
    id: `attribute:${at}`,
    name,
    kind,
    ends: kind === 'number' ? [`less ${name}`, `more ${name}`] : [`not ${name}`, name],
    family: `attribute:${at}`,
  }))
  const names = new Set(told.map(({ name }) => name.toLowerCase()))
  return [...told, ...ofClasses(classes).filter(({ name }) => !names.has(name.toLowerCase()))]
}

/** Whether class names are numbers that say how much, such as ages, and not merely which: 0, 1, 2 … or 1, 2, 3 … are names. */
function areMeasures(classes: readonly string[]): boolean {
  const numbers = classes.map(Number)
  const counts = (from: number) => numbers.every((number, at) => number === from + at)
  return classes.length > 2 && numbers.every((number) => Number.isFinite(number)) && !counts(0) && !counts(1)
}

function ofClasses(classes: readonly string[]): Word[] {
  if (areMeasures(classes)) {
    const name = 'number of the class'
    return [
      { id: 'class:number', name, kind: 'number', ends: [`less ${name}`, `more ${name}`], family: 'class' },
    ]
  }
  if (classes.length < 2 || classes.length > MOST_CLASSES) return []
  const [low = '', high = ''] = classes
  if (classes.length === 2)
    return [{ id: 'class:1', name: `${low} – ${high}`, kind: 'yes-no', ends: [low, high], family: 'class' }]
  return classes.map((name, at) => ({
    id: `class:${at}`,
    name,
    kind: 'yes-no',
    ends: [`not ${name}`, name],
    family: 'class',
  }))
}
