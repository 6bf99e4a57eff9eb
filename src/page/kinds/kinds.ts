/** The kinds of items on the page: the one place that knows them all, and the one look-up. */
import type { KindId } from '../../common/items/item-spec.ts'
import type { PageKind, PageKinds } from './kind.ts'
import { PICTURE } from './picture/picture.ts'
import { POINT } from './point/point.ts'
import { ROW } from './row/row.ts'

const PAGE_KINDS = { point: POINT, picture: PICTURE, row: ROW } satisfies PageKinds

/** What a kind brings on the page. */
export function pageKind<K extends KindId>(kind: K): PageKind<K> {
  return (PAGE_KINDS as PageKinds)[kind]
}
