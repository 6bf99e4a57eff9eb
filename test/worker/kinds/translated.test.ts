/** What is seen and measured of a run that translates: unseen pictures of both classes, there and back, and what a judge of its own says. */
import { tensor, tensor2d } from '@tensorflow/tfjs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { streamFor, uniforms } from '../../../src/common/numbers/random.ts'
import { isLabelled } from '../../../src/worker/data/labels.ts'
import { splitOfItems } from '../../../src/worker/data/split.ts'
import type { RestoredScene } from '../../../src/worker/draw/scene.ts'
import { finish } from '../../../src/worker/evaluation/metrics/slices.ts'
import { picture } from '../../../src/worker/kinds/picture/picture.ts'
import { isRestored, rowOf } from '../../../src/worker/kinds/picture/restore/restored-scene.ts'
import { ClassJudge } from '../../../src/worker/kinds/picture/translate/class-judge.ts'
import { heldOutWays } from '../../../src/worker/kinds/picture/translate/held-out-ways.ts'
import { translatedLook } from '../../../src/worker/kinds/picture/translate/translated-figures.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../helpers/data/sets.ts'
import { useCpu } from '../../helpers/engine/backend.ts'
import { FIRST_VIEW } from '../../helpers/engine/first-view.ts'

beforeAll(useCpu)

const SIDE = 16
const LENGTH = SIDE * SIDE
const COUNT = 600

/** Of three classes, dark, middling and bright, with noise on top. */
function shades(count = COUNT) {
  const noise = uniforms(streamFor(21, 'data'), count * LENGTH, 0, 60)
  const pixels = Uint8Array.from(noise, (value, at) => 80 * (Math.floor(at / LENGTH) % 3) + value)
  const labels = Uint16Array.from({ length: count }, (_, i) => i % 3)
  const about = { fingerprint: `shades ${count}`, classes: ['dark', 'middle', 'bright'] }
  return picturesOf({ size: SIDE, pixels, labels }, about)
}
const set = shades()

const runs: Run[] = []
afterEach(() => runs.splice(0).forEach((run) => run.dispose()))

function runOf(change: Partial<RunConfig> = {}, of = set) {
  const config = applyChange(defaultsFor('mnist'), {
    ...{ task: 'translate', size: SIDE, width: 2, batch: 4, from: 0, to: 2, ema: 0 },
    ...change,
  })
  const run = new Run(config, of)
  runs.push(run)
  return { run, shown: { game: run.game, config, dataset: of, step: run.step } }
}

async function sceneOf(change: Partial<RunConfig> = {}, view: Partial<typeof FIRST_VIEW> = {}, of = set) {
  const { shown } = runOf(change, of)
  const scene = await picture.stage.scene(shown, { ...FIRST_VIEW, ...view }, { cursor: null, focus: null })
  if (!isRestored(scene)) throw new Error('The stage translates nothing.')
  return { scene, shown }
}

const pixelsOf = (scene: RestoredScene, id: string): Float32Array => {
  const found = scene.columns.find((column) => column.id === id)
  if (found === undefined) throw new Error(`There is no column ${id}.`)
  // Gray pictures are shown as RGB of three alike.
  return found.pictures.pixels.filter((_, i) => i % 3 === 0)
}

describe('the pictures that are looked at', () => {
  test('are of both classes in turn, and training never sees them', () => {
    const { indices, ways, heldOut } = heldOutWays(set, runOf().run.config, 8)
    expect(heldOut).toBe(true)
    const { heldOut: unseen } = splitOfItems(set)
    expect([...indices].every((index) => unseen.includes(index))).toBe(true)
    const classes = [...indices].map((index) => set.labels?.[index])
    expect(classes).toEqual(ways.map((way) => (way === 0 ? 0 : 2)))
    expect(ways.slice(0, 4)).toEqual([0, 1, 0, 1])
    expect(new Set(indices).size).toBe(indices.length)
  })

  test('are training pictures where too few are there to hold any back, and are called so', () => {
    const few = shades(30)
    const { indices, heldOut } = heldOutWays(few, runOf({}, few).run.config, 8)
    expect(heldOut).toBe(false)
    expect(indices.length).toBe(8)
  })
})

describe('the stage', () => {
  test('shows what is given, what comes of it and what comes back, each by the way of its row', async () => {
    const { scene, shown } = await sceneOf()
    const { indices, ways } = heldOutWays(set, shown.config, scene.count)
    const given = set.list.at(indices)
    expect([...pixelsOf(scene, 'source')]).toEqual([...given])
    const sent = async (items: Float32Array, turned: boolean) => {
      const told = ways.flatMap((way) => (way === (turned ? 1 : 0) ? [1, 0] : [0, 1]))
      const source = tensor(items, [ways.length, SIDE, SIDE, 1])
      const direction = tensor2d(told, [ways.length, 2])
      return shown.game.sample(shown.config, null, { source, direction }).data<'float32'>()
    }
    const there = await sent(given, false)
    expect([...pixelsOf(scene, 'output')]).toEqual([...there])
    const back = await sent(there, true)
    pixelsOf(scene, 'back').forEach((value, i) => expect(value).toBeCloseTo(back[i] ?? NaN, 5))
    expect(scene.names?.slice(0, 2)).toEqual(['dark → bright', 'bright → dark'])
  })

  test('shows what changed on wish, and magnifies a row with it all the same', async () => {
    const plain = await sceneOf()
    expect(plain.scene.columns.map(({ id }) => id)).toEqual(['source', 'output', 'back'])
    const differs = await sceneOf({}, { restored: { baseline: null, difference: true } })
    expect(differs.scene.columns.at(-1)?.label).toBe('What changed')
    const row = rowOf(plain.scene, 1)
    expect(row?.name).toBe('bright → dark')
    expect(row?.pictures.map(({ label }) => label)).toEqual(['Given', 'There', 'Back', 'What changed'])
  })

  test('sends what is under the hand the way that was chosen', async () => {
    const { shown } = runOf()
    const cursor = set.list.at([1])
    const made = async (way?: 0 | 1) => {
      const view = { ...FIRST_VIEW, ...(way === undefined ? {} : { way }) }
      const scene = await picture.stage.cursorScene(shown, view, cursor)
      if (!('picture' in scene)) throw new Error('There is no portrait.')
      return [...(scene as { picture: { pixels: Float32Array } }).picture.pixels]
    }
    expect(await made()).toEqual(await made(0))
    expect(await made(1)).not.toEqual(await made(0))
  })
})

describe('figures', () => {
  test('of a judge tell the two classes apart, and nothing of the networks', () => {
    const { run } = runOf()
    if (!isLabelled(set)) throw new Error('The set has classes.')
    const judge = finish(ClassJudge.taught(set, run.config))
    const { heldOut } = splitOfItems(set)
    const asked = heldOut.filter((index) => set.labels[index] !== 1)
    const said = finish(judge.asked(set.list.at(asked)))
    expect(said).toEqual([...asked].map((index) => set.labels[index] === 2))
  })

  test('say who changes class, what comes back, and how far it was moved, as plain numbers do', async () => {
    const { shown } = runOf()
    // Networks in whose stead a plain rule stands: bright becomes dark and dark bright.
    const turning = {
      ...shown.game,
      sample: (_: RunConfig, __: null, { source }: { source?: ReturnType<typeof tensor> }) =>
        source === undefined ? tensor([]) : source.mul(-1).add(0.1),
    } as typeof shown.game
    const { figures, gap, output } = await translatedLook({ ...shown, game: turning })
    const { flips, judged, roundTrip, moved, translated } = finish(figures)
    expect(gap).toEqual({})
    expect(judged).toBe(1)
    expect(flips).toBe(1)
    // −(−x + .1) + .1 = x: nothing is lost on a round trip.
    expect(roundTrip).toBeCloseTo(0, 6)
    const { indices } = heldOutWays(set, shown.config, 64)
    const given = set.list.at(indices)
    const apart = given.reduce((sum, value) => sum + Math.abs(-value + 0.1 - value) / 2, 0) / given.length
    expect(moved).toBeCloseTo(apart, 5)
    expect(output.length).toBe(given.length)
    expect(translated).toEqual({ pictures: indices.length, heldOut: true })
  })

  test('of networks that change nothing say so', async () => {
    const { shown } = runOf()
    const still = {
      ...shown.game,
      sample: (_: RunConfig, __: null, { source }: { source?: ReturnType<typeof tensor> }) => source?.clone(),
    } as typeof shown.game
    const { flips, judged, roundTrip, moved } = finish(
      (await translatedLook({ ...shown, game: still })).figures,
    )
    expect({ flips, judged, roundTrip, moved }).toEqual({ flips: 0, judged: 1, roundTrip: 0, moved: 0 })
  })
})
