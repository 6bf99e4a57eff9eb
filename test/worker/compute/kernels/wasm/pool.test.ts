/** Kernels on threads of our own: the same numbers to the last bit however many there are, and what happens where a thread is late or gone. */
import { createHash } from 'node:crypto'
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs'
import { afterEach, describe, expect, test } from 'vitest'
import { fork, normals, streamFor } from '../../../../../src/common/numbers/random.ts'
import {
  convolutionKernel,
  filterGradientKernel,
  inputGradientKernel,
} from '../../../../../src/worker/compute/kernels/wasm/conv/convolution.ts'
import {
  leakyReluKernel,
  maskKernel,
  stepKernel,
  tanhKernel,
  tileKernel,
} from '../../../../../src/worker/compute/kernels/wasm/elementwise.ts'
import { concatKernel } from '../../../../../src/worker/compute/kernels/wasm/join.ts'
import { READY, TAKEN } from '../../../../../src/worker/compute/kernels/wasm/pool/control.ts'
import {
  normaliseGradientKernel,
  normaliseKernel,
} from '../../../../../src/worker/compute/kernels/wasm/norm/normalise.ts'
import {
  momentsKernel,
  normaliseSumsKernel,
  sumRowsKernel,
} from '../../../../../src/worker/compute/kernels/wasm/norm/sums.ts'
import { matMulKernel } from '../../../../../src/worker/compute/kernels/wasm/mat-mul.ts'
import { shareOf, tileShareOf, worthOf } from '../../../../../src/worker/compute/kernels/wasm/parts.ts'
import { placeList } from '../../../../../src/worker/compute/kernels/wasm/pool/tape.ts'
import { Notes, type OwnCall } from '../../../../../src/worker/compute/record/heap/notes.ts'
import { ownOperation } from '../../../../../src/worker/compute/record/heap/operations.ts'
import { rowwiseKernel } from '../../../../../src/worker/compute/kernels/wasm/rowwise.ts'
import { averageOnHeap, optimiseOnHeap } from '../../../../../src/worker/compute/kernels/wasm/update.ts'
import { nodeThread, sharedHeap, type SharedHeap } from '../../../../helpers/engine/shared-heap.ts'

const open: SharedHeap[] = []
const heapOf = async (...at: Parameters<typeof sharedHeap>) => {
  const heap = await sharedHeap(...at)
  open.push(heap)
  return heap
}
afterEach(() => open.splice(0).forEach(({ tools }) => tools.end()))

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1)
const numbersOf = (shape: readonly number[], seed: number) =>
  normals(fork(streamFor(seed, 'data'), 0), sizeOf(shape))
const never: KernelFunc = () => {
  throw new Error('This was not to be left to tfjs.')
}

/** Of every bit: comparing long lists one by one takes longer than making them. */
function digest(values: Float32Array): string {
  return createHash('sha256').update(values).digest('hex')
}

interface Case {
  readonly name: string
  readonly kernel: (heap: SharedHeap) => KernelFunc
  readonly inputs: Readonly<Record<string, readonly number[]>>
  readonly attrs: object
}

const plain = { pad: 'same', dataFormat: 'NHWC', dilations: 1 }
const CASES: readonly Case[] = [
  ...[
    { a: [61, 130], b: [130, 75], transposeA: false, transposeB: false },
    { a: [130, 61], b: [130, 75], transposeA: true, transposeB: false },
    { a: [61, 130], b: [75, 130], transposeA: false, transposeB: true },
    { a: [3, 200, 70], b: [1, 70, 90], transposeA: false, transposeB: false },
    // Many turns: what is packed is packed in pieces.
    { a: [37, 900], b: [900, 130], transposeA: false, transposeB: false },
    // A single column costs as much as a tile of them.
    { a: [301, 403], b: [403, 1], transposeA: false, transposeB: false },
    { a: [403, 301], b: [403, 1], transposeA: true, transposeB: false },
  ].map(({ a, b, ...attrs }) => ({
    name: `a product of [${a.join()}] and [${b.join()}]`,
    kernel: ({ tools }: SharedHeap) => matMulKernel(tools, never),
    inputs: { a, b },
    attrs,
  })),
  {
    name: 'a rectifier',
    kernel: ({ tools }) => leakyReluKernel(tools),
    inputs: { x: [40_003] },
    attrs: { alpha: 0.2 },
  },
  {
    name: 'a vector added to rows',
    kernel: ({ tools }) => rowwiseKernel(tools, ({ addRows }) => addRows, true, never),
    inputs: { a: [9001, 33], b: [33] },
    attrs: {},
  },
  {
    name: 'a product number by number',
    kernel: ({ tools }) => rowwiseKernel(tools, ({ multiplyRows }) => multiplyRows, true, never),
    inputs: { a: [301, 303], b: [301, 303] },
    attrs: {},
  },
  { name: 'a step', kernel: ({ tools }) => stepKernel(tools, never), inputs: { x: [90_005] }, attrs: {} },
  { name: 'a tanh', kernel: ({ tools }) => tanhKernel(tools), inputs: { x: [80_002] }, attrs: {} },
  {
    name: 'a product with a bias and a rectifier',
    kernel: ({ tools }) => matMulKernel(tools, never),
    inputs: { a: [301, 70], b: [70, 190], bias: [190] },
    attrs: { activation: 'leakyrelu', leakyreluAlpha: 0.1 },
  },
  {
    name: 'channels side by side',
    kernel: ({ tools }) => concatKernel(tools, never),
    inputs: { 0: [3, 30, 30, 7], 1: [3, 30, 30, 16] },
    attrs: { axis: 3 },
  },
  {
    name: 'rows repeated',
    kernel: ({ tools }) => tileKernel(tools, never),
    inputs: { x: [1, 33] },
    attrs: { reps: [9001, 1] },
  },
  {
    name: 'a mask',
    kernel: ({ tools }) => maskKernel(tools),
    inputs: { x: [90_005], mask: [90_005] },
    attrs: { slope: 0.2 },
  },
  ...[
    [9001, 33],
    [3137, 64],
    [70_001, 1],
  ].flatMap((x) => {
    const c = x.slice(1)
    const attrs = { epsilon: 1e-5, slope: 0.2 }
    const named = (what: string) => `${what} of [${x.join()}]`
    return [
      { name: named('sums'), kernel: ({ tools }: SharedHeap) => sumRowsKernel(tools), inputs: { x }, attrs },
      {
        name: named('moments'),
        kernel: ({ tools }: SharedHeap) => momentsKernel(tools),
        inputs: { x },
        attrs,
      },
      {
        name: named('batch norm'),
        kernel: ({ tools }: SharedHeap) => normaliseKernel(tools),
        inputs: { x, mean: c, variance: c, scale: c, offset: c },
        attrs,
      },
      {
        name: named('batch norm’s sums'),
        kernel: ({ tools }: SharedHeap) => normaliseSumsKernel(tools),
        inputs: { x, dy: x, mean: c, variance: c },
        attrs,
      },
      {
        name: named('batch norm’s gradient'),
        kernel: ({ tools }: SharedHeap) => normaliseGradientKernel(tools),
        inputs: { x, dy: x, mean: c, variance: c, scale: c, sums: c, along: c },
        attrs,
      },
    ]
  }),
  ...[
    { picture: [6, 20, 20, 9], strides: 1, kind: 'over patches' },
    { picture: [6, 20, 20, 9], strides: 2, kind: 'over patches' },
    // Tiles of four by four and of two by two, in more than one block.
    { picture: [12, 22, 22, 32], strides: 2, kind: 'over large tiles' },
    { picture: [160, 4, 4, 48], strides: 2, kind: 'over small tiles' },
  ].flatMap(({ picture, strides, kind }) => {
    const [count = 0, height = 0, width = 0, channels = 0] = picture
    const filter = [4, 4, channels, 24]
    const out = [count, height / strides, width / strides, 24]
    return [
      {
        name: `a convolution of stride ${strides} ${kind}`,
        kernel: ({ tools }: SharedHeap) => convolutionKernel(tools, never),
        inputs: { x: picture, filter },
        attrs: { ...plain, strides },
      },
      {
        name: `the gradient of its filter, stride ${strides}, ${kind}`,
        kernel: ({ tools }: SharedHeap) => filterGradientKernel(tools),
        inputs: { x: picture, dy: out },
        attrs: { ...plain, strides, filterShape: filter },
      },
      {
        name: `the gradient of its pictures, stride ${strides}, ${kind}`,
        kernel: ({ tools }: SharedHeap) => inputGradientKernel(tools),
        inputs: { dy: out, filter },
        attrs: { ...plain, strides, inputShape: picture },
      },
    ]
  }),
]

function given(heap: SharedHeap, inputs: Case['inputs']): Record<string, TensorInfo> {
  const tensors = Object.entries(inputs).map(([name, shape], i) => {
    const values = numbersOf(shape, i + 1)
    return [name, heap.put(shape, name === 'variance' ? values.map(Math.abs) : values)]
  })
  return Object.fromEntries(tensors) as Record<string, TensorInfo>
}

/** All that a kernel gave, one after the other. */
function allOf(heap: SharedHeap, outs: TensorInfo | TensorInfo[]): Float32Array {
  return Float32Array.from([outs].flat().flatMap((out) => [...heap.read(out)]))
}

function made(heap: SharedHeap, { kernel, inputs, attrs }: Case): Float32Array {
  const call = { inputs: given(heap, inputs), attrs: attrs as never, backend: heap.backend }
  return allOf(heap, kernel(heap)(call))
}

describe.each([2, 3, 4, 8])('%i threads', (threads) => {
  test.each(CASES)('make $name as one does, to the last bit', async (one) => {
    const [alone, together] = [await heapOf(1), await heapOf(threads)]
    expect(together.tools.threads).toBe(threads)
    const expected = made(alone, one)
    // Again and again: what is right once may have been luck.
    for (let turn = 0; turn < 4; turn++) expect(digest(made(together, one))).toBe(digest(expected))
    expect(expected.some((value) => Math.abs(value) > 0.5)).toBe(true)
  })
})

/** As `made`, from calls that were written down before: as a recorded step makes it, again and again. */
function recorded(heap: SharedHeap, one: Case): () => Float32Array {
  const { loaded, tools, memory } = heap
  const room = (bytes: number) => heap.room(bytes)
  const rooms = new Map<string, { bytes: number; address: number }>()
  const notes = new Notes({
    names: loaded.names,
    ...{ tileRows: tools.tileRows, threads: tools.threads },
    room: (part, slot, bytes) => {
      const held = rooms.get(`${part} ${slot}`)
      if (held !== undefined && held.bytes >= bytes) return held.address
      rooms.set(`${part} ${slot}`, { bytes, address: room(bytes) })
      return rooms.get(`${part} ${slot}`)?.address ?? 0
    },
  })
  const inputs = given(heap, one.inputs)
  let outs: TensorInfo | TensorInfo[] = []
  const noted = notes.of(() => {
    const call = { inputs, attrs: one.attrs as never, backend: heap.backend }
    outs = one.kernel({ ...heap, tools: notes.tools })(call)
  })
  const kernels = {
    functions: loaded.functions,
    play: tools.play,
    place: (calls: readonly OwnCall[], block: (bytes: number) => number) =>
      placeList(memory, calls, loaded.names, block),
  }
  const operations = (noted ?? []).map((call) => {
    if ('native' in call) throw new Error('Nothing here is left to tfjs.')
    return ownOperation(call, kernels, room)
  })
  return () => {
    for (const operation of operations) operation(0)
    return allOf(heap, outs)
  }
}

describe.each([1, 2, 4, 8])('%i threads', (threads) => {
  test.each(CASES)('make $name from lists on the heap, to the last bit', async (one) => {
    const [alone, together] = [await heapOf(1), await heapOf(threads)]
    const expected = digest(made(alone, one))
    const play = recorded(together, one)
    for (let turn = 0; turn < 4; turn++) expect(digest(play())).toBe(expected)
  })
})

describe.each([2, 8])('%i threads', (threads) => {
  test('update weights and means as one does, sums of squares as well', async () => {
    const count = 100_003
    const updated = (heap: SharedHeap) => {
      const [parameter, gradient, mean, square, average] = [1, 2, 3, 4, 5].map((seed) =>
        heap.put([count], numbersOf([count], seed).map(seed === 4 ? Math.abs : (value) => value)),
      )
      const view = (tensor: TensorInfo | undefined) => {
        if (tensor === undefined) throw new Error('Five were put.')
        const { memoryOffset } = heap.backend.dataIdMap.get(tensor.dataId)
        return new Float32Array(heap.backend.wasm.HEAPU8.buffer, memoryOffset, count)
      }
      const arrays = {
        ...{ parameter: view(parameter), gradient: view(gradient), mean: view(mean), square: view(square) },
      }
      const rates = { rate: 0.01, beta1: 0.5, beta2: 0.99, epsilon: 1e-8, bound: 0, count: 1 }
      const rule = { rule: 'adam', ...rates } as Parameters<ReturnType<typeof optimiseOnHeap>>[0]
      const squares = optimiseOnHeap(heap.tools, heap.backend.wasm)(rule, 3, arrays)
      averageOnHeap(heap.tools)(view(average), arrays.parameter, 0.9)
      return [[squares], ...Object.values(arrays).map((values) => [...values]), [...view(average)]]
    }
    expect(updated(await heapOf(threads))).toEqual(updated(await heapOf(1)))
  })
})

test('work goes on where the helpers get no turn: the thread that asks makes their parts', async () => {
  // They say that they are ready, and never look at their lists.
  const asleep = `
    const { parentPort } = require('node:worker_threads')
    parentPort.once('message', () => { parentPort.postMessage('ready') })
  `
  const [alone, together] = [await heapOf(1), await heapOf(4, () => nodeThread(asleep))]
  for (const one of CASES.slice(0, 3)) {
    expect(made(together, one)).toEqual(made(alone, one))
    expect(recorded(together, one)()).toEqual(made(alone, one))
  }
})

test('a thread that takes its list and is gone stops the step, and later ones are made without it', async () => {
  const taking = `
    const { parentPort } = require('node:worker_threads')
    parentPort.once('message', ({ buffer, state }) => {
      const states = new Int32Array(buffer)
      parentPort.postMessage('ready')
      const take = () => (Atomics.compareExchange(states, state, ${READY}, ${TAKEN}) === ${READY} ? 0 : setImmediate(take))
      take()
    })
  `
  const [alone, together] = [await heapOf(1), await heapOf(2, () => nodeThread(taking), 300)]
  const [, , , product, ...others] = CASES
  if (product === undefined) throw new Error('no case')
  const failed = () => {
    // It may be slow to look: then its part is made by the one that asks.
    for (let turn = 0; turn < 200; turn++) made(together, product)
  }
  expect(failed).toThrow(expect.objectContaining({ code: 'thread-gone' }))
  for (const one of [product, ...others.slice(0, 3)]) {
    expect(digest(made(together, one))).toBe(digest(made(alone, one)))
    expect(digest(recorded(together, one)())).toBe(digest(made(alone, one)))
  }
})

test('threads that do not start are done without', async () => {
  const heap = await heapOf(3, () => nodeThread('throw new Error("forbidden")'))
  expect(heap.tools.threads).toBe(1)
})

describe('work is cut', () => {
  test('into as many parts as are worth a thread', () => {
    expect(worthOf(10_000, 8)).toBe(1)
    expect(worthOf(1e9, 8)).toBe(8)
    expect(worthOf(700_000, 8)).toBe(2)
  })

  test('so that each piece is in one part', () => {
    for (const parts of [1, 2, 3, 7]) {
      const all = Array.from({ length: parts }, (_, part) => shareOf(20, part, parts))
      expect(all.map(([from]) => from)).toEqual([0, ...all.slice(0, -1).map(([, end]) => end)])
      expect(all.at(-1)?.[1]).toBe(20)
      const tiles = Array.from({ length: parts }, (_, part) => tileShareOf(20, part, parts, 6))
      expect(tiles.map(([from]) => from)).toEqual([0, ...tiles.slice(0, -1).map(([, end]) => end)])
      expect(tiles.every(([from]) => from % 6 === 0 || from === 20)).toBe(true)
      expect(tiles.at(-1)?.[1]).toBe(20)
    }
  })
})
