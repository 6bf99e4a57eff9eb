/** A file of floats in the making, one tensor after another, and where each lies in it. Writes nothing. */
import type { Slot } from '../job.ts'

export interface Floats {
  add(shape: readonly number[], data: Float32Array): Slot
  bytes(): Uint8Array
}

export function openFloats(): Floats {
  const parts: Float32Array[] = []
  let length = 0
  return {
    add: (shape, data) => {
      const offset = length
      parts.push(data)
      length += data.length
      return { shape: [...shape], offset }
    },
    bytes: () => {
      const floats = new Float32Array(length)
      let at = 0
      for (const part of parts) {
        floats.set(part, at)
        at += part.length
      }
      return new Uint8Array(floats.buffer)
    },
  }
}
