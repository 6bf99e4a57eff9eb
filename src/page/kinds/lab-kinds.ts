/** The kinds of items in the latent lab. Fetched with the lab's tabs: nothing that the page opens with may import it. */
import type { KindId } from '../../common/items/item-spec.ts'
import type { LabKind, LabKinds } from './kind.ts'
import { PICTURE_LAB } from './picture/picture-lab.ts'
import { POINT_LAB } from './point/point-lab.ts'
import { ROW_LAB } from './row/row-lab.ts'

const LAB_KINDS = { point: POINT_LAB, picture: PICTURE_LAB, row: ROW_LAB } satisfies LabKinds

/** What a kind brings into the latent lab. */
export function labKind<K extends KindId>(kind: K): LabKind<K> {
  return (LAB_KINDS as LabKinds)[kind]
}
