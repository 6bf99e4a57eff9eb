/**
 * What the stage of points asks the networks, and the scene made of the answers. The same fixed noises and reals at
 * every look, so that what changes is the networks. Draws nothing.
 */
import type { DevicePlane } from '../../draw/device/on-device.ts'
import type { Presenter } from '../../draw/device/presenter.ts'
import { presenterNow } from '../../draw/device/presenters.ts'
import type { PointScene } from '../../draw/scene.ts'
import { truncated } from '../../../common/config/truncation.ts'
import type { KnownDensity, PointSet } from '../../data/point-set.ts'
import { blurredDensity } from '../../probe/blurred.ts'
import { planeOnDevice } from '../../probe/on-device.ts'
import { createFeed } from '../../gan/batches/feed.ts'
import type { Game } from '../../gan/game-types.ts'
import { gridPoints, sigmoid } from '../../probe/samples.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import {
  probePlane,
  NO_QUESTIONS,
  type PlaneAnswers,
  type PlaneQuestions,
  type ProbeInput,
} from '../../probe/plane.ts'
import { cellDensities, gridNoise, warpShape } from '../../probe/warp.ts'
import type { StageView } from '../../../common/protocol/stage-view.ts'
import { windowOf, type PlaneWindow } from '../../../common/items/viewport.ts'
import { shownClasses } from '../../../common/items/point-classes.ts'
import { streamFor, type Stream } from '../../../common/numbers/random.ts'
import type { LatentPlane } from '../../../common/items/stage-layers.ts'
import type { Attention, Focus } from '../kind.ts'
import type { Shown } from '../shown.ts'

/** Points drawn of each kind. */
export const POINTS = 512
/** Cells per side of the discriminator's field, and of its arrows. */
const FIELD = 48
const SLOPES = 18
/** Fakes behind the generator's density, and cells per side of both densities. */
const CROWD = 4096
const DENSITY = 64
/** Deviation of the blur that both densities get, in cells. */
const BLUR = 1.25
const NOTHING = new Float32Array(0)

/** Networks that make points, and the set they imitate. */
export type ShownPoints = Shown<PointSet>

export async function pointScene(
  at: ShownPoints,
  view: StageView,
  attention: Attention,
): Promise<PointScene> {
  const { dataset } = at
  const window = windowOf(view.viewport, dataset.item.extent)
  const { layers } = view
  const asked = questionsOf(at, view, attention, window)
  const device = needsNumbers(view, attention) ? null : presenterNow()
  const plane = device === null ? null : planeOn(device, standing(at), asked)
  const questions = plane === null ? asked : { ...asked, fakes: null, surface: null, cursor: null }
  const answers = await probePlane(standing(at), questions)
  const fakes = answers.fakes?.subarray(0, 2 * POINTS) ?? NOTHING
  return {
    kind: 'point',
    theme: view.theme,
    extent: dataset.item.extent,
    window,
    real: layers.real ? fixedReals(at) : NOTHING,
    realHues: layers.real ? realsOf(at).hues : null,
    fake: layers.fake ? fakes : NOTHING,
    surface: answers.surface === undefined ? null : { side: FIELD, scores: answers.surface.map(sigmoid) },
    grid: gridOf(at, view, answers),
    directions: layers.arrows && answers.directions ? { places: fakes, values: answers.directions } : null,
    inputGradients:
      answers.inputGradients && questions.inputGradients
        ? { side: SLOPES, places: questions.inputGradients, values: answers.inputGradients }
        : null,
    densities: layers.density ? densitiesOf(dataset, window, answers.fakes ?? NOTHING) : null,
    cursor: cursorOf(answers),
    focus: focusOf(at, attention.focus, fakes, answers.directions),
    ...(plane === null ? {} : { device: plane }),
  }
}

/** A scene with the mark of another hand, or none; all else stays as it was. */
export async function withHeld(
  scene: PointScene,
  at: ShownPoints,
  cursor: Float32Array | null,
): Promise<PointScene> {
  const { device } = scene
  const asked = { ...NO_QUESTIONS, cursor: cursor === null ? null : truncated(at.config, cursor) }
  if (device !== undefined) {
    return { ...scene, device: { ...device, cursor: planeOnDevice(standing(at), asked).cursor } }
  }
  if (cursor === null) return { ...scene, cursor: null }
  return { ...scene, cursor: cursorOf(await probePlane(standing(at), asked)) }
}

/** Whether places of fakes must be known to draw what lies upon them. */
function needsNumbers({ layers }: StageView, { focus }: Attention): boolean {
  return layers.arrows || layers.density || focus?.kind === 'fake'
}

/** What the device draws from where it is. */
function planeOn(presenter: Presenter, standing: ProbeInput, asked: PlaneQuestions): DevicePlane {
  const { fakes, surface, cursor } = planeOnDevice(standing, asked)
  return { fakes, cursor, surface: surface === null ? null : { side: FIELD, logits: surface }, presenter }
}

/** The networks with what their next step would be fed. */
export function standing({ game, config, step, dataset }: ShownPoints): ProbeInput {
  const feed = createFeed(
    () => config,
    game.itemShape,
    (stream, count) => dataset.draw(stream, count),
  )
  return { game, config, feed, step }
}

/** What one look needs; layers that are off ask for nothing. */
function questionsOf(
  at: ShownPoints,
  { layers, plane }: StageView,
  { cursor, focus }: Attention,
  window: PlaneWindow,
): PlaneQuestions {
  const { config } = at
  const within = planeWithin(plane, config.latent)
  const directions = layers.arrows || focus?.kind === 'fake'
  return {
    fakes: layers.density ? fixedNoise(at, CROWD) : layers.fake || directions ? fixedNoise(at, POINTS) : null,
    company: directions ? fixedReals(at) : null,
    directions,
    logits: false,
    surface: layers.surface ? gridPoints(FIELD, window) : null,
    inputGradients: layers.field ? gridPoints(SLOPES, window) : null,
    grid: layers.grid
      ? truncated(config, gridNoise(config, within, cursor, warpShape(config.latent, within)))
      : null,
    cursor: cursor === null ? null : truncated(config, cursor),
  }
}

/** The person's choice, held within the dimensions there are. */
function planeWithin({ across, up }: LatentPlane, latent: number): LatentPlane {
  return { across: Math.min(across, latent - 1), up: Math.min(up, latent - 1) }
}

function gridOf({ config }: Shown, { plane }: StageView, { grid }: PlaneAnswers): PointScene['grid'] {
  if (grid === undefined) return null
  const shape = warpShape(config.latent, planeWithin(plane, config.latent))
  return { ...shape, places: grid, densities: cellDensities(grid, config.prior, shape) }
}

function cursorOf({ cursor, cursorLogit }: PlaneAnswers): PointScene['cursor'] {
  if (cursor === undefined) return null
  return { x: cursor[0] ?? NaN, y: cursor[1] ?? NaN, score: sigmoid(cursorLogit?.[0] ?? NaN) }
}

function focusOf(
  at: ShownPoints,
  focus: Focus | null,
  fakes: Float32Array,
  directions: Float32Array | undefined,
): PointScene['focus'] {
  if (focus === null) return null
  const points = focus.kind === 'fake' ? fakes : fixedReals(at)
  const pair = (values: Float32Array) => ({
    x: values[2 * focus.index] ?? NaN,
    y: values[2 * focus.index + 1] ?? NaN,
  })
  return {
    kind: focus.kind,
    ...pair(points),
    direction: focus.kind === 'fake' && directions !== undefined ? pair(directions) : null,
  }
}

function densitiesOf(dataset: PointSet, window: PlaneWindow, fakes: Float32Array): PointScene['densities'] {
  const crowd: KnownDensity = { kind: 'atoms', centres: fakes, std: 0 }
  const blur = (BLUR * 2 * window.half) / DENSITY
  return {
    side: DENSITY,
    real: realDensity(dataset, window, blur),
    fake: blurredDensity(crowd, window, DENSITY, blur),
  }
}

/** What does not change with the networks is computed once. */
const densities = new WeakMap<PointSet, { window: string; values: Float32Array }>()

function realDensity(dataset: PointSet, window: PlaneWindow, blur: number): Float32Array {
  const key = JSON.stringify(window)
  const known = densities.get(dataset)
  if (known?.window === key) return known.values
  const values = blurredDensity(dataset.density(), window, DENSITY, blur)
  densities.set(dataset, { window: key, values })
  return values
}

/** The reals of every look, [POINTS, 2]. */
export function fixedReals(at: ShownPoints): Float32Array {
  return realsOf(at).points
}

/** The name of the class of one of them; null where they have none. */
export function classOfReal(at: ShownPoints, index: number): string | null {
  const label = realsOf(at).labels?.[index]
  return label === undefined ? null : (at.dataset.summary.card?.classes[label]?.name ?? null)
}

interface Reals {
  readonly seed: number
  readonly points: Float32Array
  /** Of each which class it is of, and in which colour it is drawn. */
  readonly labels: Uint16Array | null
  readonly hues: Uint8Array | null
}

const reals = new WeakMap<PointSet, Reals>()

function realsOf({ config, dataset }: ShownPoints): Reals {
  const { seed } = config
  const known = reals.get(dataset)
  if (known?.seed === seed) return known
  const stream = streamFor(seed, 'evaluate')
  const labels = labelsDrawn(dataset, stream)
  const { shown, shownAs } = shownClasses(dataset.summary.card?.classes ?? [])
  const hues =
    labels === null || shown.length === 0 ? null : Uint8Array.from(labels, (label) => shownAs[label] ?? 0)
  const made = { seed, points: dataset.draw(stream, POINTS), labels, hues }
  reals.set(dataset, made)
  return made
}

/** Classes of the very points that `draw` takes from this stream. */
function labelsDrawn({ list, classOf }: PointSet, stream: Stream): Uint16Array | null {
  if (list === null || classOf === null) return null
  return Uint16Array.from(list.drawn(stream, POINTS), (index) => classOf[index] ?? 0)
}

const noises = new WeakMap<Game, { key: string; values: Float32Array }>()

/** The noises of every look, as truncation shows them: [count, latent]; a longer draw begins with the shorter one. */
export function fixedNoise(run: Shown, count: number): Float32Array {
  const { seed, latent, prior, truncation } = run.config
  const key = `${seed} ${latent} ${prior} ${truncation} ${count}`
  const known = noises.get(run.game)
  if (known?.key === key) return known.values
  const values = truncated(run.config, latentNoise(run.config, streamFor(seed, 'noise-preview'), count))
  noises.set(run.game, { key, values })
  return values
}
