/** Rows of a table: what the worker needs to know of them. */
import { restoredRows, type RowSet } from '../../data/row-set.ts'
import type { Kind } from '../kind.ts'
import { compareRows, fillRow } from './compare-rows.ts'
import { rowFigures } from './figures.ts'
import { rowFilm } from './film.ts'
import { rowsInTurns } from './generate.ts'
import { csvSteps } from './made-rows.ts'
import { reportRows } from './report.ts'
import { RowPainter } from './painter.ts'
import { previewScene, rowCard, rowScene } from './scenes.ts'
import { trainingRows } from './told.ts'
import { prepareRowWorth } from './worth.ts'

export const row: Kind<RowSet> = {
  // Scalars lie in [−1, 1], choices are shares: the pair's own head sees to both.
  output: 'tanh',
  restore: restoredRows,
  ownItem: null,
  figures: rowFigures,
  film: rowFilm,
  stage: {
    scene: rowScene,
    // Bars are counted here: every look reads rows back.
    isReadBack: () => true,
    waitsForHand: true,
    cursorScene: rowCard,
    mark: null,
    preview: { scene: previewScene },
  },
  painter: () => new RowPainter(),
  inspector: null,
  explainer: null,
  codes: null,
  told: { of: trainingRows },
  thumbs: null,
  worth: { prepare: (run, options) => prepareRowWorth(run, options) },
  leaves: {
    as: 'table',
    inTurns: rowsInTurns,
    compare: compareRows,
    fill: fillRow,
    report: reportRows,
    csv: ({ item }, items, stream) => csvSteps(item, items, stream),
  },
}
