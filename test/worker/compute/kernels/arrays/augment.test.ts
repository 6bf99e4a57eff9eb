/** DiffAugment in one kernel and composed, against its definition pixel by pixel, and its gradients against differences. */
import { getKernel, tensor, unregisterKernel, zerosLike, type Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { streamFor, uniforms } from '../../../../../src/common/numbers/random.ts'
import { registerArrayKernels } from '../../../../../src/worker/compute/kernels/arrays/register.ts'
import { diffAugment } from '../../../../../src/worker/gan/augment/diff-augment.ts'
import { AUGMENT } from '../../../../../src/worker/gan/kernels/fused.ts'
import { runKernel } from '../../../../../src/worker/gan/ops/autodiff.ts'
import { useCpu } from '../../../../helpers/engine/backend.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'
import {
  expectClose,
  expectGradients,
  expectSecondGradients,
  sampleTensor,
} from '../../../../helpers/truth/differences.ts'

type Shape = [number, number, number, number]

/** Seven numbers a picture, the same at each turn. */
function drawsOf(count: number, seed: number): Float32Array[] {
  return Array.from({ length: 7 }, (_, i) => uniforms(streamFor(10 * seed + i, 'augment'), count))
}

function augmented(x: Tensor, draws: readonly Float32Array[]): Tensor {
  let turn = 0
  return diffAugment(x, (shape) => tensor(draws[turn++] ?? new Float32Array(), [...shape]))
}

/** What DiffAugment's code does, with its ranges: brightness ± ½, saturation ≤ 2, contrast ½ … 1½, ⅛ and ½ of the side. */
function byDefinition(values: ArrayLike<number>, shape: Shape, draws: readonly Float32Array[]): number[] {
  const [count, side, , channels] = shape
  const [most, hole] = [Math.floor(side / 8 + 0.5), Math.floor(side / 2 + 0.5)]
  const index = (n: number, row: number, column: number, c: number) =>
    ((n * side + row) * side + column) * channels + c
  const result: number[] = []
  for (let n = 0; n < count; n++) {
    const draw = (i: number) => draws[i]?.[n] ?? NaN
    const bright = (row: number, column: number, c: number) =>
      (values[index(n, row, column, c)] ?? NaN) + draw(0) - 0.5
    const over = (length: number) => Array.from({ length }, (_, i) => i)
    const gray = (row: number, column: number) =>
      over(channels).reduce((sum, c) => sum + bright(row, column, c), 0) / channels
    const colourful = (row: number, column: number, c: number) =>
      channels === 1
        ? bright(row, column, c)
        : gray(row, column) + 2 * draw(1) * (bright(row, column, c) - gray(row, column))
    const all = over(side).flatMap((row) =>
      over(side).flatMap((column) => over(channels).map((c) => colourful(row, column, c))),
    )
    const centre = all.reduce((sum, value) => sum + value, 0) / all.length
    const down = Math.floor(draw(3) * (2 * most + 1)) - most
    const across = Math.floor(draw(4) * (2 * most + 1)) - most
    const first = (i: number) => Math.floor(draw(i) * (side + 1 - (hole % 2))) - Math.floor(hole / 2)
    const within = (place: number, from: number) => place >= from && place < from + hole
    for (const row of over(side)) {
      for (const column of over(side)) {
        const [y, x] = [row - down, column - across]
        const isOut = y < 0 || y >= side || x < 0 || x >= side
        const isCut = within(row, first(5)) && within(column, first(6))
        for (const c of over(channels)) {
          result.push(isOut || isCut ? 0 : centre + (draw(2) + 0.5) * (colourful(y, x, c) - centre))
        }
      }
    }
  }
  return result
}

const KERNELS = [
  { way: 'kernel', backend: 'cpu', open: useCpu },
  { way: 'kernel', backend: 'wasm', open: openWasmEngine },
]

async function start({ way, backend, open }: (typeof KERNELS)[number]): Promise<void> {
  await open()
  registerArrayKernels()
  if (way === 'composed') unregisterKernel(AUGMENT, backend)
  expect((getKernel(AUGMENT, backend) as unknown) !== undefined).toBe(way === 'kernel')
}

describe.each([...KERNELS, { way: 'composed', backend: 'cpu', open: useCpu }])(
  '$way on $backend',
  (setting) => {
    beforeAll(() => start(setting))

    test.for<{ shape: Shape }>([
      { shape: [5, 16, 16, 3] },
      { shape: [4, 16, 16, 1] },
      { shape: [6, 12, 12, 4] },
      { shape: [3, 9, 9, 3] },
      { shape: [2, 4, 4, 3] },
    ])('$shape is what the definition says', async ({ shape }) => {
      for (const seed of [1, 2, 3]) {
        const x = sampleTensor(shape, seed)
        const draws = drawsOf(shape[0], seed)
        const y = augmented(x, draws)
        expect(y.shape).toEqual(shape)
        expectClose(await y.data(), byDefinition(await x.data(), shape, draws), 1e-5)
      }
    })

    test.for<{ shape: Shape }>([{ shape: [2, 8, 8, 3] }, { shape: [2, 6, 6, 1] }])(
      '$shape: gradients of both orders are the differences',
      ({ shape }) => {
        const draws = drawsOf(shape[0], 4)
        const weights = sampleTensor(shape, 5)
        // Squared, so that its gradient is no constant.
        const f = (x: Tensor) => augmented(x, draws).square().mul(weights).sum()
        expectGradients(f, [sampleTensor(shape, 2)], 2e-2, 0.05)
        expectSecondGradients(f, [sampleTensor(shape, 2).mul(0.2)], 5e-2, 0.05)
      },
    )
  },
)

describe.each(KERNELS)('parts on $backend', (setting) => {
  beforeAll(() => start(setting))

  test.for<{ shape: Shape }>([{ shape: [4, 8, 8, 3] }, { shape: [3, 9, 9, 1] }])(
    '$shape: the linear part is what is left without the constant, the transposed one its transpose',
    async ({ shape }) => {
      const draws = drawsOf(shape[0], 6)
      const [, side] = shape
      const names = ['brightness', 'saturation', 'contrast', 'shiftY', 'shiftX', 'holeY', 'holeX']
      const uniform = Object.fromEntries(
        names.map((name, i) => [name, tensor(draws[i] ?? new Float32Array(), [shape[0], 1, 1, 1])]),
      )
      const sizes = { mostShift: Math.floor(side / 8 + 0.5), hole: Math.floor(side / 2 + 0.5) }
      const run = (x: Tensor, part: string) => runKernel(AUGMENT, { x, ...uniform }, { ...sizes, part })
      const [a, b] = [sampleTensor(shape, 1), sampleTensor(shape, 2)]
      const linear = run(a, 'linear')
      const constant = run(zerosLike(a), 'whole')
      expectClose(await linear.data(), await run(a, 'whole').sub(constant).data(), 1e-5)
      expect(Math.max(...(await constant.abs().data()))).toBeGreaterThan(0.05)
      const [left] = await linear.mul(b).sum().data()
      const [right] = await a.mul(run(b, 'transposed')).sum().data()
      expect(Math.abs(Number(left) - Number(right))).toBeLessThan(1e-4)
    },
  )
})
