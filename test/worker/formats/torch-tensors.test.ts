/** PyTorch's names and layouts, place by place; that PyTorch makes the same of them is checked under Python (test/python). */
import { beforeAll, expect, test } from 'vitest'
import type { NamedTensor } from '../../../src/common/protocol/report.ts'
import { moduleName, torchState } from '../../../src/worker/formats/networks/torch-tensors.ts'
import { exportedNetwork } from '../../../src/worker/session/exports/network.ts'
import { useCpu } from '../../helpers/engine/backend.ts'
import { EXPORT_CASES, shakenGame } from '../../helpers/engine/exported-cases.ts'

beforeAll(useCpu)

async function stateOf(name: string, role: 'generator' | 'discriminator') {
  const one = EXPORT_CASES.find((each) => each.name === name)
  if (one === undefined) throw new Error(`no case ${name}`)
  const game = shakenGame(one)
  const { layers, tensors } = await exportedNetwork(game, one.config, one.item, role)
  const state = new Map(torchState(layers, tensors).map((tensor) => [tensor.name, tensor]))
  game.dispose()
  return { state, ours: tensors }
}

/** The value at some place of a tensor. */
function at(tensors: ReadonlyMap<string, NamedTensor>, name: string, place: readonly number[]): number {
  const { shape = [], data = new Float32Array(0) } = tensors.get(name) ?? {}
  expect(shape, name).toHaveLength(place.length)
  return data[place.reduce((index, i, axis) => index * (shape[axis] ?? 0) + i, 0)] ?? NaN
}

test('a generator of pictures', async () => {
  const { state, ours } = await stateOf('dcgan, picture, none, none, by class', 'generator')
  expect([...state.keys()]).toEqual([
    'classes.weight',
    'dense1.weight',
    ...['weight', 'bias', 'running_mean', 'running_var'].map((part) => `norm0.${part}`),
    'up1.weight',
    'up1.bias',
  ])
  expect(at(state, 'dense1.weight', [5, 2])).toBe(at(ours, 'generator/dense1/kernel', [2, 5]))
  // [in, out, y, x] of [y, x, out, in]
  expect(at(state, 'up1.weight', [1, 2, 3, 0])).toBe(at(ours, 'generator/up1/kernel', [3, 0, 2, 1]))
  expect(at(state, 'classes.weight', [2, 7])).toBe(at(ours, 'generator/classes/table', [2, 7]))
  expect(at(state, 'norm0.running_var', [1])).toBe(at(ours, 'generator/norm0/variance', [1]))
})

test('a discriminator of pictures', async () => {
  const { state, ours } = await stateOf('dcgan, picture, packing, none', 'discriminator')
  // [out, in, y, x] of [y, x, in, out]; a pack's companions are pictures
  expect(at(state, 'down1.weight', [2, 4, 1, 3])).toBe(at(ours, 'discriminator/down1/kernel', [1, 3, 4, 2]))
  expect(at(state, 'pack.company', [1, 2, 5, 6])).toBe(at(ours, 'discriminator/pack/company', [1, 5, 6, 2]))
})

test('under spectral norm: the weight as it was, and both its singular vectors', async () => {
  const { state, ours } = await stateOf('dcgan, picture, none, spectral', 'discriminator')
  const [weight, u, v] = ['weight_orig', 'weight_u', 'weight_v'].map((part) => state.get(`down1.${part}`))
  expect([weight?.shape, u?.shape, v?.shape]).toEqual([[3, 3, 4, 4], [3], [48]])
  expect(at(state, 'down1.weight_orig', [2, 1, 1, 3])).toBe(
    at(ours, 'discriminator/down1/kernel', [1, 3, 1, 2]),
  )
  for (const vector of [u, v]) {
    expect(Math.hypot(...(vector?.data ?? []))).toBeCloseTo(1, 5)
  }
  // Wᵀu is along v after half an iteration from u's forerunner: u is W v, normed.
  const product = Array.from({ length: 3 }, (_, o) =>
    Array.from({ length: 48 }, (_, r) => (weight?.data[o * 48 + r] ?? 0) * (v?.data[r] ?? 0)).reduce(
      (a, b) => a + b,
      0,
    ),
  )
  const length = Math.hypot(...product)
  product.forEach((value, o) => expect(value / length).toBeCloseTo(u?.data[o] ?? NaN, 5))
})

test('words that Python keeps for itself get its own mark', () => {
  expect(moduleName('block1/in')).toBe('block1.in_')
  expect(moduleName('block1/middle')).toBe('block1.middle')
  expect(moduleName('dense1')).toBe('dense1')
})
