/** Every kind's module, on a small set of its own: what it promises by kinds/kind.ts, whatever its items are. */
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { KIND_IDS, shapeOf } from '../../../src/common/items/kinds.ts'
import type { KindId } from '../../../src/common/items/item-spec.ts'
import { FIRST_LAYERS } from '../../../src/common/items/stage-layers.ts'
import { streamFor, uniforms } from '../../../src/common/numbers/random.ts'
import { ring } from '../../../src/worker/data/builtin/ring.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import { fixedPoints } from '../../../src/worker/data/point-set.ts'
import type { PointScene, WallScene } from '../../../src/worker/draw/scene.ts'
import { countRows } from '../../../src/worker/evaluation/metrics/rows.ts'
import { finish } from '../../../src/worker/evaluation/metrics/slices.ts'
import { kindOf, SCENE_PAINTERS } from '../../../src/worker/kinds/kinds.ts'
import { filmPicture } from '../../../src/worker/session/timeline/film.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { rowSetOf, trees } from '../../helpers/data/row-sets.ts'
import { picturesOf, tableSummary } from '../../helpers/data/sets.ts'
import { useCpu } from '../../helpers/engine/backend.ts'
import { FIRST_VIEW } from '../../helpers/engine/first-view.ts'

const SMALL: Partial<RunConfig> = { gLayers: [6], dLayers: [6], latent: 3, batch: 4, seed: 7, ema: 0 }
const POINTS: RunConfig = { ...defaultsFor('ring'), ...SMALL }
const PICTURES: RunConfig = { ...defaultsFor('emoji'), ...SMALL, model: 'mlp', gNorm: 'none', size: 8 }
const COUNT = 80

interface Case {
  config: RunConfig
  /** A list of COUNT items, or a formula where such items are never listed. */
  set: Dataset
  /** Of the last layer of a dense generator. */
  output: string
}

const CASES: Record<KindId, Case> = {
  point: {
    config: POINTS,
    set: fixedPoints(
      uniforms(streamFor(1, 'data'), 2 * COUNT, -1, 1),
      tableSummary({ count: COUNT, fingerprint: 'table' }),
    ),
    output: 'linear',
  },
  picture: {
    config: PICTURES,
    set: picturesOf(
      {
        size: 8,
        channels: 3,
        pixels: Uint8Array.from({ length: COUNT * 192 }, (_, i) => (i * 37 + (i % 192) * 3) % 256),
      },
      { fingerprint: 'pictures' },
    ),
    output: 'tanh',
  },
  row: {
    config: { ...defaultsFor('penguins'), ...SMALL, batch: 20 },
    set: await rowSetOf(trees(COUNT)),
    output: 'tanh',
  },
}

const NOBODY = { cursor: null, focus: null }

beforeAll(useCpu)

/** Kinds whose items can be a list, and so be kept. */
const LISTED = KIND_IDS.filter((id) => CASES[id].set.list !== null)

describe.each(KIND_IDS)('a set of kind %s', (id) => {
  const { config, set, output } = CASES[id]
  const kind = kindOf(set)
  const numbers = shapeOf(set.item).reduce((product, side) => product * side, 1)

  test('draws whole items, alike from a stream', () => {
    const drawn = set.draw(streamFor(3, 'data'), 11)
    expect(drawn).toHaveLength(11 * numbers)
    expect(set.draw(streamFor(3, 'data'), 11)).toEqual(drawn)
  })

  test('gives a row of features for each item, alike for alike', () => {
    const items = set.draw(streamFor(5, 'data'), 6)
    const rows = finish(kind.figures.features(set, items))
    expect(countRows(rows)).toBe(6)
    const again = finish(kind.figures.features(set, items.subarray(0, numbers)))
    expect([...again.values]).toEqual([...rows.values.subarray(0, rows.dimensions)])
  })

  test('finds reals as good as reals', () => {
    const stream = streamFor(6, 'evaluate')
    const reals = set.draw(streamFor(7, 'data'), 40)
    const { samples, diversity } = finish(kind.figures.evaluate(set, reals, reals, stream))
    expect(samples).toBe(40)
    expect(diversity).toBeCloseTo(1, 6)
  })

  test('ends dense generators as its numbers range', () => {
    const run = new Run(config, set)
    expect(kind.output).toBe(output)
    expect(run.game.itemShape).toEqual(shapeOf(set.item))
    const { layers } = run.game.generator
    // A row's head has no weights of its own.
    const end = layers.slice(layers.findLastIndex(({ parameters }) => parameters > 0))
    expect(JSON.stringify(end).includes('tanh')).toBe(output === 'tanh')
    run.dispose()
  })

  test('is filmed as what it is', async () => {
    const run = new Run(config, set)
    expect((await filmPicture(run)).kind).toBe(id)
    run.dispose()
  })

  test('is staged alike at every look, by scenes of its own', async () => {
    const run = new Run(config, set)
    const scene = await kind.stage.scene(run, FIRST_VIEW, NOBODY)
    expect(scene).toMatchObject({ kind: id, theme: 'light' })
    expect(await kind.stage.scene(run, FIRST_VIEW, NOBODY)).toEqual(scene)
    const cursor = new Float32Array(config.latent).fill(0.3)
    expect(await kind.stage.cursorScene(run, FIRST_VIEW, cursor)).toMatchObject({ kind: id })
    // On plain numbers nothing is held by a device, so all of it was read back.
    expect(kind.stage.isReadBack(scene)).toBe(true)
    expect(SCENE_PAINTERS[id].painter().tensorsOf(scene)).toEqual([])
    run.dispose()
  })
})

describe.each(LISTED)('a list of kind %s', (id) => {
  const { set: listed } = CASES[id]
  const kind = kindOf(listed)

  test('draws listed items that are not held out', () => {
    const stream = streamFor(3, 'data')
    const drawn = listed.draw(stream, 11)
    const { list } = listed
    if (list === null) throw new Error('no list')
    expect(list.count).toBe(COUNT)
    expect(drawn).toEqual(list.at(list.drawn(stream, 11)))
  })

  test('comes back from its bytes as it was', () => {
    const kept = listed.keep()
    if (kept === null) throw new Error('nothing kept')
    const back = kind.restore(structuredClone(kept))
    expect(back.summary).toEqual(listed.summary)
    expect(back.draw(streamFor(4, 'data'), 5)).toEqual(listed.draw(streamFor(4, 'data'), 5))
  })

  test('is refused with another kind’s bytes', () => {
    for (const other of LISTED.filter((one) => one !== id)) {
      const kept = CASES[other].set.keep()
      if (kept === null) throw new Error('nothing kept')
      expect(() => kind.restore(kept)).toThrow(expect.objectContaining({ code: 'prepared-invalid' }))
    }
  })
})

describe('points', () => {
  const set = ring(POINTS)
  const { stage, figures, inspector } = kindOf(set)

  test('of known modes are measured against them, a table is not', () => {
    const known = figures.known(set)
    expect(known?.samples).toBe(2500)
    expect(known?.measure(set.draw(streamFor(1, 'data'), 2500)).modes).toBe(8)
    expect(figures.known(CASES.point.set)).toBeNull()
  })

  test('are marked on the stage itself, which else stays as it is', async () => {
    const run = new Run(POINTS, set)
    const scene = (await stage.scene(run, FIRST_VIEW, NOBODY)) as PointScene
    const moved = (await stage.mark?.move(scene, run, Float32Array.of(0.1, 0.2, 0.3))) as PointScene
    expect(moved.cursor?.score).toBeGreaterThan(0)
    expect({ ...moved, cursor: null }).toEqual(scene)
    expect(await stage.mark?.move(moved, run, null)).toEqual(scene)
    expect(stage.mark?.followedByMore(FIRST_VIEW)).toBe(false)
    expect(stage.mark?.followedByMore({ ...FIRST_VIEW, layers: { ...FIRST_LAYERS, grid: true } })).toBe(true)
    run.dispose()
  })

  test('are inspected by index: the very point of the stage', async () => {
    const run = new Run(POINTS, set)
    const scene = (await stage.scene(run, FIRST_VIEW, NOBODY)) as PointScene
    const found = await inspector?.inspect(run, { by: 'index', kind: 'fake', index: 5 })
    expect(found?.place).toEqual({ x: scene.fake[10], y: scene.fake[11] })
    expect(await inspector?.inspect(run, { by: 'index', kind: 'fake', index: 512 })).toBeNull()
    run.dispose()
  })
})

describe('pictures', () => {
  const { set: listed } = CASES.picture
  const { stage, explainer } = kindOf(listed)
  const services = { classifier: () => Promise.resolve(null), leave: () => undefined }

  test('are explained as they stand on the sorted stage', async () => {
    const run = new Run(PICTURES, listed)
    const view = { ...FIRST_VIEW, sorted: true }
    const scene = (await stage.scene(run, view, NOBODY)) as WallScene
    const target = { side: 'real', tile: 2 } as const
    const found = await explainer?.explain(run, { target, view, scene }, services)
    expect(found?.index).toBe(scene.real?.order?.[2])
    const shown = scene.real?.pixels.subarray(2 * 192, 3 * 192) ?? []
    expect([...(found?.picture ?? [])]).toEqual([...shown])
    // It is a training picture itself, or one that was held out.
    expect(found?.nearest).toHaveLength(5)
    run.dispose()
  })

  test('that are not on the stage are not explained', async () => {
    const run = new Run(PICTURES, listed)
    const target = { side: 'fake', tile: 9 } as const
    expect(await explainer?.explain(run, { target, view: FIRST_VIEW, scene: null }, services)).toBeNull()
    run.dispose()
  })

  test('lie in a shuffled row, half of them real, the same for a seed', async () => {
    const run = new Run(PICTURES, listed)
    const row = await explainer?.lineup(run, 4, 8)
    expect(row?.real.filter(Boolean)).toHaveLength(4)
    expect(row?.pictures).toHaveLength(8 * 192)
    expect(await explainer?.lineup(run, 4, 8)).toEqual(row)
    run.dispose()
  })

  test('are shown before training, as many as fit', () => {
    const scene = stage.preview?.scene(listed, FIRST_VIEW) as WallScene
    expect(scene.real?.count).toBe(64)
    expect([...(scene.real?.pixels.subarray(0, 192) ?? [])]).toEqual([...(listed.list?.at([0]) ?? [])])
  })
})
