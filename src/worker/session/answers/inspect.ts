/** Looks closely at one point of the stage: the same noises, reals and formulas as the picture, at this very step. */
import { sigmoid } from '../../probe/samples.ts'
import { probePlane, type PlaneAnswers } from '../../probe/plane.ts'
import type { Inspection, InspectTarget, PointKind, Vector } from '../../../common/protocol/inspection.ts'
import type { PerSide, SideName } from '../../../common/protocol/side.ts'
import type { Shown } from '../shown.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'
import { fixedNoise, fixedReals, POINTS, standing, type Focus, type PointRun } from '../stage/point-scene.ts'

/** What it needs of the session. */
export interface InspectPorts {
  readonly sides: PerSide<{
    readonly shown: Shown | null
    readonly stageScheduler: Pick<StageScheduler, 'attend'>
  }>
}

/**
 * Answers the page, and marks the point on the stage; where there are no points there is nothing to mark. In a comparison
 * both stages mark it: the same noise, or the same real.
 */
export async function inspect(
  { sides }: InspectPorts,
  side: SideName,
  target: InspectTarget | null,
): Promise<Inspection | null> {
  const { shown } = sides[side]
  const found =
    target === null || shown?.dataset.kind !== 'points'
      ? null
      : await inspectPoint({ run: shown, dataset: shown.dataset }, target)
  sides.run.stageScheduler.attend(found)
  sides.twin.stageScheduler.attend(found)
  return found
}

/** @returns null where no point is within reach, or there is no such index */
export async function inspectPoint(at: PointRun, target: InspectTarget): Promise<Inspection | null> {
  const answers = await probePlane(standing(at), {
    fakes: fixedNoise(at.run, POINTS),
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

function pointsOf(at: PointRun, answers: PlaneAnswers, kind: PointKind): Float32Array {
  return kind === 'real' ? fixedReals(at) : (answers.fakes ?? new Float32Array(0))
}

function findPoint(at: PointRun, answers: PlaneAnswers, target: InspectTarget): Focus | null {
  if (target.by === 'index') {
    const { kind, index } = target
    return Number.isInteger(index) && index >= 0 && index < POINTS ? { kind, index } : null
  }
  const { extent } = at.dataset
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

function describe(at: PointRun, answers: PlaneAnswers, { kind, index }: Focus): Inspection {
  const { run, dataset } = at
  const place = pair(pointsOf(at, answers, kind), index)
  const logits = kind === 'fake' ? answers.fakeLogits : answers.realLogits
  const { latent } = run.config
  return {
    kind,
    index,
    count: POINTS,
    step: run.step,
    place,
    at: { x: place.x / dataset.extent, y: place.y / dataset.extent },
    score: sigmoid(logits?.[index] ?? NaN),
    noise: kind === 'fake' ? fixedNoise(run, POINTS).slice(index * latent, (index + 1) * latent) : null,
    pull: kind === 'fake' && answers.directions !== undefined ? pair(answers.directions, index) : null,
    nearest: nearestOf(at, place),
  }
}

function nearestOf(at: PointRun, place: Vector): Inspection['nearest'] {
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
function ownPoints({ dataset }: PointRun): Float32Array | null {
  if (!('points' in dataset)) return null
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
