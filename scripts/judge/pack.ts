/** Writes the judge's file. The layout stands in src/worker/evaluation/classifier/weights.ts, which reads it. */
import { JUDGE_MARK, JUDGE_SHAPES, JUDGE_VERSION } from '../../src/worker/evaluation/classifier/weights.ts'

/** @param tensors in the order and the shapes of JUDGE_SHAPES */
export function pack(tensors: readonly Float32Array[]): Uint8Array {
  const bodies = JUDGE_SHAPES.map(({ shape }, i) => {
    const values = tensors[i] ?? new Float32Array()
    return shape.length === 1 ? floats(values) : quantised(values, shape[shape.length - 1] ?? 1)
  })
  return Buffer.concat([Buffer.from(JUDGE_MARK), Buffer.from([JUDGE_VERSION]), ...bodies])
}

/** A scale per output, so that each output's largest weight is ±127, then int8. */
function quantised(values: Float32Array, outputs: number): Buffer {
  const scales = new Float32Array(outputs)
  values.forEach((value, i) => {
    scales[i % outputs] = Math.max(scales[i % outputs] ?? 0, Math.abs(value) / 127)
  })
  const whole = Array.from(values, (value, i) => Math.round(value / (scales[i % outputs] || 1)))
  return Buffer.concat([floats(scales), Buffer.from(Int8Array.from(whole).buffer)])
}

function floats(values: Float32Array): Buffer {
  const buffer = Buffer.alloc(4 * values.length)
  values.forEach((value, i) => buffer.writeFloatLE(value, 4 * i))
  return buffer
}
