/**
 * The candidates of a search for settings: the present ones, and named changes of them that make sense for these data. Plain
 * data and pure: the same config and the same data give the same candidates in the same order. Never one that the catalogue
 * refuses, warns of where the present settings do not, or that is another one again. Runs nothing.
 */
import { entryOf, type Entry } from '../catalog/entry.ts'
import type { When } from '../catalog/facts.ts'
import { REMEDIES, type Remedy, type RemedyId } from '../catalog/remedies.ts'
import { SETTINGS } from '../catalog/settings/all.ts'
import type { DatasetSummary } from '../protocol/report.ts'
import type { SearchBudget } from '../protocol/search.ts'
import { cautionsIn, conflictsIn } from './check.ts'
import { applyChange, changedKeys } from './difference.ts'
import { factsOf, holds } from './facts.ts'
import { STUDIED, STUDIED_BELOW } from './own-recipe.ts'
import { proposalOf } from './remedy-change.ts'
import type { RunConfig } from './run-config.ts'

/** What the search needs to know of the data. */
export type Searched = Pick<DatasetSummary, 'id' | 'item' | 'count' | 'size' | 'classes'>

/** A named way to train: a remedy as the catalogue knows them, and the data it is worth trying on. */
interface Recipe extends Remedy {
  readonly when?: When
  /** Only where there are no more items; a distribution that is sampled afresh has no end of them. */
  readonly most?: number
  /** Only where pictures are at least so large. */
  readonly leastSize?: number
}

export interface Candidate extends Omit<Entry, 'source'> {
  readonly change: Partial<RunConfig>
  readonly config: RunConfig
}

/** DiffAugment pays up to about a tenth of CIFAR's pictures, and harms a full set in a short run (Zhao et al. 2020). */
const AUGMENTED_BELOW = 5000

/** The present settings. */
const NOW: Recipe = {
  id: 'now',
  label: 'As it is now',
  meaning: 'Your present settings, from the start.',
  source: 'own: what the others must beat',
}

/**
 * In order of promise: a short budget tries the first of them. Networks begin at step 0 in each, so what is tried may change
 * anything but the data.
 */
const RECIPES: readonly Recipe[] = [
  {
    id: 'warm-start',
    label: 'Warm start, augmented, small batches',
    meaning:
      'The forger first learns to redraw the pictures; then many small steps on changed ones: the study’s recipe for few pictures.',
    source: 'own: docs/own-pictures.md',
    set: STUDIED,
    when: { item: ['picture'] },
    most: STUDIED_BELOW,
  },
  {
    id: 'paired-augmented',
    label: 'Augmented, paired loss with R1 and R2',
    meaning:
      'Few pictures go further, fakes are compared with reals, and the detective is kept flat at both.',
    source: 'Zhao et al. 2020 (DiffAugment); Huang et al. 2024 (R3GAN)',
    set: { augment: 'diffaugment', loss: 'relativistic-paired', penalty: 'r1r2', gamma: 1 },
    when: { item: ['picture'] },
    most: AUGMENTED_BELOW,
  },
  remedy('relativistic-r1r2'),
  { ...remedy('diffaugment'), when: { item: ['picture'] }, most: AUGMENTED_BELOW },
  remedy('one-detective-step'),
  {
    id: 'faster',
    label: 'Double both rates',
    meaning: 'Larger steps of both networks: further in the same time, if they hold.',
    source: 'own: the plainest way to be quicker',
    scale: { gLr: 2, dLr: 2 },
  },
  { ...remedy('packing'), when: { item: ['point'] } },
  {
    id: 'narrow',
    label: 'Half the width',
    meaning: 'Networks of half the channels take about a quarter of the time for a step.',
    source: 'own: large pictures on few cores',
    scale: { width: 0.5 },
    when: { item: ['picture'], model: ['dcgan', 'residual'] },
    leastSize: 48,
  },
  {
    id: 'small-batch',
    label: 'Halve the batch',
    meaning: 'About twice the steps in the same time, each from half the items.',
    source: 'own: few cores prefer many small steps',
    scale: { batch: 0.5 },
  },
  remedy('r1'),
  remedy('slower'),
  remedy('minibatch-stddev'),
  {
    id: 'no-momentum',
    label: 'No momentum',
    meaning: 'β₁ of 0 stops the two from chasing each other in circles.',
    source: 'Huang et al. 2024 (R3GAN): 0',
    set: { beta1: 0 },
  },
]

/** In the very words of the cures. */
function remedy(id: RemedyId): Remedy {
  return entryOf<Remedy>(REMEDIES, id)
}

/** Of the race: fewer are no choice, more get too little time each. */
export const FEWEST = 4
export const MOST = 8
/** Milliseconds of the first round below which a candidate has not shown anything. */
const LEAST_TURN_MS = 10_000

/** As many as get their time in a first round, from the few to the many; a budget in steps has room for all. */
export function candidateCount(budget: SearchBudget): number {
  if ('steps' in budget) return MOST
  const fits = (count: number): boolean =>
    (60_000 * budget.minutes) / (count * Math.ceil(Math.log2(count))) >= LEAST_TURN_MS
  for (let count = MOST; count > FEWEST; count--) if (fits(count)) return count
  return FEWEST
}

/** The present settings first, then what is most worth trying, `most` in all. */
export function candidatesFor(config: RunConfig, data: Searched, most = MOST): Candidate[] {
  const found: Candidate[] = [candidate(NOW, {}, config)]
  const warned = cautionsIn(config, data)
  for (const recipe of RECIPES) {
    if (found.length >= most) break
    if (!isWorthTrying(recipe, config, data)) continue
    const change = proposalOf(withWholeNumbers(recipe, config), config, data)?.change
    if (change === undefined) continue
    const next = applyChange(config, change)
    const refused =
      conflictsIn(next, data).length > 0 ||
      cautionsIn(next, data).some((sentence) => !warned.includes(sentence)) ||
      found.some((other) => changedKeys(other.config, next).length === 0)
    if (!refused) found.push(candidate(recipe, differenceOf(config, next), next))
  }
  return found
}

function candidate({ id, label, meaning }: Recipe, change: Partial<RunConfig>, config: RunConfig): Candidate {
  return { id, label, meaning, change, config }
}

/** What is really another one: a recipe may name what is in force already. */
export function differenceOf(before: RunConfig, after: RunConfig): Partial<RunConfig> {
  return Object.fromEntries(changedKeys(before, after).map((key) => [key, after[key]]))
}

function isWorthTrying(recipe: Recipe, config: RunConfig, data: Searched): boolean {
  const { when = {}, most = Infinity, leastSize = 0 } = recipe
  const items = data.count === 0 ? Infinity : data.count
  const fits = items <= most && data.size >= leastSize
  return fits && holds(when, config, factsOf({ config, dataset: data }))
}

/** Remedies scale what is no whole number; of a batch and a width the half is meant, where it is one that the check takes. */
function withWholeNumbers(recipe: Recipe, config: RunConfig): Remedy {
  const entries = Object.entries(recipe.scale ?? {}) as [keyof RunConfig, number][]
  const whole = entries.flatMap(([key, factor]) => {
    const value = config[key]
    return SETTINGS[key].type === 'integer' && typeof value === 'number'
      ? [[key, Math.round(value * factor)] as const]
      : []
  })
  return whole.length === 0 ? recipe : { ...recipe, set: { ...recipe.set, ...Object.fromEntries(whole) } }
}
