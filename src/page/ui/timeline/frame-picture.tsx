/** The picture of one kept step, as the kind of its items has it. Drawn once per frame. */
import { createElement, memo } from 'react'
import type { KindId } from '../../../common/items/item-spec.ts'
import type { FilmFrame } from '../../../common/protocol/film.ts'
import type { FilmOf } from '../../kinds/kind.ts'
import { pageKind } from '../../kinds/kinds.ts'

export const FramePicture = memo(function FramePicture({ frame }: { frame: FilmFrame }) {
  return <Cell picture={frame.picture} />
})

function Cell<K extends KindId>({ picture }: { picture: FilmOf<K> }) {
  return createElement(pageKind(picture.kind).FilmCell, { picture })
}
