/**
 * The truth of all cases on disk: it takes jax-js and the differences a minute, too long for every browser lane. A test
 * in Node works it out anew and holds the file against it.
 */
import type { GradientCase } from './case.ts'
import { sizeOf, type Values } from './maths.ts'
import { linesOf, type Differences, type Gradients } from './truth.ts'

/** Shape of f's value, and all numbers of the truth in single precision, as base64. */
export interface StoredTruth {
  readonly shape: readonly number[]
  readonly numbers: string
}

export type StoredTruths = Readonly<Record<string, StoredTruth>>

export interface Truth {
  readonly jax: Gradients
  readonly differences: Differences
}

/** How to make the file anew. */
export const RENEW =
  'Write it anew: RENEW=1 npx vitest run --project unit test/worker/gan/gradients/truth.test.ts'

export function pack({ jax, differences }: Truth): StoredTruth {
  const numbers = Float32Array.from([
    ...[jax.value, ...jax.first, ...jax.second].flatMap(({ data }) => [...data]),
    ...differences.value.data,
    ...[...differences.first, ...differences.second].map(({ slope }) => slope),
  ])
  const bytes = [...new Uint8Array(numbers.buffer)].map((byte) => String.fromCharCode(byte))
  return { shape: jax.value.shape, numbers: btoa(bytes.join('')) }
}

export function unpack(spec: GradientCase, stored: StoredTruths): Truth {
  const entry = stored[spec.name]
  if (entry === undefined) throw new Error(`No truth of "${spec.name}" is stored. ${RENEW}`)
  const bytes = Uint8Array.from(atob(entry.numbers), (letter) => letter.charCodeAt(0))
  const numbers = new Float32Array(bytes.buffer)
  let offset = 0
  const take = (shape: readonly number[]): Values => {
    const data = Float64Array.from(numbers.subarray(offset, (offset += sizeOf(shape))))
    if (data.length !== sizeOf(shape)) throw new Error(`The truth of "${spec.name}" is too short. ${RENEW}`)
    return { shape, data }
  }
  const gradients = () => spec.inputs.map(({ shape }) => take(shape))
  const along = () => linesOf(spec).map((line) => ({ ...line, slope: take([1]).data[0] ?? NaN }))
  return {
    jax: { value: take(entry.shape), first: gradients(), second: gradients() },
    differences: { value: take(entry.shape), first: along(), second: along() },
  }
}
