/** What `npm run bench -- tables` was asked for. */
import { PRESETS } from './presets.ts'

export interface Options {
  /** Null: each preset's own. */
  readonly seeds: readonly number[] | null
  /** Part of a preset's name; empty: all. */
  readonly only: string
  /** Prints what is recorded and trains nothing. */
  readonly print: boolean
}

export const USAGE = `npm run bench -- tables [--seeds 1,2,3] [--only NAME] [--print]
  --seeds   seeds to run instead of each preset's own
  --only    presets whose name holds NAME: ${PRESETS.map(({ name }) => name).join(', ')}, dirac
  --print   print what has been recorded; train nothing`

/** @throws Error with the reason when the words make no sense */
export function readOptions(words: readonly string[]): Options {
  const rest = [...words]
  let options: Options = { seeds: null, only: '', print: false }
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--print') options = { ...options, print: true }
    else if (word === '--seeds') options = { ...options, seeds: seedsFrom(rest.shift()) }
    else if (word === '--only') options = { ...options, only: knownName(rest.shift()) }
    else throw new Error(`Unknown word ${word}.`)
  }
  return options
}

function seedsFrom(text = ''): number[] {
  const seeds = text.split(',').map(Number)
  if (text !== '' && seeds.every((seed) => Number.isInteger(seed) && seed >= 0)) return seeds
  throw new Error(`--seeds takes whole numbers, as in 1,2,3; got "${text}".`)
}

function knownName(text = ''): string {
  const names = [...PRESETS.map(({ name }) => name), 'dirac']
  if (text !== '' && names.some((name) => name.includes(text))) return text
  throw new Error(`--only takes a part of one of ${names.join(', ')}; got "${text}".`)
}
