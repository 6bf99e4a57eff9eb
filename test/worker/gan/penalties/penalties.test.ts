/**
 * Penalties by their formulas on discriminators whose slope is known, and their gradients by every weight of real
 * networks against central differences: that is the second order, through each kind of layer.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import {
  add,
  mul,
  sum,
  tensor,
  tensor1d,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs'
import { PENALTIES, type PenaltyId } from '../../../../src/common/catalog/penalties.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import { PROBE, type Layer } from '../../../../src/worker/gan/networks/layer.ts'
import {
  convolutionLayer,
  transposedConvolutionLayer,
} from '../../../../src/worker/gan/networks/layers/convolution.ts'
import { denseLayer } from '../../../../src/worker/gan/networks/layers/dense.ts'
import { reshapeLayer } from '../../../../src/worker/gan/networks/layers/reshape.ts'
import { createNetwork } from '../../../../src/worker/gan/networks/network.ts'
import { PAIRS } from '../../../../src/worker/gan/networks/pairs.ts'
import { gradientsOf } from '../../../../src/worker/gan/ops/autodiff.ts'
import { uniformFrom } from '../../../../src/worker/gan/ops/uniform.ts'
import type { PenaltyInput } from '../../../../src/worker/gan/penalties/penalty.ts'
import { penaltyOf } from '../../../../src/worker/gan/penalties/penalties.ts'
import { itemLogits } from '../../../../src/worker/gan/step/logits.ts'
import { logitsOf } from '../../../../src/worker/gan/step/players.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { expectClose, sampleTensor } from '../../../helpers/truth/differences.ts'

beforeAll(useCpu)

type TermId = Exclude<PenaltyId, 'none' | 'clip'>
const TERMS: TermId[] = ['gradient', 'dragan', 'r1', 'r2', 'r1r2']

function term(id: TermId, input: PenaltyInput): Tensor {
  const penalty = penaltyOf(id)
  if (penalty.term === undefined) throw new Error(`${id} has no term`)
  return penalty.term(input)
}

/** Seeded noise; the same sequence at each call of the factory. */
function noise(): PenaltyInput['normal'] {
  let slot = 100
  return (shape) => sampleTensor(shape, slot++)
}

const batch = (seed: number) => sampleTensor([6, 2], seed)
const input = (judged: (items: Tensor) => Tensor, change: Partial<PenaltyInput> = {}): PenaltyInput => ({
  logitsOf: (items) => judged(items).reshape<Tensor1D>([-1]),
  real: batch(1),
  fake: batch(2),
  couples: false,
  normal: noise(),
  gamma: 3,
  ...change,
})

describe('on a linear detective D = 3x − 4y, whose slope is 5 everywhere', () => {
  const linear = (items: Tensor) => sum(mul(items, tensor1d([3, -4])), 1)
  test.each<[TermId, number]>([
    ['r1', 1.5 * 25],
    ['r2', 1.5 * 25],
    ['r1r2', 1.5 * 50],
    ['gradient', 3 * 16],
    ['dragan', 3 * 16],
  ])('%s is %d', (id, expected) => {
    expectClose(term(id, input(linear)).dataSync(), [expected], 1e-5)
    expectClose(term(id, input(linear, { couples: true })).dataSync(), [expected], 1e-5)
  })

  test('with packs of three the squares of a pack add up: the slope is 5√3', () => {
    const packed = (items: Tensor) => sum(linear(items).reshape([3, 2]), 0)
    expectClose(term('r1', input(packed)).dataSync(), [1.5 * 75], 1e-5)
    expectClose(term('gradient', input(packed)).dataSync(), [3 * (Math.sqrt(75) - 1) ** 2], 1e-5)
  })
})

describe('where D is told a row, D = 3x − 4y + 12u, whose slope by all it sees is 13', () => {
  const row = sampleTensor([6, 2], 7) as Tensor2D
  const seen: Tensor[] = []
  const linear = (items: Tensor, told: Tensor) => {
    seen.push(items)
    return add(sum(mul(items, tensor1d([3, -4])), 1), sum(mul(told, tensor1d([12, 0])), 1))
  }
  const asked = (pack: number, judged: (items: Tensor, told: Tensor) => Tensor) =>
    input(() => row, {
      logitsOf: (items, told = row) => judged(items, told).reshape<Tensor1D>([-1]),
      told: { row, pack },
    })

  test('the condition counts, and in packs of three the squares add up', () => {
    expectClose(term('gradient', asked(1, linear)).dataSync(), [3 * 144], 1e-5)
    const packed = (items: Tensor, told: Tensor) => sum(linear(items, told).reshape([3, 2]), 0)
    expectClose(term('gradient', asked(3, packed)).dataSync(), [3 * (13 * Math.sqrt(3) - 1) ** 2], 1e-5)
    // By the items alone it would be 5: R1 is of the items.
    expectClose(term('r1', asked(1, linear)).dataSync(), [1.5 * 25], 1e-5)
  })

  test('all of a pack goes equally far from its reals to its fakes', () => {
    const [real, fake] = [batch(1), batch(2)].map((items) => items.arraySync() as number[][])
    const sharesOf = (pack: number) => {
      seen.length = 0
      term('gradient', asked(pack, linear))
      const between = (seen[0]?.arraySync() ?? []) as number[][]
      return between.map(([x = NaN], i) => {
        const [rx = NaN, fx = NaN] = [real?.[i]?.[0], fake?.[i]?.[0]]
        return ((x - fx) / (rx - fx)).toFixed(3)
      })
    }
    const [a, b, ...others] = sharesOf(3)
    expect(a).not.toBe(b)
    expect(others).toEqual([a, b, a, b])
    expect(new Set(sharesOf(1)).size).toBe(6)
    // Four and two that are left over, which no pack holds.
    expect(new Set(sharesOf(4)).size).toBe(1)
  })
})

describe('on D = ½(x² + y²), whose slope at an item is the item', () => {
  const bowl = (items: Tensor) => mul(sum(items.square(), 1), 0.5)
  const meanSquare = (items: Tensor) => items.square().sum().dataSync()[0] ?? NaN

  test('R1 looks at reals, R2 at fakes', () => {
    expectClose(term('r1', input(bowl)).dataSync(), [(1.5 * meanSquare(batch(1))) / 6], 1e-5)
    expectClose(term('r2', input(bowl)).dataSync(), [(1.5 * meanSquare(batch(2))) / 6], 1e-5)
  })

  test('WGAN-GP looks on the segments between pairs, DRAGAN near the reals', () => {
    const seen: Tensor[] = []
    const watched = (items: Tensor) => (seen.push(items), bowl(items))
    term('gradient', input(watched))
    term('dragan', input(watched))
    const [between, around] = seen.map((items) => items.arraySync() as number[][])
    const [real, fake] = [batch(1), batch(2)].map((items) => items.arraySync() as number[][])
    const shares = new Set<number>()
    between?.forEach(([x = NaN, y = NaN], i) => {
      const [[rx = NaN, ry = NaN], [fx = NaN, fy = NaN]] = [real?.[i] ?? [], fake?.[i] ?? []]
      const share = (x - fx) / (rx - fx)
      expect(share).toBeGreaterThan(0)
      expect(share).toBeLessThan(1)
      expect((y - fy) / (ry - fy)).toBeCloseTo(share, 3)
      shares.add(share)
    })
    expect(shares.size).toBe(6)
    const values = [...batch(1).dataSync()]
    const centre = values.reduce((total, v) => total + v, 0) / values.length
    const deviation = Math.sqrt(values.reduce((total, v) => total + (v - centre) ** 2, 0) / values.length)
    around?.forEach((point, i) =>
      point.forEach((v, axis) => {
        const moved = v - (real?.[i]?.[axis] ?? NaN)
        expect(moved).toBeGreaterThan(0)
        expect(moved).toBeLessThan(0.5 * deviation)
      }),
    )
  })
})

const ring = (change: Partial<RunConfig>) =>
  PAIRS.mlp({ ...defaultsFor('ring'), dLayers: [5, 4], ...change }, [2]).discriminator

/** Smooth on purpose: a rectifier makes the slope jump, and differences across a jump say nothing. */
function convolutions(): Layer[] {
  const network = 'discriminator'
  const rule = variancePreserving(1)
  const shared = { network, biased: true, rule, activation: 'tanh' } as const
  return [
    convolutionLayer({ ...shared, name: 'down1', inputShape: [8, 8, 2], channels: 3 }),
    convolutionLayer({ ...shared, name: 'down2', inputShape: [4, 4, 3], channels: 4 }),
    transposedConvolutionLayer({ ...shared, name: 'up1', inputShape: [2, 2, 4], channels: 2 }),
    reshapeLayer('flat', [32]),
    denseLayer({ ...shared, name: 'output', inputs: 32, units: 1, activation: 'linear' }),
  ]
}

const NETS: [string, readonly Layer[], readonly number[]][] = [
  ['an MLP, leaky ReLU', ring({}), [2]],
  ['an MLP, tanh', ring({ activation: 'tanh' }), [2]],
  ['an MLP with batch norm', ring({ dNorm: 'batch', activation: 'tanh' }), [2]],
  ['an MLP with layer norm', ring({ dNorm: 'layer', activation: 'tanh' }), [2]],
  ['convolutions', convolutions(), [8, 8, 2]],
]

describe.each(NETS)('through %s', (_, layers, shape) => {
  test.each(TERMS)('%s has the gradients of central differences by the weights', (id) => {
    const network = createNetwork('discriminator', layers, streamFor(3, 'init-discriminator'))
    const weights = [...network.weights.values()]
    const items = (seed: number) => sampleTensor([4, ...shape], seed)
    const value = () =>
      term(id, {
        logitsOf: (x) => itemLogits(logitsOf(network, x, PROBE)),
        real: items(1),
        fake: items(2),
        couples: network.couples,
        normal: noise(),
        gamma: 2,
      })
    const { grads } = tidy(() => gradientsOf(value, weights))
    // One random direction for all weights: a sum of every gradient, at the cost of two evaluations.
    const direction = weights.map((weight, i) => sampleTensor(weight.shape, 40 + i))
    const along = grads.reduce(
      (total, g, i) =>
        total +
        (mul(g, direction[i] ?? g)
          .sum()
          .dataSync()[0] ?? NaN),
      0,
    )
    const first = weights.map((weight) => tensor(Float32Array.from(weight.dataSync()), weight.shape))
    const moved = (step: number) => {
      weights.forEach((weight, i) =>
        weight.assign(add(first[i] ?? weight, mul(direction[i] ?? weight, step))),
      )
      return tidy(value).dataSync()[0] ?? NaN
    }
    const step = 1e-3
    const numeric = (moved(step) - moved(-step)) / (2 * step)
    expectClose([along], [numeric], 1e-2)
    expect(Math.abs(numeric)).toBeGreaterThan(1e-3)
  })
})

test('clipping is a bound, not a term', () => {
  const clip = penaltyOf('clip')
  expect(clip.term).toBeUndefined()
  expect(clip.weightBound?.(0.03)).toBe(0.03)
})

test('uniform numbers are uniform', () => {
  const values = [...uniformFrom((shape) => sampleTensor(shape, 5), [20_000]).dataSync()]
  const counts = new Array<number>(10).fill(0)
  values.forEach((v) => (counts[Math.floor(v * 10)] = (counts[Math.floor(v * 10)] ?? 0) + 1))
  const chiSquare = counts.reduce((total, n) => total + (n - 2000) ** 2 / 2000, 0)
  expect(chiSquare).toBeLessThan(27.9) // 99.9 % point, 9 degrees of freedom
})

test('every penalty that weighs something says what to begin with', () => {
  PENALTIES.forEach((entry) => {
    const penalty = penaltyOf(entry.id)
    expect('gamma' in entry).toBe(penalty.term !== undefined || penalty.weightBound !== undefined)
  })
})
