/** The picture that is looked for. */
import { Thumb } from '../../ui/latent/thumb.tsx'
import type { TargetProps } from '../kind.ts'
import { drawPicture } from './picture-thumb.ts'

export function PictureTarget({ target }: Pick<TargetProps, 'target'>) {
  return (
    <figure className="project-target">
      <Thumb item={target} draw={drawPicture} />
      <figcaption>{target === null ? 'Choose or drop one' : 'Looked for'}</figcaption>
    </figure>
  )
}
