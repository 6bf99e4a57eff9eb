/** The stage of a run that restores: what stands in its columns, made from the true sources, and one row of it magnified. */
import { tensor } from '@tensorflow/tfjs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { shapeOf } from '../../../../src/common/items/kinds.ts'
import { RESTORE_SOURCES } from '../../../../src/common/restore/sources.ts'
import { sourceShape } from '../../../../src/common/restore/restore-config.ts'
import type { PictureSet } from '../../../../src/worker/data/picture-set.ts'
import { paletteOf } from '../../../../src/worker/draw/palette.ts'
import type { RestoredScene } from '../../../../src/worker/draw/scene.ts'
import { picture } from '../../../../src/worker/kinds/picture/picture.ts'
import { heldOutOf } from '../../../../src/worker/kinds/picture/restore/held-out.ts'
import { isRestored, rowOf } from '../../../../src/worker/kinds/picture/restore/restored-scene.ts'
import { differencePixels, sourcePixels } from '../../../../src/worker/kinds/picture/restore/seen.ts'
import type { Run } from '../../../../src/worker/session/train/run.ts'
import { FIRST_VIEW } from '../../../helpers/engine/first-view.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { restoringRun, softPictures } from '../../../helpers/engine/restoring-run.ts'

beforeAll(useCpu)

const runs: Run[] = []
afterEach(() => runs.splice(0).forEach((run) => run.dispose()))

const set = softPictures(200, 16, 3)

async function sceneOf(
  change: Partial<RunConfig>,
  steps = 0,
  view: Partial<typeof FIRST_VIEW> = {},
  of: PictureSet = set,
): Promise<{ scene: RestoredScene; run: Run }> {
  const run = restoringRun(of, change, steps)
  runs.push(run)
  const { game, config, step } = run
  const shown = { game, config, dataset: of, step }
  const scene = await picture.stage.scene(shown, { ...FIRST_VIEW, ...view }, { cursor: null, focus: null })
  if (!isRestored(scene)) throw new Error('The stage restores nothing.')
  return { scene, run }
}

const column = (scene: RestoredScene, id: string) => scene.columns.find((one) => one.id === id)

describe('the stage of restored pictures', () => {
  test('shows what the networks make of the true sources, and D’s score of that with the very source', async () => {
    const { scene, run } = await sceneOf({ source: 'half' }, 3)
    const { pictures } = await heldOutOf(set, run.config)
    const count = scene.count
    const shape = [count, ...sourceShape('half', shapeOf(set.item))]
    const source = tensor(pictures.source.slice(0, count * 16 * 16 * 3), shape)
    const made = run.game.sample(run.config, null, { source })
    const output = column(scene, 'output')
    expect(count).toBe(10)
    expect([...(output?.pictures.pixels ?? [])]).toEqual([...(await made.data())])
    const logits = await run.game.score(made, { source }).data()
    expect(output?.pictures.scores.length).toBe(count)
    output?.pictures.scores.forEach((score, i) =>
      expect(score).toBeCloseTo(1 / (1 + Math.exp(-(logits[i] ?? NaN))), 5),
    )
    expect(column(scene, 'truth')?.pictures.pixels).toEqual(pictures.truth.slice(0, count * 16 * 16 * 3))
    expect([scene.step, scene.heldOut]).toEqual([3, true])
  })

  test('says how near each output and each baseline comes', async () => {
    const { scene } = await sceneOf({ source: 'quarter' })
    const [truth, output] = ['truth', 'output'].map((id) => column(scene, id)?.pictures.pixels)
    const length = 16 * 16 * 3
    for (const i of [0, 4]) {
      let squares = 0
      for (let at = i * length; at < (i + 1) * length; at++)
        squares += (((output?.[at] ?? NaN) - (truth?.[at] ?? NaN)) / 2) ** 2 / length
      expect(column(scene, 'output')?.decibels?.[i]).toBeCloseTo(-10 * Math.log10(squares), 3)
    }
    // Untrained, it is the baseline.
    column(scene, 'baseline')?.decibels?.forEach((value, i) =>
      expect(value).toBeCloseTo(column(scene, 'output')?.decibels?.[i] ?? NaN, 3),
    )
  })

  test.each(RESTORE_SOURCES.map(({ id }) => id))(
    'has its columns in order for every source: %s',
    async (source) => {
      const { scene } = await sceneOf({ source })
      expect(scene.columns.map(({ id }) => id)).toEqual(['source', 'output', 'truth', 'baseline'])
      for (const { pictures } of [...scene.columns, scene.difference]) {
        expect(pictures.pixels.length).toBe(scene.count * 16 * 16 * 3)
        expect(pictures.pixels.every(Number.isFinite)).toBe(true)
      }
      expect(picture.stage.isReadBack(scene)).toBe(true)
    },
  )

  test('shows the chosen baseline, and where each differs on wish', async () => {
    const restored = { baseline: 'nearest', difference: true }
    const { scene } = await sceneOf({ source: 'half' }, 0, { restored })
    expect(scene.columns.map(({ label }) => label)).toEqual([
      'Source',
      'Output',
      'Truth',
      'Nearest',
      'Difference',
    ])
    const other = await sceneOf({ source: 'hole' }, 0, { restored })
    expect(column(other.scene, 'baseline')?.label).toBe('Harmonic')
  })

  test('is of training pictures where none are held out', async () => {
    const few = softPictures(20, 16, 1)
    const { scene } = await sceneOf({ source: 'noise' }, 0, {}, few)
    expect([scene.heldOut, scene.count]).toEqual([false, 20])
  })
})

describe('one row of it', () => {
  test('is the row as it was drawn, with where it differs', async () => {
    const { scene } = await sceneOf({ source: 'blur' })
    const row = rowOf(scene, 2)
    expect(row?.pictures.map(({ id }) => id)).toEqual(['source', 'output', 'truth', 'baseline', 'difference'])
    expect(row).toMatchObject({ row: 2, count: 10, size: 16, heldOut: true, step: 0 })
    const truth = row?.pictures[2]
    const pixels = column(scene, 'truth')?.pictures.pixels.slice(2 * 768, 3 * 768)
    pixels?.forEach((value, at) => {
      expect(truth?.rgba[Math.floor(at / 3) * 4 + (at % 3)]).toBe(Math.round((value + 1) * 127.5))
    })
    expect(truth?.rgba.filter((_, at) => at % 4 === 3).every((byte) => byte === 255)).toBe(true)
    expect(row?.pictures.map(({ score }) => score !== null)).toEqual([false, true, true, false, false])
    expect(row?.pictures.map(({ decibels }) => decibels !== null)).toEqual([false, true, false, true, false])
  })

  test('is none where there is none', async () => {
    const { scene } = await sceneOf({ source: 'blur' })
    expect([rowOf(scene, -1), rowOf(scene, 10), rowOf(scene, 0.5)]).toEqual([null, null, null])
    expect(rowOf({ kind: 'picture', theme: 'light' }, 0)).toBeNull()
  })
})

describe('a row to sort by eye', () => {
  test('is of held-out pictures, half of them restored from their own sources, and scored with those', async () => {
    const { run } = await sceneOf({ source: 'half' }, 2)
    const { game, config, step } = run
    const shown = { game, config, dataset: set, step }
    const row = await picture.explainer?.lineup(shown, 5, 6)
    if (row === undefined) throw new Error('There is a row.')
    expect([row.count, row.real.filter(Boolean).length]).toEqual([6, 3])
    const { pictures: held, count } = await heldOutOf(set, config)
    const every = tensor(held.source, [count, 16, 16, 3])
    const restored = await game.sample(config, null, { source: every }).data<'float32'>()
    const used = row.real.map((real, i) => {
      const one = row.pictures.subarray(i * 768, (i + 1) * 768)
      const among = real ? held.truth : restored
      const near = (at: number) =>
        one.every((value, k) => Math.abs(value - (among[at * 768 + k] ?? NaN)) < 1e-5)
      return Array.from({ length: count }, (_, at) => at).findIndex(near)
    })
    expect(new Set(used).size).toBe(6)
    expect(used.every((at) => at >= 0)).toBe(true)
    const first = used[0] ?? 0
    const own = tensor(held.source.slice(first * 768, (first + 1) * 768), [1, 16, 16, 3])
    const [logit = NaN] = await game
      .score(tensor(row.pictures.slice(0, 768), [1, 16, 16, 3]), { source: own })
      .data<'float32'>()
    expect(row.scores[0]).toBeCloseTo(1 / (1 + Math.exp(-logit)), 5)
    expect(await picture.explainer?.lineup(shown, 5, 6)).toEqual(row)
    expect((await picture.explainer?.lineup(shown, 6, 6))?.pictures).not.toEqual(row.pictures)
  })
})

describe('as people see it', () => {
  test('what is missing is hatched in colours no gray picture has, and the rest is as it is', () => {
    const size = 4
    const source = Float32Array.from({ length: size * size * 2 }, (_, at) =>
      at % 2 === 1 ? (at < 16 ? 1 : 0) : -0.5,
    )
    const seen = sourcePixels(source, 'hole', { size, channels: 1 })
    const pixel = (at: number) => [...seen.slice(3 * at, 3 * at + 3)]
    expect(pixel(12)).toEqual([-0.5, -0.5, -0.5])
    const stripes = new Set(Array.from({ length: 8 }, (_, at) => pixel(at).join()))
    expect(stripes.size).toBe(2)
    for (const stripe of stripes) expect(new Set(stripe.split(',')).size).toBeGreaterThan(1)
  })

  test('gray is gray', () => {
    expect([...sourcePixels(Float32Array.of(0.25, -1), 'gray', { size: 1, channels: 3 })]).toEqual([
      0.25, 0.25, 0.25, -1, -1, -1,
    ])
  })

  test('what is right is the ground of the page, and what is half of all brightness off the forger’s colour', () => {
    for (const theme of ['light', 'dark'] as const) {
      const seen = differencePixels(Float32Array.of(0.3, 0, 1), Float32Array.of(0.3, 1, -1), 1, theme)
      const bytes = Array.from(seen, (value) => Math.round((value + 1) * 127.5))
      expect(bytes.slice(0, 3)).toEqual([...paletteOf(theme).ground])
      expect(bytes.slice(3, 6)).toEqual([0xd5, 0x5e, 0x00])
      expect(bytes.slice(6, 9)).toEqual([0xd5, 0x5e, 0x00])
    }
  })
})
