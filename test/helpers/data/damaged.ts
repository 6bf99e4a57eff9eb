// Files with some bytes written over, by a seed.
import { integers, streamFor } from '../../../src/common/numbers/random.ts'

/** One to three places: a byte, or a run of bytes as large numbers have them. */
export function damaged(bytes: Uint8Array, seed: number): Uint8Array<ArrayBuffer> {
  const forged = Uint8Array.from(bytes)
  const [places = 0, ...draws] = integers(streamFor(seed, 'data'), 10, 2 ** 30)
  for (let i = 0; i <= places % 3; i++) {
    const [at = 0, how = 0, value = 0] = draws.slice(3 * i)
    const lies = [[value % 256], [0], [255], [255, 255, 255, 255, 7].slice(0, 1 + (value % 5))]
    forged.set(lies[how % 4] ?? [], 8 + (at % (bytes.length - 20)))
  }
  return forged
}
