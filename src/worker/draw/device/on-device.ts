/**
 * What stays on the device from the networks to the stage: a scene holds it in the place of plain numbers, and whoever drew
 * the scene frees what the next one does not hold.
 */
import type { Tensor } from '@tensorflow/tfjs'
import type { Presenter } from './presenter.ts'

/** Pictures [n, size, size, channels] in [−1, 1] with D's logits [n]. */
export interface DevicePictures {
  readonly items: Tensor
  readonly logits: Tensor
  readonly presenter: Presenter
}

/** Layers of the stage of points; null: the layer is off. */
export interface DevicePlane {
  /** [n, 2] */
  readonly fakes: Tensor | null
  /** D's logits on side × side points over the window, row 0 at the top. */
  readonly surface: { readonly side: number; readonly logits: Tensor } | null
  /** The sample under the hand, [1, 2], and D's logit of it. */
  readonly cursor: { readonly place: Tensor; readonly logit: Tensor } | null
  readonly presenter: Presenter
}

export function tensorsOfPictures(pictures: DevicePictures | undefined): readonly Tensor[] {
  return pictures === undefined ? [] : [pictures.items, pictures.logits]
}

export function tensorsOfPlane({ fakes, surface, cursor }: DevicePlane): readonly Tensor[] {
  const all = [fakes, surface?.logits, cursor?.place, cursor?.logit]
  return all.filter((tensor) => tensor !== null && tensor !== undefined)
}
