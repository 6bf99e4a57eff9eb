/** Points in the plane: what the worker needs to know of them. */
import { restoredPoints, type PointSet } from '../../data/point-set.ts'
import type { Kind } from '../kind.ts'
import { pointFigures } from './figures.ts'
import { pointFilm } from './film.ts'
import { inspectPoint } from './inspect.ts'
import { PointPainter } from './painter.ts'
import { pointStage } from './stage.ts'

export const point: Kind<PointSet> = {
  // Coordinates have no bounds.
  output: 'linear',
  restore: restoredPoints,
  ownItem: null,
  figures: pointFigures,
  film: pointFilm,
  stage: pointStage,
  painter: () => new PointPainter(),
  inspector: { inspect: inspectPoint },
  explainer: null,
  codes: null,
  told: null,
  worth: null,
  thumbs: null,
  leaves: { as: 'rows', columns: ['x', 'y'] },
}
