/** Square pictures on the page. */
import type { PageKind } from '../kind.ts'
import { wholeNumber } from '../../ui/kit/number-words.ts'
import { PICTURE_WORTH } from '../../ui/worth/picture-choices.tsx'
import { FilmPictures } from './film-pictures.tsx'
import { PictureStage } from './picture-stage.tsx'
import { PictureTools } from './picture-tools.tsx'
import { PictureToolbar } from './picture-toolbar.tsx'
import { gridWords, portraitName } from './picture-words.ts'

export const PICTURE: PageKind<'picture'> = {
  stage: {
    Toolbar: PictureToolbar,
    Overlay: PictureStage,
    // Two grids side by side need less height than width.
    isWide: ({ show }) => show === 'both',
    keyInToolbar: true,
    words: gridWords,
  },
  lowerPanel: 'below',
  portrait: portraitName,
  FilmCell: FilmPictures,
  facts: ({ count, size = 0, channels = 1, classes }) => [
    `${wholeNumber(count)} ${count === 1 ? 'picture' : 'pictures'}`,
    `${size} × ${size} px`,
    colourWord(channels),
    ...(classes.length > 1 ? [`${classes.length} classes`] : []),
  ],
  preview: ({ label, item: { size, channels } }) =>
    `The first pictures of ${label} as the networks see them: ${size} × ${size} pixels, ${colourWord(channels)}.`,
  Tools: PictureTools,
  worth: PICTURE_WORTH,
  Parts: null,
  offersCollapse: false,
}

function colourWord(channels: number): string {
  return channels === 1 ? 'gray' : 'colour'
}
