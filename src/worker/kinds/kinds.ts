/** Every kind of item has its set and its module here: a missing half does not compile. The only way to a kind. */
import type { KindId } from '../../common/items/item-spec.ts'
import type { Dataset } from '../data/dataset.ts'
import type { PictureSet } from '../data/picture-set.ts'
import type { PointSet } from '../data/point-set.ts'
import type { RowSet } from '../data/row-set.ts'
import type { ScenePainters } from '../draw/scene.ts'
import type { Kind } from './kind.ts'
import { picture } from './picture/picture.ts'
import { point } from './point/point.ts'
import { row } from './row/row.ts'

/** The sets of each kind. */
interface Sets {
  readonly point: PointSet
  readonly picture: PictureSet
  readonly row: RowSet
}
export type DatasetOf<K extends KindId> = Sets[K]

const MODULES = { point, picture, row } satisfies { readonly [K in KindId]: Kind<DatasetOf<K>> }

/** The module of a dataset's kind. A set is what its item says it is: src/worker/data/ makes no other. */
export function kindOf(dataset: Pick<Dataset, 'item'>): Kind {
  return kindNamed(dataset.item.kind)
}

/** The module of a kind by its name, as scenes and kept data carry it. */
export function kindNamed(kind: KindId): Kind {
  return MODULES[kind]
}

/** Who draws the scenes of each kind. */
export const SCENE_PAINTERS: ScenePainters = MODULES
