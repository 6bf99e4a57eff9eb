/** Rows in the latent lab: a barcode of the numbers that a row is to the networks, and rows to look for. */
import type { LabKind } from '../kind.ts'
import type { Frame } from '../../ui/latent/save/frame.ts'
import { drawRow, paintRows } from './row-thumb.ts'
import { RowTarget } from './row-target.tsx'

/** Real rows to choose among. */
const OFFERED = 24
/** Height of a row's barcode and width of one of its numbers, pixels before scaling. */
const BAR = { width: 3, height: 24 }

export const ROW_LAB: LabKind<'row'> = {
  surroundings: OFFERED,
  thumb: { draw: () => drawRow, onGround: false },
  search: {
    Target: RowTarget,
    Choice: null,
    fromFile: null,
    remainder: null,
    invitation: 'Choose a real row; the search looks for the z that the forger turns into it.',
    found: ({ difference, relative }) =>
      `${Math.round(100 * relative)} % of what the average row leaves (MSE ${difference.toPrecision(2)}).`,
  },
  save: {
    manyLabel: 'Barcodes of rows',
    inRows: true,
    countOf: (rows, columns) => rows * columns,
    many: ({ rows, columns }) => ({
      words:
        'Each row as the networks see it: dark where a number is high. For rows in words choose a table below Take away.',
      width: columns * 64,
      height: rows * BAR.height,
    }),
    manyFrame: (items, { columns, scale }) =>
      frameOf(
        items.map(({ values }) => values),
        columns,
        scale,
      ),
    cloud: 0,
    journeyFrames: (items, _, { scale }) => items.map(({ values }) => frameOf([values], 1, scale)),
    filmFrame: ({ columns }, scale) =>
      frameOf(
        columns.map(({ fakes }) => Float32Array.from(fakes, (share) => share / 127.5 - 1)),
        1,
        scale,
      ),
  },
}

function frameOf(rows: readonly Float32Array[], columns: number, scale: number): Frame {
  const width = columns * 64
  const height = Math.ceil(rows.length / columns) * BAR.height
  return { width, height, rgba: paintRows(rows, columns, width, height), scale, gray: true }
}
