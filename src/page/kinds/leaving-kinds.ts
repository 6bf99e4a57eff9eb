/** The kinds of items in the dialog of what can be taken away. Fetched with it: nothing that the page opens with may import it. */
import type { KindId } from '../../common/items/item-spec.ts'
import type { LeavingKind } from './kind.ts'
import { ROW_LEAVING } from './row/leaving/row-leaving.ts'

const USUAL: LeavingKind = { Table: null, more: [] }

const LEAVING_KINDS = { point: USUAL, picture: USUAL, row: ROW_LEAVING } satisfies Record<KindId, LeavingKind>

/** What a kind brings into the dialog. */
export function leavingKind(kind: KindId): LeavingKind {
  return LEAVING_KINDS[kind]
}
