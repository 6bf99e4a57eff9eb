/** Updates by our own functions against the formulas in double precision. */
import { tensor, tidy } from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { follow } from '../../../../../src/worker/gan/optimizers/average.ts'
import { createOptimiser, type Rates } from '../../../../../src/worker/gan/optimizers/optimiser.ts'
import { variableOfValues } from '../../../../../src/worker/gan/tensors/variables.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'
import { pattern } from '../../../../helpers/truth/naive.ts'

beforeAll(async () => {
  await openWasmEngine()
})

const RATES: Rates = { rate: 0.01, beta1: 0.5, beta2: 0.9, bound: 0 }
const UPDATES = 3

const gradientsAt = (update: number, length: number) =>
  pattern(length, 5 + update).map((g, i) => g * 10 ** (i % 5))

/** Kingma and Ba's algorithm 1. */
function adam(start: Float32Array, { rate, beta1, beta2, bound }: Rates): Float64Array {
  const x = Float64Array.from(start)
  const [m, v] = [new Float64Array(x.length), new Float64Array(x.length)]
  for (let t = 1; t <= UPDATES; t++) {
    gradientsAt(t, x.length).forEach((g, i) => {
      m[i] = beta1 * (m[i] ?? 0) + (1 - beta1) * g
      v[i] = beta2 * (v[i] ?? 0) + (1 - beta2) * g * g
      const [mean, square] = [(m[i] ?? 0) / (1 - beta1 ** t), (v[i] ?? 0) / (1 - beta2 ** t)]
      x[i] = (x[i] ?? 0) - (rate * mean) / (Math.sqrt(square) + 1e-8)
      if (bound > 0) x[i] = Math.min(bound, Math.max(-bound, x[i] ?? 0))
    })
  }
  return x
}

// Fewer than a vector, none left over, some left over, and more than are taken at a time.
test.for([1, 3, 8, 4096, 4099, 9001])('Adam updates %d numbers and no more', async (length) => {
  const start = pattern(length, 1)
  const weight = variableOfValues(start, [length])
  const next = variableOfValues(Float32Array.from([7]), [1])
  const optimiser = createOptimiser(
    'adam',
    'net',
    new Map([
      ['w', weight],
      ['next', next],
    ]),
  )
  for (let t = 1; t <= UPDATES; t++) {
    const gradient = gradientsAt(t, length)
    const norm = tidy(() => optimiser.update([tensor(gradient), tensor([0])], RATES))
    const expected = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0))
    expect(Math.abs(((await norm.data())[0] ?? NaN) / expected - 1)).toBeLessThan(1e-5)
  }
  const truth = adam(start, RATES)
  const values = await weight.data()
  truth.forEach((x, i) => expect(Math.abs((values[i] ?? NaN) - x)).toBeLessThan(2e-6))
  expect([...(await next.data())]).toEqual([7])
})

test('a bound is kept to', async () => {
  const rates = { ...RATES, rate: 0.5, bound: 0.75 }
  const start = pattern(7, 1)
  const weight = variableOfValues(start, [7])
  const optimiser = createOptimiser('adam', 'net', new Map([['w', weight]]))
  for (let t = 1; t <= UPDATES; t++) optimiser.update([tensor(gradientsAt(t, 7))], rates)
  const truth = adam(start, rates)
  ;(await weight.data()).forEach((x, i) => expect(x).toBeCloseTo(truth[i] ?? NaN, 5))
})

test('not a number spreads to its own weight alone, and to the norm', async () => {
  const weight = variableOfValues(new Float32Array(6).fill(1), [6])
  const optimiser = createOptimiser('adam', 'net', new Map([['w', weight]]))
  const norm = optimiser.update([tensor([1, NaN, 1, 1, 1, 1])], RATES)
  expect([...(await weight.data())].map(Number.isNaN)).toEqual([false, true, false, false, false, false])
  expect((await norm.data())[0]).toBeNaN()
})

test.for([1, 5, 4099])(
  'a running mean of %d numbers follows, and one of equal numbers stays to the bit',
  async (length) => {
    const [old, fresh] = [pattern(length, 1), pattern(length, 2)]
    const mean = variableOfValues(old, [length])
    const same = variableOfValues(old, [length])
    follow([mean, same], [tensor(fresh), tensor(old)], 0.998)
    const values = await mean.data()
    old.forEach((a, i) => expect(values[i]).toBeCloseTo(0.998 * a + 0.002 * (fresh[i] ?? NaN), 6))
    expect([...(await same.data())]).toEqual([...old])
  },
)

test('decay 0 takes the fresh value as it is', async () => {
  const mean = variableOfValues(Float32Array.from([1e8, 1, NaN]), [3])
  follow([mean], [tensor([0.1, 0.2, 0.3])], 0)
  expect([...(await mean.data())]).toEqual([...Float32Array.from([0.1, 0.2, 0.3])])
})
