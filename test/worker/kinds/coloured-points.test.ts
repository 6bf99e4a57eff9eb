/** From a table with a column of classes to the colours of its points on the stage, across visits and other choices. */
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { FIRST_LAYERS } from '../../../src/common/items/stage-layers.ts'
import type { DataChoice } from '../../../src/common/items/data-card.ts'
import type { PreparedTransfer } from '../../../src/common/items/prepared-transfer.ts'
import { isLabelled } from '../../../src/worker/data/labels.ts'
import { openFiles } from '../../../src/worker/data/open-files.ts'
import { restoredPoints, type FixedPointSet } from '../../../src/worker/data/point-set.ts'
import type { PointScene } from '../../../src/worker/draw/scene.ts'
import { kindOf } from '../../../src/worker/kinds/kinds.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { file } from '../../helpers/data/files.ts'
import { choosing, config, services } from '../../helpers/data/opening.ts'
import { asTable } from '../../helpers/data/sets.ts'
import { useCpu } from '../../helpers/engine/backend.ts'
import { FIRST_VIEW } from '../../helpers/engine/first-view.ts'

const NOBODY = { cursor: null, focus: null }
const SMALL = { ...defaultsFor('ring'), gLayers: [6], dLayers: [6], latent: 3, batch: 4, seed: 7, ema: 0 }

/** Rows apart from each other, with the class that a row's number has. */
const table = (count: number, ...kinds: ((row: number) => string)[]) =>
  [['u', 'v', ...kinds.map((_, at) => `kind ${at + 1}`)].join()]
    .concat(
      Array.from({ length: count }, (_, i) =>
        [i + 0.25, ((i * 7) % count) + 0.5, ...kinds.map((kind) => kind(i))].join(),
      ),
    )
    .join('\n')

const open = async (text: string, choice: Partial<DataChoice> = {}) =>
  asTable(await openFiles([file('p.csv', text)], config(), services(choosing(choice))))

async function sceneOf(set: FixedPointSet, view = FIRST_VIEW): Promise<PointScene> {
  const run = new Run(SMALL, set)
  const scene = (await kindOf(set).stage.scene(run, view, NOBODY)) as PointScene
  run.dispose()
  return scene
}

/** The row of the table behind each real of a scene. */
function rowsOf(set: FixedPointSet, { real }: PointScene): number[] {
  const key = (points: Float32Array, at: number) => `${points[2 * at]} ${points[2 * at + 1]}`
  const rows = new Map(Array.from({ length: set.list.count }, (_, row) => [key(set.points, row), row]))
  return Array.from({ length: real.length / 2 }, (_, at) => rows.get(key(real, at)) ?? -1)
}

const threes = (row: number) => ['ant', 'bee', 'cat'][row % 3] ?? ''

beforeAll(useCpu)

describe('a table with classes', () => {
  test('has its points drawn each in the colour of its class, and learnt without', async () => {
    const set = await open(table(60, threes))
    const scene = await sceneOf(set)
    expect([...(scene.realHues ?? [])]).toEqual(rowsOf(set, scene).map((row) => row % 3))
    expect(set.summary).toMatchObject({ coloured: true, classes: [] })
    expect(isLabelled(set)).toBe(false)
  })

  test('shows none where the reals are not shown', async () => {
    const set = await open(table(60, threes))
    const view = { ...FIRST_VIEW, layers: { ...FIRST_LAYERS, real: false } }
    expect((await sceneOf(set, view)).realHues).toBeNull()
  })

  test('of more kinds than there are colours has the seven largest told apart', async () => {
    // Kind 11 has one row in three; the other eleven share the rest, those of 0 to 5 a little more.
    const kinds = (row: number) => (row % 3 === 0 ? 11 : (row % 99) % 2 === 0 ? row % 6 : row % 11)
    const set = await open(
      table(396, (row) => `k${kinds(row)}`),
      { columns: { x: 0, y: 1, classes: 2 } },
    )
    const scene = await sceneOf(set)
    const hues = new Map<number, number>()
    rowsOf(set, scene).forEach((row, at) => hues.set(kinds(row), scene.realHues?.[at] ?? -1))
    expect(hues.size).toBe(12)
    expect(hues.get(11)).toBe(6)
    expect([...hues.values()].filter((hue) => hue === 7)).toHaveLength(5)
    expect([...new Set(hues.values())].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  test('is coloured by the column that is chosen, or not at all', async () => {
    const text = table(60, threes, (row) => (row < 20 ? 'low' : 'top'))
    const by = (classes: number | null) => open(text, { columns: { x: 0, y: 1, classes } })
    const set = await by(3)
    const scene = await sceneOf(set)
    expect([...(scene.realHues ?? [])]).toEqual(rowsOf(set, scene).map((row) => (row < 20 ? 0 : 1)))
    const plain = await by(null)
    expect((await sceneOf(plain)).realHues).toBeNull()
    expect(plain.summary.coloured).toBeUndefined()
  })

  test('tells the class of a real that is looked at, and of no fake', async () => {
    const set = await open(table(60, threes))
    const run = new Run(SMALL, set)
    const [row = 0] = rowsOf(set, await sceneOf(set))
    const look = (kind: 'real' | 'fake') =>
      kindOf(set).inspector?.inspect(run, { by: 'index', kind, index: 0 })
    expect((await look('real'))?.class).toBe(threes(row))
    expect(await look('fake')).not.toHaveProperty('class')
    run.dispose()
  })
})

describe('kept points', () => {
  function kept(set: FixedPointSet): PreparedTransfer {
    const prepared = set.keep()
    if (prepared === null) throw new Error('nothing kept')
    return prepared
  }

  test('come back in their colours', async () => {
    const set = await open(table(60, threes))
    const back = restoredPoints(structuredClone(kept(set)))
    expect(back.summary).toEqual(set.summary)
    expect((await sceneOf(back)).realHues).toEqual((await sceneOf(set)).realHues)
    expect(back.keep()?.labels).toEqual(kept(set).labels)
  })

  test('of an edition that kept no classes come back in one colour', async () => {
    const set = await open(table(60, threes))
    const back = restoredPoints({ ...kept(set), labels: null })
    expect((await sceneOf(back)).realHues).toBeNull()
    expect(back.summary.coloured).toBeUndefined()
    expect(back.points).toEqual(set.points)
  })

  test('whose card was lost come back in one colour', async () => {
    const set = await open(table(60, threes))
    const { card, ...summary } = set.summary
    expect(card).toBeDefined()
    const back = restoredPoints({ ...kept(set), summary })
    expect((await sceneOf(back)).realHues).toBeNull()
    expect(back.summary.coloured).toBeUndefined()
  })
})
