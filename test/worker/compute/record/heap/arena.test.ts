/** Where a recorded step's memory lies: at the beginning of lines of the cache, inside what was asked for, and given back as it came. */
import { expect, test } from 'vitest'
import { Arena } from '../../../../../src/worker/compute/record/heap/arena.ts'
import type { HeapTrace } from '../../../../../src/worker/compute/record/heap/heap-trace.ts'
import type { HiddenHeap } from '../../../../../src/worker/compute/record/heap/hidden.ts'

/** A heap whose memory begins eight bytes behind a line, as that of tfjs may; above 2 GiB its addresses come as negative numbers. */
function heapFrom(first: number) {
  const given: { address: number; bytes: number }[] = []
  const freed: number[] = []
  let next = first
  const wasm = {
    HEAPU8: new Uint8Array(0),
    _malloc: (bytes: number) => {
      const address = next
      given.push({ address, bytes })
      next += 64 * Math.ceil(bytes / 64) + 64
      return address | 0
    },
    _free: (address: number) => void freed.push(address >>> 0),
    tfjs: { registerTensor: () => undefined, disposeData: () => undefined },
  }
  const backend = { wasm, dataIdMap: new Map(), dataIdNextNumber: 1 } as unknown as HiddenHeap
  return { backend, given, freed }
}

const own = (count: number) => ({ shape: [count], dtype: 'float32' as const, written: null, draw: null })
const trace: HeapTrace = {
  tensors: [own(1), own(33), own(1000)],
  kernels: [{ name: 'k', inputs: {}, attrs: {}, attributesAt: null, made: [0, 1, 2], callsOnly: true }],
  result: { of: 0, shape: [1], dtype: 'float32' },
  variables: [],
}

test.each([8, 72, 64, 3 * 2 ** 30 + 8])('memory from %i on', (first) => {
  const { backend, given, freed } = heapFrom(first)
  const arena = new Arena(backend, trace)
  const places = [
    ...trace.tensors.map((tensor, i) => ({ at: arena.addressOf(i), bytes: 4 * (tensor.shape[0] ?? 0) })),
    { at: arena.block(0), bytes: 0 },
    { at: arena.block(100), bytes: 100 },
  ]
  for (const { at, bytes } of places) {
    expect(at % 64).toBe(0)
    const inside = given.filter(({ address, bytes: room }) => at >= address && at + bytes <= address + room)
    expect(inside).toHaveLength(1)
  }
  expect(new Set(places.map(({ at }) => at)).size).toBe(places.length)
  arena.dispose()
  expect(freed).toEqual(given.map(({ address }) => address))
})
