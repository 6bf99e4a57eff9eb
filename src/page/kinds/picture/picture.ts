/** Square pictures on the page. */
import type { TaskId } from '../../../common/catalog/tasks.ts'
import { isFromPictures, taskOf } from '../../../common/config/task.ts'
import type { PageKind, Seen } from '../kind.ts'
import { later } from '../../ui/kit/later.tsx'
import { wholeNumber } from '../../ui/kit/number-words.ts'
import { PICTURE_WORTH } from '../../ui/worth/picture-choices.tsx'
import { FilmPictures } from './film-pictures.tsx'
import { PictureStage } from './picture-stage.tsx'
import { PictureTools } from './picture-tools.tsx'
import { PictureToolbar } from './picture-toolbar.tsx'
import { byTask } from './restore/by-task.tsx'
import { restoredWords, translatedWords } from './restore/restored-words.ts'
import { gridWords, portraitName } from './picture-words.ts'

/** Come with the first run that makes pictures from pictures. */
const RestoredStage = later(async () => (await import('./restore/restored-stage.tsx')).RestoredStage)
const RestoredToolbar = later(async () => (await import('./restore/restored-toolbar.tsx')).RestoredToolbar)

/** The stage in words, by what the run is about. */
const WORDS = {
  imagine: gridWords,
  'by-class': gridWords,
  restore: restoredWords,
  translate: translatedWords,
} satisfies Record<TaskId, (seen: Seen) => string>

export const PICTURE: PageKind<'picture'> = {
  stage: {
    Toolbar: byTask(PictureToolbar, RestoredToolbar),
    Overlay: byTask(PictureStage, RestoredStage),
    // Two grids side by side need less height than width.
    isWide: ({ show }, config) => show === 'both' && !isFromPictures(config),
    keyInToolbar: true,
    words: (seen) => WORDS[taskOf(seen.config)](seen),
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
