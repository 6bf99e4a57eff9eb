/** Pictures: what the worker needs to know of them. */
import { taskOf } from '../../../common/config/task.ts'
import { ownPicture } from '../../data/own-picture.ts'
import { restoredPictures, type PictureSet } from '../../data/picture-set.ts'
import type { TaskId } from '../../../common/catalog/tasks.ts'
import type { FilesOfItems, Kind, Stage } from '../kind.ts'
import { explain } from './explain.ts'
import { pictureFigures } from './figures.ts'
import { pictureFilm } from './film.ts'
import { PicturePainter } from './painter.ts'
import { lineup } from './real-or-fake.ts'
import { restoredFiles } from './restore/restored-files.ts'
import { restoredLineup } from './restore/restored-lineup.ts'
import { restoredScene, rowOf } from './restore/restored-scene.ts'
import { isReadBack, latentScene, previewScene, wallScene } from './scenes.ts'
import { pngOf } from './png.ts'
import { smallPictures } from './small-pictures.ts'
import { thumbsOf } from './thumbs.ts'
import { translatedFiles } from './translate/translated-files.ts'
import { translatedScene } from './translate/translated-scene.ts'
import { preparePictureWorth } from './worth.ts'

/** What the stage shows follows from the task. */
const SCENES = {
  imagine: wallScene,
  'by-class': wallScene,
  restore: restoredScene,
  translate: translatedScene,
} satisfies Record<TaskId, Stage<PictureSet>['scene']>

/** Who makes files of pictures that are made from pictures. */
const FILES: Record<TaskId, FilesOfItems<PictureSet>['besideSources'] | null> = {
  imagine: null,
  'by-class': null,
  restore: restoredFiles,
  translate: translatedFiles,
}

export const picture: Kind<PictureSet> = {
  // Pixels lie in [−1, 1].
  output: 'tanh',
  restore: restoredPictures,
  ownItem: {
    read: ({ item, summary }, file, how) =>
      ownPicture(file, item, {
        ...how,
        ...(summary.card === undefined ? {} : { choice: summary.card.choice }),
      }),
  },
  figures: pictureFigures,
  film: pictureFilm,
  stage: {
    scene: (shown, view) => SCENES[taskOf(shown.config)](shown, view),
    isReadBack,
    waitsForHand: true,
    cursorScene: latentScene,
    mark: null,
    preview: { scene: previewScene },
  },
  painter: () => new PicturePainter(),
  inspector: null,
  explainer: {
    explain,
    lineup: (shown, seed, count) =>
      (taskOf(shown.config) === 'restore' ? restoredLineup : lineup)(shown, seed, count),
    row: rowOf,
  },
  codes: { rows: smallPictures },
  told: null,
  worth: { prepare: (run, options) => preparePictureWorth(run, options) },
  thumbs: { of: thumbsOf },
  leaves: {
    as: 'files',
    ending: 'png',
    fileOf: pngOf,
    besideSources: (shown, asked) => FILES[taskOf(shown.config)]?.(shown, asked) ?? null,
  },
}
