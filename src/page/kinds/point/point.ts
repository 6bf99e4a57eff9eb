/** Points of the plane on the page. */
import { shownClasses } from '../../../common/items/point-classes.ts'
import type { PageKind } from '../kind.ts'
import { wholeNumber } from '../../ui/kit/number-words.ts'
import { colouredClasses } from './class-legend.tsx'
import { FilmPoints } from './film-points.tsx'
import { layerSentence } from './layer-words.ts'
import { PointLayers } from './point-layers.tsx'
import { PointOverlay } from './point-stage.tsx'

export const POINT: PageKind<'point'> = {
  stage: {
    Toolbar: PointLayers,
    Overlay: PointOverlay,
    isWide: () => false,
    keyInToolbar: false,
    words: ({ view, dataset }) => {
      const { shown } = shownClasses(colouredClasses(dataset) ?? [])
      return layerSentence(
        view.layers,
        shown.map(({ name }) => name),
      )
    },
  },
  lowerPanel: 'beside',
  portrait: null,
  FilmCell: FilmPoints,
  facts: ({ count }) => [count === 0 ? 'Fresh points at every step' : `${wholeNumber(count)} points`],
  preview: null,
  Tools: null,
  worth: null,
  Parts: null,
  offersCollapse: true,
}
