/** TVAE as a whole: that it learns a small table with a rule in it, draws by its seed, and lets a run go on beside it. */
import { fill, memory } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { fork, streamFor } from '../../../../src/common/numbers/random.ts'
import { yieldToTasks } from '../../../../src/common/yield.ts'
import type { RowLayout } from '../../../../src/worker/gan/networks/row-layout.ts'
import { TVAE_DEFAULTS } from '../../../../src/worker/gan/tvae/networks.ts'
import { trainTvae, type TvaeProgress } from '../../../../src/worker/gan/tvae/train.ts'
import { createTvae, type Tvae } from '../../../../src/worker/gan/tvae/tvae.ts'
import { LAYOUT, plantedTable, ruleFor, SHARES, WIDTH } from '../../../helpers/engine/planted-table.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'

beforeAll(async () => void (await openWasmEngine()))

const SMALL = { ...TVAE_DEFAULTS, encoder: [32, 32], decoder: [32, 32], latent: 8, batch: 100 }
const stream = streamFor(3, 'data')

const rowsOf = (values: Float32Array, width: number) =>
  Array.from({ length: values.length / width }, (_, i) => [...values.subarray(i * width, (i + 1) * width)])

/** The rows that `tvae` draws, from the categories of which one is drawn by its chances. */
async function drawn(tvae: Tvae, count: number) {
  const values = await tvae.sample(count, fork(stream, 77))
  return rowsOf(values, tvae.width).map(([number = NaN, ...chances]) => {
    return { number, kinds: chances.slice(0, 3), sides: chances.slice(3) }
  })
}

const largest = (chances: readonly number[]) => chances.indexOf(Math.max(...chances))
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('a small table', () => {
  test('its rule and the shares of its categories are learnt', async () => {
    const wide = { encoder: [64, 64], decoder: [64, 64], latent: 4, rate: 5e-3, batch: 200 }
    const tvae = createTvae({ layout: LAYOUT, config: { ...TVAE_DEFAULTS, ...wide }, seed: 2 })
    const { items } = plantedTable(2000)
    const losses: number[] = []
    const onProgress = ({ loss }: TvaeProgress) => losses.push(loss)
    expect(await trainTvae(tvae, items, { epochs: 80, stream, onProgress })).toBe(true)
    expect(losses).toHaveLength(80)
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? NaN) - 3)
    const rows = await drawn(tvae, 2000)
    for (const { kinds, sides } of rows) {
      expect(kinds.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 4)
      expect(sides.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 4)
    }
    SHARES.forEach((share, kind) => {
      expect(Math.abs(mean(rows.map(({ kinds }) => kinds[kind] ?? NaN)) - share)).toBeLessThan(0.08)
    })
    expect(Math.abs(mean(rows.map(({ sides }) => sides[0] ?? NaN)) - 0.5)).toBeLessThan(0.05)
    // The rule gives or takes 0.05, and cells lie 0.2 and more apart; columns drawn apart would agree in 28 %.
    const off = rows.map(({ number, kinds, sides }) =>
      Math.abs(number - ruleFor(largest(kinds), largest(sides))),
    )
    expect(off.filter((distance) => distance < 0.15).length / off.length).toBeGreaterThan(0.6)
    tvae.dispose()
  })

  test('numbers are spread about what was decoded', async () => {
    const tvae = createTvae({ layout: LAYOUT, config: SMALL, seed: 2 })
    // A decoder that says 0 of everything, and σ as it begins.
    for (const [name, weight] of tvae.weights)
      if (name.startsWith('decoder/output')) weight.assign(weight.mul(0))
    const rows = await drawn(tvae, 4000)
    const numbers = rows.map(({ number }) => number)
    expect(mean(numbers)).toBeCloseTo(0, 2)
    expect(Math.sqrt(mean(numbers.map((value) => value * value)))).toBeCloseTo(0.1, 2)
    expect(rows[0]?.sides).toEqual([0.5, 0.5])
    tvae.dispose()
  })
})

test.each([
  [1e-4, Math.fround(0.01)],
  [5, 1],
])('σ %d is held within its bounds', (first, bound) => {
  const tvae = createTvae({ layout: LAYOUT, config: SMALL, seed: 2 })
  const deviation = tvae.weights.get('decoder/deviation')
  deviation?.assign(fill(deviation.shape, first))
  tvae.step(plantedTable(10).items, 10).dispose()
  expect([...(deviation?.dataSync() ?? [])]).toEqual([bound])
  tvae.dispose()
})

describe('by its seed', () => {
  const { items } = plantedTable(150)

  test('the same is learnt and drawn, and with another seed another', async () => {
    const made = async (seed: number, count: number) => {
      const tvae = createTvae({ layout: LAYOUT, config: SMALL, seed })
      await trainTvae(tvae, items, { epochs: 2, stream })
      const rows = await tvae.sample(count, stream)
      tvae.dispose()
      return rows
    }
    const first = await made(4, 2100)
    expect(first).toHaveLength(2100 * WIDTH)
    expect(await made(4, 2100)).toEqual(first)
    // Fewer are the first of these; blocks of rows are no repeats.
    expect(await made(4, 1200)).toEqual(first.subarray(0, 1200 * WIDTH))
    expect(first.subarray(1000 * WIDTH + 1, 1001 * WIDTH)).not.toEqual(first.subarray(1, WIDTH))
    expect(await made(5, 2100)).not.toEqual(first)
    expect(await made(4, 0)).toHaveLength(0)
  })

  test('no tensor is left behind', async () => {
    const before = memory().numTensors
    const tvae = createTvae({ layout: LAYOUT, config: SMALL, seed: 1 })
    const held = memory().numTensors
    await trainTvae(tvae, items, { epochs: 2, stream })
    await tvae.sample(10, stream)
    expect(memory().numTensors).toBe(held)
    tvae.dispose()
    expect(memory().numTensors).toBe(before)
  })
})

test.each<[string, RowLayout['spans'], number[]]>([
  ['numbers alone', [{ width: 2, kind: 'tanh' }], [0.3, -0.4]],
  ['categories alone', [{ width: 3, kind: 'softmax' }], [0, 1, 0]],
])('a table of %s is learnt', async (_, spans, row) => {
  const layout = { spans, choosable: [] }
  const tvae = createTvae({ layout, config: { ...SMALL, rate: 0.01 }, seed: 1 })
  const items = Float32Array.from(Array.from({ length: 100 }, () => row).flat())
  await trainTvae(tvae, items, { epochs: 150, stream })
  const drawnRows = rowsOf(await tvae.sample(50, stream), row.length)
  row.forEach((value, i) => {
    expect(Math.abs(mean(drawnRows.map((drawnRow) => drawnRow[i] ?? NaN)) - value)).toBeLessThan(0.05)
  })
  tvae.dispose()
})

describe('beside a run', () => {
  const { items } = plantedTable(250)

  test('others have their turn after each step, and it stops when it is told to', async () => {
    const tvae = createTvae({ layout: LAYOUT, config: SMALL, seed: 1 })
    let turns = 0
    let done: boolean | null = null
    const other = async () => {
      while (done === null) {
        await yieldToTasks()
        turns++
      }
    }
    const beside = other()
    const epochs: number[] = []
    // Three steps an epoch.
    done = await trainTvae(tvae, items, {
      stream,
      onProgress: ({ epoch }) => epochs.push(epoch),
      isCancelled: () => turns >= 7,
    })
    await beside
    expect(done).toBe(false)
    expect(turns).toBeLessThan(20)
    // Seven turns are some seven steps.
    expect(epochs.length).toBeGreaterThan(0)
    expect(epochs.length).toBeLessThan(4)
    tvae.dispose()
  })

  test('half a row is told', async () => {
    const tvae = createTvae({ layout: LAYOUT, config: SMALL, seed: 1 })
    await expect(trainTvae(tvae, items.subarray(1), { stream })).rejects.toThrow('no rows of 6')
    await expect(trainTvae(tvae, new Float32Array(0), { stream })).rejects.toThrow('no rows of 6')
    tvae.dispose()
  })
})
