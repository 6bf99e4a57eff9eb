/** Random numbers drawn on the heap. Must not know what they are for. */
import type { KernelFunc } from '@tensorflow/tfjs'
import { PARITY } from '../../../../common/numbers/random.ts'
import type { UniformsAttributes } from '../../../gan/kernels/draws.ts'
import { UNIFORMS_OF_A_TURN } from './code/threefry.ts'
import { addressOf, asWasm } from './heap.ts'
import type { Toolbox } from './toolbox.ts'

/** `DRAW_UNIFORMS` */
export function uniformsKernel(tools: Toolbox): KernelFunc {
  return ({ attrs, backend }) => {
    const { key0, key1, size } = attrs as unknown as UniformsAttributes
    const wasm = asWasm(backend)
    const out = wasm.makeOutput([size], 'float32')
    const bytes = 4 * UNIFORMS_OF_A_TURN
    const whole = Math.floor(size / UNIFORMS_OF_A_TURN)
    const rest = size - whole * UNIFORMS_OF_A_TURN
    const key2 = PARITY ^ key0 ^ key1
    const to = addressOf(wasm, out)
    tools.uniforms(whole, 0, key0, key1, key2, to)
    if (rest > 0) {
      // The last turn is drawn elsewhere: it would reach past the tensor. A counter gives two numbers.
      const room = tools.room('sums', bytes)
      tools.uniforms(1, (whole * UNIFORMS_OF_A_TURN) / 2, key0, key1, key2, room)
      wasm.wasm.HEAPU8.copyWithin(to + whole * bytes, room, room + 4 * rest)
    }
    return out
  }
}
