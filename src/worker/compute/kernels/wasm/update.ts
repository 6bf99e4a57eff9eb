/**
 * Updates of parameters and running means by our own functions, where the plain arrays' loops were a tenth of a step of
 * few pictures. Takes views of the heap for arrays; rules it has no function for stay with those loops.
 */
import { type averageArray, optimiseArrays, type ParameterArrays } from '../arrays/rules.ts'
import type { EmscriptenModule } from './heap.ts'
import { shareOf, tileShareOf, worthOfNumbers } from './parts.ts'
import type { Toolbox } from './toolbox.ts'

/** Numbers whose squares are added up in single precision before they go into a sum in double precision. */
const BLOCK = 4096
/** Numbers of a vector: as many sums a block leaves. */
const LANES = 4

/** As `optimiseArrays`. */
export function optimiseOnHeap(tools: Toolbox, module: EmscriptenModule): typeof optimiseArrays {
  return (attributes, time, arrays) => {
    const { mean, square } = arrays
    if (attributes.rule !== 'adam' || attributes.bound > 0 || mean === null || square === null) {
      return optimiseArrays(attributes, time, arrays)
    }
    const { beta1, beta2, epsilon, rate } = attributes
    const numbers = [
      beta1,
      1 - beta1,
      beta2,
      1 - beta2,
      rate / (1 - beta1 ** time),
      1 / (1 - beta2 ** time),
      epsilon,
    ]
    return inBlocks(tools, module, { ...arrays, mean, square }, numbers)
  }
}

type Moments = ParameterArrays & { mean: Float32Array; square: Float32Array }

/** @returns Σg² */
function inBlocks(
  tools: Toolbox,
  module: EmscriptenModule,
  arrays: Moments,
  numbers: readonly number[],
): number {
  // Taken before the addresses: room can make the heap grow, which leaves the views without it.
  const addresses = [arrays.parameter, arrays.gradient, arrays.mean, arrays.square].map(
    (view) => view.byteOffset,
  )
  const count = arrays.parameter.length
  const blocks = Math.ceil(count / BLOCK)
  const sums = tools.room('sums', LANES * 4 * blocks)
  tools.together(worthOfNumbers(count, blocks), (own, part, parts) => {
    const [from, end] = shareOf(blocks, part, parts)
    for (let block = from; block < end; block++) {
      const first = block * BLOCK
      const places = addresses.map((address) => address + 4 * first)
      own.adam(Math.min(BLOCK, count - first), ...places, sums + LANES * 4 * block, ...numbers)
    }
  })
  // In the order of the blocks, whoever made them.
  let sum = 0
  for (let lane = 0; lane < LANES * blocks; lane++) sum += module.HEAPF32[sums / 4 + lane] ?? 0
  return sum
}

/** As `averageArray`. */
export function averageOnHeap(tools: Toolbox): typeof averageArray {
  return (mean, fresh, kept) => {
    if (kept === 0) mean.set(fresh)
    else
      tools.together(worthOfNumbers(mean.length), (own, part, parts) => {
        const [first, end] = tileShareOf(mean.length, part, parts, LANES)
        if (first < end)
          own.approach(end - first, mean.byteOffset + 4 * first, fresh.byteOffset + 4 * first, 1 - kept)
      })
  }
}
