/** From samples to figures, and whether peers did the same work: arithmetic with known answers. */
import { describe, expect, test } from 'vitest'
import type { Sample } from './measured.ts'
import { agreement } from './node/agreement.ts'
import { figuresOf, median, productGflops } from './node/figures.ts'
import { readOptions } from './node/options.ts'
import { digits, table } from './node/report.ts'
import { permuted, weightsChannelsFirst } from './site/channels-first.ts'

const COMMANDS = { dispatches: 20, submits: 4, readbacks: 1, writes: 8, bindGroups: 20 }

function sample(ms: number, steps: number, jsMs: number | null): Sample {
  return {
    steps,
    ms,
    jsMs,
    commands: jsMs === null ? null : COMMANDS,
    reported: null,
    bytes: 1000,
    tensors: 7,
    losses: { discriminator: 1, generator: 2 },
  }
}

describe('figures', () => {
  test('are per step: medians, the range, the rate and its share of the ceiling', () => {
    const samples = [sample(100, 2, 10), sample(300, 2, 30), sample(80, 2, 8)]
    const timing = { peer: 'ours', adapter: 'x', losses: [], firstMs: 900, samples } as const
    const figures = figuresOf(timing, 1e9, 80)
    expect(figures.ms).toEqual({ median: 50, least: 40, most: 150 })
    expect(figures.jsMs).toBe(5)
    expect(figures.commands).toEqual({
      dispatches: 10,
      submits: 2,
      readbacks: 0.5,
      writes: 4,
      bindGroups: 10,
    })
    expect(figures.gflops).toBe(20)
    expect(figures.share).toBe(0.25)
  })

  test('a median of an even number lies between the two in the middle', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([9, 1, 5])).toBe(5)
  })

  test('a product of 512 takes 2·512³ operations', () => {
    expect(productGflops(512, 1)).toBeCloseTo(268.435456, 6)
  })

  test('the table compares with stock, and says what is impossible', () => {
    const timing = (peer: 'ours' | 'stock', ms: number) =>
      figuresOf({ peer, adapter: 'x', losses: [], firstMs: 1, samples: [sample(ms, 1, null)] }, 1e9, null)
    const text = table([timing('ours', 10), timing('stock', 25)], [{ peer: 'jax', refused: 'no kernel' }])
    expect(text).toMatch(/\| Ganvas \| 10 \(10–10\) \| 1 \| 2\.5× \|/)
    expect(text).toContain('| jax-js | impossible: no kernel |')
  })

  test('numbers are shown with three digits', () => {
    expect([1234.5, 123.45, 12.345, 0.012345, 0].map(digits)).toEqual(['1235', '123', '12.3', '0.0123', '0'])
  })
})

describe('agreement', () => {
  const losses = (discriminator: number, generator: number) => ({ losses: [{ discriminator, generator }] })

  test('is the largest difference between any two', () => {
    const outcome = agreement([losses(1, 3), losses(1, 3.04), losses(1.01, 3)])
    expect(outcome.first).toBeCloseTo(0.01, 9)
    expect(outcome).toMatchObject({ peers: 3, steps: 1, later: 0, agreed: false })
  })

  test('compares only steps that all have taken', () => {
    const longer = { losses: [...losses(1, 1).losses, ...losses(5, 5).losses] }
    expect(agreement([longer, losses(1, 1)])).toMatchObject({ steps: 1, first: 0, agreed: true })
  })

  test('bears more in later steps than in the first', () => {
    const run = (first: number, second: number) => ({
      losses: [...losses(first, 1).losses, ...losses(second, 1).losses],
    })
    expect(agreement([run(1, 1), run(1, 1.008)]).agreed).toBe(true)
    expect(agreement([run(1, 1), run(1, 1.02)]).agreed).toBe(false)
    expect(agreement([run(1, 1), run(1.008, 1)]).agreed).toBe(false)
  })

  test('is lost where a loss is no number', () => {
    expect(agreement([losses(1, NaN), losses(1, 1)])).toMatchObject({ first: Infinity, agreed: false })
  })
})

describe('channels first', () => {
  test('axes change places', () => {
    // [1, 2, 2, 2]: pixel-wise pairs become two planes.
    const held = { shape: [1, 2, 2, 2], data: Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40) }
    expect([...permuted(held, [0, 3, 1, 2]).data]).toEqual([1, 2, 3, 4, 10, 20, 30, 40])
  })

  test('kernels that double are turned by 180°', () => {
    const data = Float32Array.from({ length: 16 }, (_, i) => i)
    const layer = { op: 'up', side: 2, inputs: 1, channels: 1, activation: 'tanh' } as const
    const [kernel] = weightsChannelsFirst([layer], [{ shape: [4, 4, 1, 1], data }])
    expect([...(kernel?.data ?? [])]).toEqual([...data].reverse())
  })
})

describe('options', () => {
  test('default to everything, and to no scaling', () => {
    expect(readOptions([])).toEqual({
      cases: ['ring', 'dcgan28', 'dcgan32-r1'],
      backends: ['wasm', 'webgpu'],
      peers: ['ours', 'stock', 'jax', 'torch'],
      steps: null,
      scaling: false,
      threads: null,
    })
  })

  test('are taken as written', () => {
    const options = readOptions([
      ...['--cases', 'dcgan28,ring', '--peers', 'jax', '--steps', '4', '--scaling'],
      ...['--threads', '1,2'],
    ])
    expect(options.threads).toEqual([1, 2])
    expect(options).toMatchObject({ cases: ['dcgan28', 'ring'], peers: ['jax'], steps: 4, scaling: true })
  })

  test('unknown names and numbers are refused', () => {
    expect(() => readOptions(['--peers', 'keras'])).toThrow(/No peer is called keras/)
    expect(() => readOptions(['--steps', '0'])).toThrow(/--steps takes a whole number/)
    expect(() => readOptions(['--threads', '1,two'])).toThrow(/--threads takes a whole number/)
  })
})
