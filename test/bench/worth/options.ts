/** What `npm run bench -- worth` is asked for. */
import { SETS } from './sets.ts'

export const PARTS = ['prepare', 'make', 'timing', 'planted', 'judge', 'report'] as const
export type Part = (typeof PARTS)[number]

export interface Options {
  readonly part: Part
  readonly sets: readonly string[]
  readonly seeds: readonly number[]
  /** Of a set's name, or of all. */
  readonly epochs: Readonly<Record<string, number>>
  /** Makes again what is there. */
  readonly anew: boolean
}

/** Of ours and of the TVAE. The reference has its own (scripts/bench-worth.mjs). */
export const EPOCHS: Readonly<Record<string, number>> = { weather: 100, birdstrikes: 100 }

export const USAGE = `run.js ${PARTS.join('|')} [--set NAME] [--seeds 1,2,3] [--epochs N] [--anew]`

/** @throws Error naming what is not understood */
export function readOptions(words: readonly string[]): Options {
  const [part, ...rest] = words
  const known = PARTS.find((name) => name === part)
  if (known === undefined) throw new Error(`“${part ?? ''}” is none of ${PARTS.join(', ')}.`)
  let options: Options = {
    part: known,
    sets: SETS.map(({ id }) => id),
    seeds: [1, 2, 3, 4, 5],
    epochs: EPOCHS,
    anew: false,
  }
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]
    if (word === '--anew') {
      options = { ...options, anew: true }
      continue
    }
    const value = rest[++i] ?? ''
    if (word === '--set' && options.sets.includes(value)) options = { ...options, sets: [value] }
    else if (word === '--seeds' && /^\d+(,\d+)*$/.test(value))
      options = { ...options, seeds: value.split(',').map(Number) }
    else if (word === '--epochs' && /^\d+$/.test(value))
      options = { ...options, epochs: Object.fromEntries(SETS.map(({ id }) => [id, Number(value)])) }
    else throw new Error(`“${word ?? ''} ${value}” is not understood.`)
  }
  return options
}
