/** What a kept data card must look like. A card that does not is left away: the data themselves are good without it. */
import * as v from 'valibot'
import type { DataCard, TroubleId } from '../items/data-card.ts'
import { CHOICE_CHANGE, WHOLE_CHOICE } from '../items/data-choice.ts'
import { MEANINGS } from '../tables/column-meaning.ts'
import type { ColumnProfile } from '../tables/column-profile.ts'
import { ITEM } from './item-schema.ts'

const SIZE = v.object({ width: v.number(), height: v.number() })
/** One for each trouble there is; what is missing does not compile. */
const TROUBLES = {
  'all-alike': true,
  duplicates: true,
  'near-duplicates': true,
  dark: true,
  few: true,
  'one-in-colour': true,
  unbalanced: true,
  'extreme-shapes': true,
  enlarged: true,
  'from-kept': true,
  'first-frames': true,
  'twin-folders': true,
  'unequal-pairs': true,
  'alters-pixels': true,
  'narrow-range': true,
  'own-side': true,
  'wide-rows': true,
  'many-categories': true,
} satisfies Record<TroubleId, true>

const COUNTED = v.array(v.object({ label: v.string(), count: v.number() }))
/** What was understood of a column of a table. */
const COLUMN: v.GenericSchema<unknown, ColumnProfile> = v.object({
  at: v.number(),
  name: v.string(),
  meaning: v.picklist(MEANINGS),
  guessed: v.picklist(MEANINGS),
  possible: v.array(v.picklist(MEANINGS)),
  sentence: v.string(),
  missing: v.number(),
  distinct: v.number(),
  numbers: v.nullable(
    v.object({
      low: v.number(),
      high: v.number(),
      mean: v.number(),
      skew: v.number(),
      decimals: v.nullable(v.number()),
      specials: v.array(v.string()),
      log: v.boolean(),
    }),
  ),
  picture: v.variant('is', [
    v.object({
      is: v.literal('bars'),
      counts: v.array(v.number()),
      low: v.string(),
      high: v.string(),
      log: v.boolean(),
    }),
    v.object({ is: v.literal('labels'), labels: COUNTED, others: v.number() }),
    v.object({ is: v.literal('cells'), cells: v.array(v.string()) }),
  ]),
})

export const CARD: v.GenericSchema<unknown, DataCard> = v.object({
  label: v.string(),
  item: ITEM,
  count: v.number(),
  classes: v.array(v.object({ name: v.string(), count: v.nullable(v.number()) })),
  files: v.number(),
  leftOut: v.array(
    v.object({ code: v.string(), count: v.number(), sentence: v.string(), nextStep: v.string() }),
  ),
  guesses: v.array(
    v.object({
      about: v.keyof(WHOLE_CHOICE),
      sentence: v.string(),
      options: v.array(v.object({ label: v.string(), change: CHOICE_CHANGE, inForce: v.boolean() })),
    }),
  ),
  troubles: v.array(
    v.object({
      id: v.picklist(Object.keys(TROUBLES) as TroubleId[]),
      sentence: v.string(),
      nextStep: v.string(),
    }),
  ),
  sizes: v.nullable(v.object({ smallest: SIZE, largest: SIZE, alike: v.boolean() })),
  columns: v.exactOptional(v.array(COLUMN)),
  choice: WHOLE_CHOICE,
})
