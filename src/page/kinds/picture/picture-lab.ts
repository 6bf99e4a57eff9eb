/** Pictures in the latent lab: their own pixels in small, a picture to look for, and sheets to take away. */
import type { LabKind } from '../kind.ts'
import { itemsOf } from '../../ui/latent/items.ts'
import { PictureChoice } from './picture-choice.tsx'
import { PictureTarget } from './picture-target.tsx'
import { drawPicture } from './picture-thumb.ts'
import { remainderOf } from './remainder.ts'
import { filmSheet, sheetOf } from './sheet.ts'

export const PICTURE_LAB: LabKind<'picture'> = {
  surroundings: 0,
  thumb: { draw: () => drawPicture, onGround: false },
  search: {
    Target: PictureTarget,
    Choice: PictureChoice,
    fromFile: async (lab, file) => itemsOf(await lab.picture(file))[0],
    remainder: remainderOf,
    invitation: 'Looks for the z that the forger turns into this picture, and puts it under the hand.',
    found: ({ difference, relative }) => {
      const left = `MSE ${difference < 0.01 ? difference.toExponential(1) : difference.toFixed(3)}`
      const percent = 100 * relative
      const share = `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`
      return `${share} of what the average picture leaves (${left}).`
    },
  },
  save: {
    manyLabel: 'Grid of samples',
    inRows: true,
    countOf: (rows, columns) => rows * columns,
    many: ({ rows, columns, side }) => ({
      words: 'The samples of seeds in a row, truncated as on the stage.',
      width: columns * side,
      height: rows * side,
    }),
    manyFrame: (items, { columns, scale }) => sheetOf(items, columns, scale),
    cloud: 0,
    journeyFrames: (items, _, { scale }) => items.map((item) => sheetOf([item], 1, scale)),
    filmFrame: filmSheet,
  },
}
