/** Pipelines compiled ahead, on a device of plain objects that compiles when it is told to. */
import { expect, test } from 'vitest'
import { Ahead, isStandIn } from '../../../../src/worker/compute/record/ahead.ts'
import { rememberTexts } from '../../../../src/worker/compute/record/fewer/texts.ts'
import { promised } from '../../../helpers/promised.ts'

interface Coming {
  readonly text: string
  readonly finish: () => void
  readonly refuse: () => void
}

/** A device that notes which texts it compiles at once, and which later. */
function fakeDevice() {
  const atOnce: string[] = []
  const later: Coming[] = []
  const { promise: lost, resolve: lose } = promised<unknown>()
  const textIn = ({ compute }: GPUComputePipelineDescriptor) =>
    (compute.module as unknown as { code: string }).code
  const fake = {
    lost,
    createShaderModule: ({ code }: { code: string }) => ({ code }),
    createComputePipeline: (descriptor: GPUComputePipelineDescriptor) => {
      atOnce.push(textIn(descriptor))
      return { text: textIn(descriptor) }
    },
    createComputePipelineAsync: (descriptor: GPUComputePipelineDescriptor) => {
      const { promise, resolve, reject } = promised<unknown>()
      const text = textIn(descriptor)
      later.push({ text, finish: () => resolve({ text }), refuse: () => reject(new Error(text)) })
      return promise
    },
  }
  const device = fake as unknown as GPUDevice
  rememberTexts(device)
  const ahead = Ahead.on(device)
  const ask = (code: string) =>
    device.createComputePipeline({ layout: 'auto', compute: { module: device.createShaderModule({ code }) } })
  return { ahead, ask, atOnce, later, lose }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('what work asks for is compiled all at once, beside all else, and given to who asks', async () => {
  const { ahead, ask, atOnce, later } = fakeDevice()
  const given: GPUComputePipeline[] = []
  const { missing, done } = ahead.compile(() => given.push(ask('a'), ask('b')), false)
  expect(missing).toBe(2)
  expect(given.map(isStandIn)).toEqual([true, true])
  expect(later.map(({ text }) => text)).toEqual(['a', 'b'])
  later.forEach(({ finish }) => finish())
  await done
  expect([ask('a'), ask('b')]).toEqual([{ text: 'a' }, { text: 'b' }])
  expect(isStandIn(ask('a'))).toBe(false)
  // Given once: who asked keeps it.
  expect(atOnce).toEqual(['a'])
})

test('in turn the next begins when the last is there', async () => {
  const { ahead, ask, later } = fakeDevice()
  const { done } = ahead.compile(() => void [ask('a'), ask('b')], true)
  expect(later).toHaveLength(1)
  later[0]?.finish()
  await settled()
  expect(later).toHaveLength(2)
  later[1]?.finish()
  await done
})

test('what is under way or there is not compiled again', async () => {
  const { ahead, ask, later } = fakeDevice()
  const first = ahead.compile(() => void ask('a'), false)
  const second = ahead.compile(() => void ask('a'), false)
  expect(later).toHaveLength(1)
  later[0]?.finish()
  await Promise.all([first.done, second.done])
  expect(ahead.compile(() => void ask('a'), false).missing).toBe(0)
})

test('who cannot wait is served at once, and what a device refuses is told to who asks for it', async () => {
  const { ahead, ask, atOnce, later } = fakeDevice()
  const { done } = ahead.compile(() => void ask('a'), false)
  expect(isStandIn(ask('a'))).toBe(false)
  later[0]?.refuse()
  await done
  ask('a')
  expect(atOnce).toEqual(['a', 'a'])
})

test('a device that is lost keeps nobody waiting, and what throws leaves it as it was', async () => {
  const { ahead, ask, lose } = fakeDevice()
  const { done } = ahead.compile(() => void ask('a'), true)
  lose({})
  await done
  const thrown = () =>
    ahead.compile(() => {
      throw new Error('no step')
    }, false)
  expect(thrown).toThrow('no step')
  expect(isStandIn(ask('b'))).toBe(false)
})
