/** Looks closely at one point of the stage: the same noises, reals and formulas as the picture, at this very step. */
import { sigmoid } from '../../probe/samples.ts'
import { probePlane, type PlaneAnswers } from '../../probe/plane.ts'
import type { Inspection, InspectTarget, PointKind, Vector } from '../../../common/protocol/inspection.ts'
import type { Focus } from '../kind.ts'
import { classOfReal, fixedNoise, fixedReals, POINTS, standing, type ShownPoints } from './scene.ts'

/** @returns null where no point is within reach, or there is no such index */
export async function inspectPoint(at: ShownPoints, target: InspectTarget): Promise<Inspection | null> {
  const answers = await probePlane(standing(at), {
    fakes: fixedNoise(at, POINTS),
    company: fixedReals(at),
    directions: true,
    logits: true,
    surface: null,
    inputGradients: null,
    grid: null,
    cursor: null,
  })
  const found = findPoint(at, answers, target)
  return found === null ? null : describe(at, answers, found)
}

function pointsOf(at: ShownPoints, answers: PlaneAnswers, kind: PointKind): Float32Array {
  return kind === 'real' ? fixedReals(at) : (answers.fakes ?? new Float32Array(0))
}

function findPoint(at: ShownPoints, answers: PlaneAnswers, target: InspectTarget): Focus | null {
  if (target.by === 'index') {
    const { kind, index } = target
    return Number.isInteger(index) && index >= 0 && index < POINTS ? { kind, index } : null
  }
  const { extent } = at.dataset.item
  let best: Focus | null = null
  let distance = target.reach * extent
  for (const kind of target.kinds) {
    const near = nearestTo(pointsOf(at, answers, kind), { x: target.x * extent, y: target.y * extent })
    if (near.distance <= distance) {
      best = { kind, index: near.index }
      distance = near.distance
    }
  }
  return best
}

function describe(at: ShownPoints, answers: PlaneAnswers, { kind, index }: Focus): Inspection {
  const { config, dataset, step } = at
  const place = pair(pointsOf(at, answers, kind), index)
  const logits = kind === 'fake' ? answers.fakeLogits : answers.realLogits
  const { latent } = config
  const name = kind === 'real' ? classOfReal(at, index) : null
  return {
    kind,
    index,
    count: POINTS,
    step,
    place,
    at: { x: place.x / dataset.item.extent, y: place.y / dataset.item.extent },
    score: sigmoid(logits?.[index] ?? NaN),
    noise: kind === 'fake' ? fixedNoise(at, POINTS).slice(index * latent, (index + 1) * latent) : null,
    pull: kind === 'fake' && answers.directions !== undefined ? pair(answers.directions, index) : null,
    nearest: nearestOf(at, place),
    ...(name === null ? {} : { class: name }),
  }
}

function nearestOf(at: ShownPoints, place: Vector): Inspection['nearest'] {
  const { mixture } = at.dataset
  if (mixture !== null) {
    const { index, distance } = nearestTo(mixture.centres, place)
    const count = mixture.centres.length / 2
    return { kind: 'mode', index, count, distance, sigmas: distance / mixture.std }
  }
  const reals = ownPoints(at) ?? fixedReals(at)
  const { index, distance } = nearestTo(reals, place)
  return { kind: 'real', place: pair(reals, index), distance }
}

/** All training points where the dataset is a list of them. */
function ownPoints({ dataset }: ShownPoints): Float32Array | null {
  if (dataset.points === null) return null
  const density = dataset.density()
  return density.kind === 'atoms' ? density.centres : null
}

/** @param points [n, 2] */
function nearestTo(points: Float32Array, { x, y }: Vector): { index: number; distance: number } {
  let index = -1
  let distance = Infinity
  for (let i = 0; i + 1 < points.length; i += 2) {
    const apart = Math.hypot((points[i] ?? NaN) - x, (points[i + 1] ?? NaN) - y)
    if (apart < distance) {
      index = i / 2
      distance = apart
    }
  }
  return { index, distance }
}

function pair(points: Float32Array, index: number): Vector {
  return { x: points[2 * index] ?? NaN, y: points[2 * index + 1] ?? NaN }
}
