/** The study of worth on labelled pictures: fakes by class of the networks as they stand, held-out pictures, and a small classifier. */
import { isFromPictures } from '../../../common/config/task.ts'
import { GanvasError } from '../../../common/failure.ts'
import { Draws } from '../../../common/numbers/draws.ts'
import { fork, permutation, streamFor, type Stream } from '../../../common/numbers/random.ts'
import type { WorthOptions } from '../../../common/protocol/worth.ts'
import { truncated } from '../../../common/config/truncation.ts'
import { isLabelled, type LabelledSet } from '../../data/labels.ts'
import type { PictureSet } from '../../data/picture-set.ts'
import { splitOfItems } from '../../data/split.ts'
import { macroF1 } from '../../evaluation/learners/scores.ts'
import { MANY } from '../../evaluation/worth/arms.ts'
import { studyWorth, type Trial, type Work } from '../../evaluation/worth/study.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import { teachAndAsk, type LabelledPictures, type Teaching } from '../../probe/picture-learner.ts'
import { generateItems } from '../../probe/samples.ts'
import type { Shown } from '../shown.ts'
import { caveatsOf, inOrder, seedsOf, type PreparedWorth } from '../worth.ts'

/** Fakes of a seed, at most: each costs a pass through the generator before anything is known. */
const MOST_FAKES = 1000
/** Fakes asked of the networks at once. */
const CHUNK = 100
const CURVE = [100, 300, 1000]
/** Classic augmentation moves a picture by so many pixels at most. Nothing is flipped: nobody knows what that does to a class. */
const SHIFT = 2
const TEACHING: Teaching = { updates: 250, batch: 64, rate: 2e-3 }

type Labelled = PictureSet & LabelledSet

/** Pictures that are made when they are asked for. */
interface Part {
  readonly count: number
  /** Writes the picture and returns its class. */
  put(at: number, into: Float32Array, draws: Draws): number
}
type Pictures = readonly Part[]

/** Where fakes come from, and how a learner is taught; tests plant others. */
export interface PictureWorthSources {
  /** [count, …picture] of these classes. */
  readonly fakes: (run: Shown<Labelled>, labels: Uint16Array, stream: Stream) => Work<Float32Array>
  /** Real pictures of an arm, at most. */
  readonly most: number
  readonly teaching: Teaching
}

const OF_THE_NETWORKS: PictureWorthSources = {
  async *fakes({ game, config }, labels, stream) {
    const length = game.itemShape.reduce((product, side) => product * side, 1)
    const all = new Float32Array(labels.length * length)
    for (let from = 0; from < labels.length; from += CHUNK) {
      const some = labels.subarray(from, from + CHUNK)
      const latents = truncated(config, latentNoise(config, fork(stream, from), some.length))
      all.set(await generateItems(game, config, latents, some.length, some), from * length)
      yield
    }
    return all
  },
  most: Infinity,
  teaching: TEACHING,
}

/** @throws GanvasError `worth-no-classes`, `worth-restored`, `worth-untold`, `worth-few`, `worth-seeds` */
export function preparePictureWorth(
  run: Shown<PictureSet>,
  options: WorthOptions,
  { fakes, most, teaching }: PictureWorthSources = OF_THE_NETWORKS,
): PreparedWorth {
  const { dataset: set } = run
  if (!hasClasses(set)) throw noClasses()
  if (isFromPictures(run.config)) throw restores()
  if (run.game.classes === 0) throw untold()
  const { training, heldOut } = splitOfItems(set)
  if (heldOut.length === 0) throw tooFew(set.summary.count)
  const seeds = seedsOf(options)
  const reals = Math.min(training.length, most)
  const count = Math.min(reals, MOST_FAKES)
  const many = MANY * count <= MOST_FAKES
  const ofSeed = (times: number, part: number) => (seed: number) => {
    const stream = streamFor(seed, 'walk')
    // As often as the reals have each class.
    const rows = permutation(fork(stream, 0), training.length).subarray(0, count)
    const labels = Uint16Array.from(rows, (at) => set.labels[training[at] ?? 0] ?? 0)
    return fakePart(
      fakes({ ...run, dataset: set }, repeated(labels, times), fork(stream, part)),
      repeated(labels, times),
    )
  }
  const made = inOrder(seeds, ofSeed(1, 1))
  const further = many ? inOrder(seeds, ofSeed(MANY - 1, 2)) : null
  const trial = trialOf(set, { made, further }, Math.min(seeds.length, heldOut.length), teaching)
  const guessing = 1 / set.summary.classes.length
  const counts = {
    ...{ items: 'pictures' as const, seen: training.length, reals },
    ...{ test: heldOut.length, seeds: seeds.length },
  }
  return {
    about: {
      ...counts,
      target: 'class',
      figure: 'macro-F1',
      guessing,
      learner: `a small convolutional network, ${teaching.updates} updates of ${teaching.batch} pictures`,
      step: run.step,
      fakes: count,
      many,
      classic: 'shifted copies',
      rivals: [],
      caveats: caveatsOf(run, counts),
    },
    study: (told) =>
      studyWorth(trial, { items: reals, curve: CURVE.filter((size) => size < reals), guessing, seeds }, told),
  }
}

function trialOf(
  set: Labelled,
  { made, further }: { made: Trial<Pictures>['fakes']; further: Trial<Pictures>['moreFakes'] },
  parts: number,
  teaching: Teaching,
): Trial<Pictures> {
  const { training, heldOut } = splitOfItems(set)
  const { size, channels } = set.item
  const shape = { size, channels, classes: set.summary.classes.length }
  const tests = dealt(set, heldOut, parts)
  return {
    draw: (items, stream) => {
      const rows = permutation(stream, training.length).subarray(0, items)
      return [
        realPart(
          set,
          rows.map((at) => training[at] ?? 0),
        ),
      ]
    },
    fakes: made,
    moreFakes: further,
    *classic(reals) {
      yield
      return reals.map((part) => shifted(part, size, channels))
    },
    join: (a, b) => [...a, ...b],
    count: countOf,
    rivals: [],
    async *score(taught, stream, pair, others) {
      const length = size * size * channels
      const draws = new Draws(fork(stream, 1))
      const asked = others ?? [realPart(set, tests[pair % parts] ?? heldOut)]
      const { pixels, labels } = allOf(asked, length, draws)
      const batch = () => batchOf(taught, teaching.batch, length, draws)
      const names = yield* teachAndAsk(shape, teaching, batch, pixels, fork(stream, 0))
      return macroF1(labels, names, shape.classes)
    },
  }
}

async function* fakePart(
  work: Work<Float32Array>,
  labels: Uint16Array,
): AsyncGenerator<undefined, Pictures, undefined> {
  return [kept(yield* work, labels)]
}

function repeated(labels: Uint16Array, times: number): Uint16Array {
  return Uint16Array.from({ length: times * labels.length }, (_, i) => labels[i % labels.length] ?? 0)
}

function countOf(pictures: Pictures): number {
  return pictures.reduce((sum, { count }) => sum + count, 0)
}

/** Each with equal chance. */
function batchOf(pictures: Pictures, count: number, length: number, draws: Draws): LabelledPictures {
  const pixels = new Float32Array(count * length)
  const labels = new Uint16Array(count)
  const all = countOf(pictures)
  for (let i = 0; i < count; i++) {
    let at = draws.below(all)
    const into = pixels.subarray(i * length, (i + 1) * length)
    for (const part of pictures) {
      if (at < part.count) {
        labels[i] = part.put(at, into, draws)
        break
      }
      at -= part.count
    }
  }
  return { pixels, labels }
}

/** All of them, one after the other. */
function allOf(pictures: Pictures, length: number, draws: Draws): LabelledPictures {
  const pixels = new Float32Array(countOf(pictures) * length)
  const labels = new Uint16Array(countOf(pictures))
  let at = 0
  for (const part of pictures)
    for (let i = 0; i < part.count; i++, at++)
      labels[at] = part.put(i, pixels.subarray(at * length, (at + 1) * length), draws)
  return { pixels, labels }
}

function realPart(set: Labelled, rows: Uint32Array): Part {
  return {
    count: rows.length,
    put(at, into) {
      const row = rows[at] ?? 0
      into.set(set.list.at([row]))
      return set.labels[row] ?? 0
    },
  }
}

/** In bytes, as the reals are kept. @param items [labels.length, …picture] */
function kept(items: Float32Array, labels: Uint16Array): Part {
  const bytes = Uint8Array.from(items, (value) => Math.round((Math.min(1, Math.max(-1, value)) + 1) * 127.5))
  return {
    count: labels.length,
    put(at, into) {
      for (let k = 0; k < into.length; k++) into[k] = (bytes[at * into.length + k] ?? 0) / 127.5 - 1
      return labels[at] ?? 0
    },
  }
}

/** Another move each time; what comes in from outside is the border's own colour. */
function shifted(part: Part, size: number, channels: number): Part {
  const step = (draws: Draws) => draws.below(2 * SHIFT + 1) - SHIFT
  const within = (at: number) => Math.min(size - 1, Math.max(0, at))
  return {
    count: part.count,
    put(at, into, draws) {
      const still = new Float32Array(into.length)
      const label = part.put(at, still, draws)
      const [down, across] = [step(draws), step(draws)]
      for (let y = 0; y < size; y++)
        for (let x = 0; x < size; x++) {
          const from = (within(y + down) * size + within(x + across)) * channels
          for (let c = 0; c < channels; c++) into[(y * size + x) * channels + c] = still[from + c] ?? 0
        }
      return label
    },
  }
}

/** Held-out pictures dealt out by class: each part has its share of every one. */
function dealt(set: Labelled, heldOut: Uint32Array, parts: number): Uint32Array[] {
  const order = [...heldOut].sort((a, b) => (set.labels[a] ?? 0) - (set.labels[b] ?? 0) || a - b)
  return Array.from({ length: parts }, (_, part) =>
    Uint32Array.from(order.filter((_row, at) => at % parts === part)),
  )
}

function hasClasses(set: PictureSet): set is Labelled {
  return isLabelled(set)
}

function noClasses(): GanvasError {
  return new GanvasError(
    'worth-no-classes',
    'These pictures have no classes, so there is nothing that another model could be asked.',
    'Open pictures in a folder for each class.',
  )
}

function untold(): GanvasError {
  return new GanvasError(
    'worth-untold',
    'The networks were not told the classes, so nobody knows what their fakes are of.',
    'Switch classes on in the networks’ settings (conditional: projection), train, and ask again.',
  )
}

function restores(): GanvasError {
  return new GanvasError(
    'worth-restored',
    'This run changes pictures that are already there, so it makes none that could teach another model anything new.',
    'Set the task to imagine, train, and ask again; what it is worth stands in the figures.',
  )
}

function tooFew(count: number): GanvasError {
  return new GanvasError(
    'worth-few',
    `${count} pictures are too few to say what fakes of them are worth: none could be held back to ask about.`,
    'Open 40 pictures or more; of a few hundred the answer is surer.',
  )
}
