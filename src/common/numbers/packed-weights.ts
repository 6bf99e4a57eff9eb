/** Weights as this project ships them: a mark and a version, float32 little endian, kernels in int8. Knows no network. */

/** Whether the file begins with these four letters and this version. */
export function hasMark(view: DataView, mark: string, version: number): boolean {
  const letters = [0, 1, 2, 3].map((i) => String.fromCharCode(view.getUint8(i))).join('')
  return letters === mark && view.getUint8(4) === version
}

export function floatsAt(view: DataView, at: number, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => view.getFloat32(at + 4 * i, true))
}

/** A kernel of `count` weights, its last axis the outputs: a scale per output, then int8; weight = value · scale. */
export function kernelAt(view: DataView, at: number, count: number, outputs: number): Float32Array {
  const scales = floatsAt(view, at, outputs)
  const from = at + 4 * outputs
  return Float32Array.from({ length: count }, (_, i) => view.getInt8(from + i) * (scales[i % outputs] ?? 0))
}
