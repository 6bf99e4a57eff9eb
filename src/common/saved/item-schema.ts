/** What a kept item must look like: one variant for each kind; what is missing here is refused, what is wrong does not compile. */
import * as v from 'valibot'
import { ENCODING } from '../tables/encoding-schema.ts'
import type { TableEncoding } from '../tables/table-encoding.ts'
import type { ItemOf, KindId } from '../items/item-spec.ts'

const KINDS = {
  point: v.object({ kind: v.literal('point'), extent: v.number() }),
  picture: v.object({ kind: v.literal('picture'), size: v.number(), channels: v.picklist([1, 3]) }),
  row: v.object({
    kind: v.literal('row'),
    encoding: v.custom<TableEncoding>((value) => v.is(ENCODING, value)),
    target: v.nullable(v.number()),
  }),
} satisfies { [K in KindId]: v.GenericSchema<unknown, ItemOf<K>> }

export const ITEM = v.variant('kind', Object.values(KINDS))
