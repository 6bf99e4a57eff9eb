/**
 * What one item of a dataset is, as plain data: it travels in the dataset's summary, the checkpoint and the files, and the
 * networks are built for it. The data decide it, never the catalogue. Must not know how an item is drawn, shown or saved:
 * see src/worker/kinds/ and src/page/kinds/.
 */

import type { TableEncoding } from '../tables/table-encoding.ts'

/** A place in the plane, [2]. */
export interface PointItem {
  readonly kind: 'point'
  /** Half side of the square [−extent, extent]² that holds all but outliers: what the stage shows. */
  readonly extent: number
}

/** A square picture, [size, size, channels], values in [−1, 1]. */
export interface PictureItem {
  readonly kind: 'picture'
  /** Side in pixels. */
  readonly size: number
  /** 1 gray, 3 red, green and blue. */
  readonly channels: 1 | 3
}

/** A row of a table, [width]: scalars and one-hot parts, as its encoding lays them side by side. */
export interface RowItem {
  readonly kind: 'row'
  /** How rows become numbers and come back: fitted on training rows alone. */
  readonly encoding: TableEncoding
  /** The column that another model would be asked for, counted from 0 in the file; null: none was named. */
  readonly target: number | null
}

export type ItemSpec = PointItem | PictureItem | RowItem
export type KindId = ItemSpec['kind']
/** The spec of one kind. */
export type ItemOf<K extends KindId> = Extract<ItemSpec, { kind: K }>
