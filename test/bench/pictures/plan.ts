/** What `npm run bench -- own` trains: sets, recipes, seeds, and after how many minutes it looks. Plain data. */
import type { RunConfig } from '../../../src/common/config/run-config.ts'

export interface Recipe {
  readonly name: string
  /** Settings otherwise than the page chooses by itself; empty: untouched. */
  readonly change: Partial<RunConfig>
}

/** How own pictures were trained before the first study: without augmentation, and with it. */
const BEFORE: Partial<RunConfig> = {
  transfer: 'none',
  warmStart: 0,
  batch: 64,
  gLr: 5e-4,
  dLr: 5e-4,
  ema: 0.99,
  latent: 64,
}

export const RECIPES: readonly Recipe[] = [
  { name: 'page', change: {} },
  { name: 'first', change: { ...BEFORE, augment: 'none' } },
  { name: 'augmented', change: { ...BEFORE, augment: 'diffaugment' } },
]

/** Minutes of training from the click on Train. */
export const BUDGETS: readonly number[] = [2, 5, 10]

export interface Plan {
  /** Folder of NAME.bin and NAME.json, as scripts/own-sets makes them. */
  readonly sets: string
  readonly out: string
  readonly names: readonly string[]
  readonly recipes: readonly Recipe[]
  readonly seeds: readonly number[]
  readonly minutes: readonly number[]
}

export const USAGE = `npm run bench -- own --sets FOLDER --out FOLDER [--names a,b] [--recipes page,first] [--seeds 1,2,3] [--minutes 2,5,10]
  Opens each set in the built page as a person drops it, trains by the clock, and keeps fakes. test/bench/pictures/judge.py
  judges them. What is in --out already is not trained again.
  --recipes  ${RECIPES.map(({ name }) => name).join(', ')}; or NAME:key=value,key=value for another`

/** @throws Error with the reason when the words make no sense */
export function readPlan(words: readonly string[], every: (folder: string) => string[]): Plan {
  const given = new Map<string, string>()
  for (let i = 0; i < words.length; i += 2) {
    const [word = '', value] = [words[i], words[i + 1]]
    if (!word.startsWith('--') || value === undefined) throw new Error(`${word} has no value.\n${USAGE}`)
    given.set(word.slice(2), value)
  }
  const sets = needed(given, 'sets')
  return {
    sets,
    out: needed(given, 'out'),
    names: given.get('names')?.split(',') ?? every(sets),
    recipes: (given.get('recipes') ?? 'page,first,augmented').split(';').flatMap(recipesIn),
    seeds: numbers(given.get('seeds') ?? '1,2,3'),
    minutes: numbers(given.get('minutes') ?? BUDGETS.join(',')),
  }
}

/** `page,first`, or one of its own: `narrow:width=16,batch=8`. */
function recipesIn(text: string): Recipe[] {
  const [name = '', settings] = text.split(':')
  if (settings === undefined) return text.split(',').map(knownRecipe)
  const change = settings.split(',').map((pair) => {
    const [key = '', value = ''] = pair.split('=')
    const number = Number(value)
    return [key, Number.isNaN(number) ? value : number] as const
  })
  return [{ name, change: Object.fromEntries(change) as Partial<RunConfig> }]
}

function knownRecipe(wanted: string): Recipe {
  const recipe = RECIPES.find(({ name }) => name === wanted)
  if (recipe === undefined) throw new Error(`There is no recipe ${wanted}.\n${USAGE}`)
  return recipe
}

function needed(given: ReadonlyMap<string, string>, key: string): string {
  const value = given.get(key)
  if (value === undefined) throw new Error(`--${key} is missing.\n${USAGE}`)
  return value
}

function numbers(text: string): number[] {
  const values = text.split(',').map(Number)
  if (values.some((value) => !(value > 0))) throw new Error(`${text} is no list of numbers above zero.`)
  return values
}
