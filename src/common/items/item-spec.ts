/**
 * What one item of a dataset is, as plain data: it travels in the dataset's summary, the checkpoint and the files, and the
 * networks are built for it. The data decide it, never the catalogue. Must not know how an item is drawn, shown or saved:
 * see src/worker/kinds/ and src/page/kinds/.
 */

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

export type ItemSpec = PointItem | PictureItem
export type KindId = ItemSpec['kind']
/** The spec of one kind. */
export type ItemOf<K extends KindId> = Extract<ItemSpec, { kind: K }>
