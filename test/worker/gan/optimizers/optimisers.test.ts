/** Updates against sums done by hand here, through the kernel on arrays and through composed operations alike. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { getKernel, memory, registerKernel, tensor, tidy, unregisterKernel } from '@tensorflow/tfjs'
import type { OptimizerId } from '../../../../src/common/catalog/optimizers.ts'
import { AVERAGE, LOOKAHEAD, OPTIMISE } from '../../../../src/worker/gan/kernels/contract.ts'
import { registerArrayKernels } from '../../../../src/worker/compute/kernels/arrays/register.ts'
import { follow } from '../../../../src/worker/gan/optimizers/average.ts'
import { lookaheadUpdate } from '../../../../src/worker/gan/optimizers/lookahead.ts'
import { createOptimiser, type Rates } from '../../../../src/worker/gan/optimizers/optimiser.ts'
import { variableOfValues } from '../../../../src/worker/gan/tensors/variables.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { expectClose } from '../../../helpers/truth/differences.ts'

beforeAll(async () => {
  await useCpu()
  registerArrayKernels()
})

const START = [0.5, -1.2, 2]
/** One row per update. */
const GRADIENTS = [
  [0.3, -0.8, 1e-4],
  [-0.1, -0.5, 2e-4],
  [0.7, 0.2, -1e-4],
  [0.05, -0.9, 5],
]
const RATES: Rates = { rate: 0.01, beta1: 0.5, beta2: 0.9, bound: 0 }

/** The papers' update rules on one number. */
const BY_HAND: Record<OptimizerId, (start: number, gradients: number[]) => number> = {
  adam: (start, gradients) => {
    let [x, m, v] = [start, 0, 0]
    gradients.forEach((g, i) => {
      m = 0.5 * m + 0.5 * g
      v = 0.9 * v + 0.1 * g ** 2
      x -= (0.01 * (m / (1 - 0.5 ** (i + 1)))) / (Math.sqrt(v / (1 - 0.9 ** (i + 1))) + 1e-8)
    })
    return x
  },
  sgd: (start, gradients) => {
    let [x, velocity] = [start, 0]
    gradients.forEach((g) => {
      velocity = 0.5 * velocity + g
      x -= 0.01 * velocity
    })
    return x
  },
  rmsprop: (start, gradients) => {
    let [x, v] = [start, 0]
    gradients.forEach((g) => {
      v = 0.9 * v + 0.1 * g ** 2
      x -= (0.01 * g) / (Math.sqrt(v) + 1e-8)
    })
    return x
  },
}

/** Takes the kernels away, so that the composed operations are used. */
function withoutKernels(): void {
  for (const name of [OPTIMISE, AVERAGE, LOOKAHEAD]) unregisterKernel(name, 'cpu')
}

afterEach(registerArrayKernels)

describe.each(['kernel', 'composed'])('%s', (way) => {
  const setUp = () => {
    if (way === 'composed') withoutKernels()
    expect((getKernel(OPTIMISE, 'cpu') as unknown) === undefined).toBe(way === 'composed')
  }

  const train = (rule: OptimizerId, rates: Rates) => {
    setUp()
    const first = variableOfValues(Float32Array.from(START), [3])
    const second = variableOfValues(Float32Array.from([9]), [1, 1])
    const optimiser = createOptimiser(
      rule,
      'net',
      new Map([
        ['net/a', first],
        ['net/b', second],
      ]),
    )
    const norms = GRADIENTS.map(
      (row) => tidy(() => optimiser.update([tensor(row), tensor([[2]])], rates)).dataSync()[0],
    )
    return { first, second, optimiser, norms }
  }

  test.each<OptimizerId>(['adam', 'sgd', 'rmsprop'])('%s makes the paper’s updates', (rule) => {
    const { first, second, optimiser, norms } = train(rule, RATES)
    const columns = START.map((_, i) => GRADIENTS.map((row) => row[i] ?? NaN))
    const expected = START.map((start, i) => BY_HAND[rule](start, columns[i] ?? []))
    expectClose(first.dataSync(), expected, 1e-6)
    expectClose(second.dataSync(), [BY_HAND[rule](9, [2, 2, 2, 2])], 1e-6)
    expectClose(optimiser.clock.dataSync(), [4], 0)
    const expectedNorms = GRADIENTS.map((row) => Math.sqrt(row.reduce((sum, g) => sum + g * g, 4)))
    expectClose(norms.map(Number), expectedNorms, 1e-6)
  })

  test('clips every weight after the update', () => {
    const { first } = train('sgd', { ...RATES, bound: 0.25 })
    expect(Math.max(...first.dataSync().map(Math.abs))).toBeLessThanOrEqual(0.25)
    expect(first.dataSync()[2]).toBeCloseTo(0.2, 1)
  })

  test('a running mean follows; a warm one forgets its start', () => {
    setUp()
    const mean = variableOfValues(Float32Array.from([1, -4]), [2])
    follow([mean], [tensor([3, 0])], 0.9)
    expectClose(mean.dataSync(), [1.2, -3.6], 1e-6)
    const clock = variableOfValues(Float32Array.from([1]), [1])
    follow([mean], [tensor([3, 0])], 0.999, { clock, warmth: 10 })
    const kept = 2 / 11
    expectClose(mean.dataSync(), [1.2 * kept + 3 * (1 - kept), -3.6 * kept], 1e-6)
  })

  test('warmth 2 and decay 1 give the plain mean, the first value counted twice', () => {
    setUp()
    const mean = variableOfValues(Float32Array.from([6]), [1])
    ;[3, 9, 1].forEach((value, i) => {
      follow([mean], [tensor([value])], 1, { clock: tensor([i + 1]), warmth: 2 })
    })
    expectClose(mean.dataSync(), [(6 + 6 + 3 + 9 + 1) / 5], 1e-6)
  })

  test('lookahead meets half way every k steps, and does nothing between', () => {
    setUp()
    const fast = variableOfValues(Float32Array.from([4, -2]), [2])
    const slow = variableOfValues(Float32Array.from([0, 2]), [2])
    lookaheadUpdate([fast], [slow], tensor([4]), 5)
    expectClose(fast.dataSync(), [4, -2], 0)
    expectClose(slow.dataSync(), [0, 2], 0)
    lookaheadUpdate([fast], [slow], tensor([10]), 5)
    expectClose(slow.dataSync(), [2, 0], 1e-6)
    expectClose(fast.dataSync(), [2, 0], 1e-6)
  })

  test('leaves no tensor behind', () => {
    const { optimiser } = train('adam', RATES)
    const before = memory().numTensors
    for (let i = 0; i < 3; i++) {
      tidy(() => optimiser.update([tensor(GRADIENTS[0] ?? []), tensor([[2]])], RATES)).dispose()
    }
    expect(memory().numTensors).toBe(before)
  })
})

test('the kernel changes the tensor itself, and says so to nobody else', () => {
  const weight = variableOfValues(Float32Array.from([1]), [1])
  const { dataId } = weight
  createOptimiser('sgd', 'net', new Map([['w', weight]])).update([tensor([1])], RATES)
  expect(weight.dataId).toBe(dataId)
  expectClose(weight.dataSync(), [0.99], 1e-6)
})

test('a back end may bring a kernel of its own', () => {
  withoutKernels()
  let asked: unknown
  registerKernel({
    kernelName: OPTIMISE,
    backendName: 'cpu',
    kernelFunc: ({ attrs }) => {
      asked = attrs
      return tensor([0])
    },
  })
  const weight = variableOfValues(Float32Array.from([1]), [1])
  createOptimiser('adam', 'net', new Map([['w', weight]])).update([tensor([1])], RATES)
  expect(asked).toEqual({ rule: 'adam', count: 1, epsilon: 1e-8, ...RATES })
  unregisterKernel(OPTIMISE, 'cpu')
})
