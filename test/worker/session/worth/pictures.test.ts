/** The study of worth on labelled pictures: the learner, planted fakes in the place of the networks, and what is missing in words. */
import { memory } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { toFailure } from '../../../../src/common/failure.ts'
import { Draws } from '../../../../src/common/numbers/draws.ts'
import { streamFor, normals, fork, type Stream } from '../../../../src/common/numbers/random.ts'
import { pictureSet, type PictureSet } from '../../../../src/worker/data/picture-set.ts'
import { splitOfItems } from '../../../../src/worker/data/split.ts'
import type { Game } from '../../../../src/worker/gan/game-types.ts'
import { preparePictureWorth, type PictureWorthSources } from '../../../../src/worker/kinds/picture/worth.ts'
import { teachAndAsk } from '../../../../src/worker/probe/picture-learner.ts'
import { nothingFound, reportOf } from '../../../../src/worker/session/worth/report.ts'
import { finishWork } from '../../../helpers/data/finish-work.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'
import { SUMMARY } from '../../../helpers/page/scripted-client.ts'

const [SIDE, CLASSES] = [8, 3] as const
const LENGTH = SIDE * SIDE

beforeAll(async () => void (await openWasmEngine()))

/** A bar that stands, lies or leans, somewhere, in much noise. */
function pictures(labels: ArrayLike<number>, stream: Stream): Float32Array {
  const all = normals(fork(stream, 0), labels.length * LENGTH, 0, 0.25)
  const draws = new Draws(fork(stream, 1))
  for (let i = 0; i < labels.length; i++) {
    const at = 1 + draws.below(SIDE - 2)
    for (let k = 0; k < SIDE; k++) {
      const pixel = [k * SIDE + at, at * SIDE + k, k * SIDE + ((k + at) % SIDE)][labels[i] ?? 0] ?? 0
      all[i * LENGTH + pixel] = (all[i * LENGTH + pixel] ?? 0) + 0.7
    }
  }
  return all.map((value) => Math.max(-1, Math.min(1, value)))
}

const inTurn = (count: number) => Uint16Array.from({ length: count }, (_, i) => i % CLASSES)

function setOf(count: number, labelled = true): PictureSet {
  const labels = inTurn(count)
  const bytes = Uint8Array.from(pictures(labels, streamFor(1, 'data')), (value) => (value + 1) * 127.5)
  const classes = labelled ? ['stands', 'lies', 'leans'] : []
  const item = { kind: 'picture', size: SIDE, channels: 1 } as const
  const summary = { ...SUMMARY, item, count, size: SIDE, channels: 1, classes }
  return pictureSet(summary, bytes, labelled ? labels : null)
}

const runOn = (dataset: PictureSet, classes: number = CLASSES) => ({
  dataset,
  config: defaultsFor('mnist'),
  step: 50,
  // Nothing else is asked of the networks by planted makers.
  game: { classes } as Game,
})

const teaching = { updates: 100, batch: 32, rate: 5e-3 }

function planted(make: (labels: Uint16Array, stream: Stream) => Float32Array): PictureWorthSources['fakes'] {
  return function* (_, labels, stream) {
    yield
    return make(labels, stream)
  }
}

async function studied(fakes: PictureWorthSources['fakes']) {
  const { about, study } = preparePictureWorth(runOn(setOf(6000)), {}, { fakes, most: 60, teaching })
  const found = await finishWork(study({}))
  return reportOf(about, found, 'over', { done: 1, total: 1, label: '', spent: 1, left: 0 })
}

describe('the learner', () => {
  const shape = { size: SIDE, channels: 1, classes: CLASSES }
  const taught = inTurn(600)
  const pixels = pictures(taught, streamFor(2, 'data'))
  function batches() {
    const draws = new Draws(streamFor(3, 'data'))
    return () => {
      const rows = Array.from({ length: 32 }, () => draws.below(600))
      return {
        labels: Uint16Array.from(rows, (row) => taught[row] ?? 0),
        pixels: Float32Array.from(
          rows.flatMap((row) => [...pixels.subarray(row * LENGTH, (row + 1) * LENGTH)]),
        ),
      }
    }
  }

  test('learns what tells the classes apart, the same each time, and leaves nothing behind', async () => {
    const before = memory().numTensors
    const asked = pictures(inTurn(300), streamFor(4, 'data'))
    const learn = () =>
      finishWork(
        teachAndAsk(
          shape,
          { updates: 200, batch: 32, rate: 5e-3 },
          batches(),
          asked,
          streamFor(5, 'evaluate'),
        ),
      )
    const names = await learn()
    const right = names.filter((name, i) => name === i % CLASSES).length
    expect(right / names.length).toBeGreaterThan(0.85)
    expect(await learn()).toEqual(names)
    expect(memory().numTensors).toBe(before)
  })

  test('that is ended early frees what it took', async () => {
    const before = memory().numTensors
    const work = teachAndAsk(shape, teaching, batches(), new Float32Array(LENGTH), streamFor(5, 'evaluate'))
    await work.next()
    await work.next()
    expect(memory().numTensors).toBeGreaterThan(before)
    await work.return(new Uint16Array(0))
    expect(memory().numTensors).toBe(before)
  })
})

describe('planted fakes', () => {
  test('that are held-out reals help', async () => {
    // As many as are asked for, of the very distribution: a learner of 60 reals has twice as many then.
    const report = await studied(planted(pictures))
    expect(report.difference.mean).toBeGreaterThan(0)
    expect(report.verdict).not.toBe('harms')
    expect(report).toMatchObject({
      items: 'pictures',
      reals: 60,
      fakes: 60,
      test: 300,
      figure: 'macro-F1',
      rivals: [],
    })
    expect(report.arms.map(({ label }) => label)).toEqual([
      'Real pictures',
      'Real pictures + shifted copies',
      'Real pictures + fakes',
      'Real pictures + shifted copies + fakes',
      'Real pictures + 5 × fakes',
      'Fakes alone',
    ])
  })

  test('that are noise are worth nothing', async () => {
    const report = await studied(planted((labels, stream) => normals(stream, labels.length * LENGTH, 0, 0.4)))
    expect(report.verdict).not.toBe('helps')
    const alone = report.arms.find(({ id }) => id === 'fakes-alone')?.mean ?? 1
    expect(alone).toBeLessThan(0.45)
    expect((report.arms[0]?.mean ?? 0) - alone).toBeGreaterThan(0.1)
    expect(report.rivalSentence).toBe('')
  })

  test('are asked for as often as the reals have each class', async () => {
    const counts: number[][] = []
    const set = setOf(900)
    const { study } = preparePictureWorth(
      runOn(set),
      { seeds: 2 },
      {
        fakes: planted((labels) => {
          counts.push([0, 1, 2].map((name) => labels.filter((label) => label === name).length))
          return new Float32Array(labels.length * LENGTH)
        }),
        ...{ most: 1000, teaching: { ...teaching, updates: 1 } },
      },
    )
    await finishWork(study({}))
    const { training } = splitOfItems(set)
    // Five times as many would be more than anybody waits for.
    expect(counts).toHaveLength(2)
    const whole = [0, 1, 2].map((name) => [...training].filter((row) => set.labels?.[row] === name).length)
    expect(counts[0]).toEqual(whole)
  })
})

test('what is missing is said: classes, and networks that are told them', async () => {
  const refusal = (dataset: PictureSet, classes?: number) =>
    Promise.resolve()
      .then(() => preparePictureWorth(runOn(dataset, classes), {}))
      .then(
        () => null,
        (thrown: unknown) => toFailure(thrown).code,
      )
  expect(await refusal(setOf(90, false))).toBe('worth-no-classes')
  expect(await refusal(setOf(90), 0)).toBe('worth-untold')
  expect(await refusal(setOf(39))).toBe('worth-few')
  const { about } = preparePictureWorth(
    runOn(setOf(90)),
    { seeds: 2 },
    { fakes: planted((labels) => new Float32Array(labels.length * LENGTH)), most: 50, teaching },
  )
  expect(nothingFound(0).worth.verdict).toBe('untold')
  expect(about.caveats.join()).toMatch(/each learner only 50/)
})
