/**
 * What settings, and whoever else decides by the data, may ask of them: facts, never the name of a dataset. Plain data;
 * src/common/config/facts.ts answers. A new fact is one line here and one there.
 */
import type { KindId } from '../items/item-spec.ts'
import type { DatasetParameter, Origin } from './datasets.ts'

export interface Facts {
  /** What kind of items the data hold. */
  readonly item: KindId
  /** Where the items come from. */
  readonly origin: Origin
  /** Settings that this dataset's own formula or preparation takes. */
  readonly parameters: readonly DatasetParameter[]
  /** There are classes that the networks can be told; before there are data, that there will be. */
  readonly classes: boolean
  /** The true modes are known, so that those found can be counted. */
  readonly modesKnown: boolean
  /** The items have colour; of files that nobody read yet, that they may. */
  readonly colour: boolean
  /** Each item has another to be made from; of files that nobody read yet, that it may. */
  readonly pairs: boolean
  /** A classifier of these items comes with the page, so that classes can be counted among the fakes. */
  readonly classifier: boolean
}

/** What a fact must be: of some values one, of a list's entries one, or yes or no. */
type Asked<T> = [T] extends [boolean]
  ? T
  : [T] extends [readonly (infer Entry)[]]
    ? readonly Entry[]
    : readonly T[]

/** What a setting must be: one of these values, any number above zero, or any number but one. */
export type Condition = readonly (string | number)[] | boolean | 'above zero' | 'other than one'

/**
 * All of these at once: facts of the data, and settings of the config by their keys. The dataset's name is no condition:
 * say what it is about the data that matters.
 */
export type When = { readonly [F in keyof Facts]?: Asked<Facts[F]> } & {
  readonly [key: string]: Condition | undefined
} & { readonly dataset?: never }
