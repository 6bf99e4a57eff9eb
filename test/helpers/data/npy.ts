/** NumPy arrays, byte by byte after their specification. */

export function npy(descr: string, shape: readonly number[], data: Uint8Array, fortran = false): Uint8Array {
  const sides = shape.length === 1 ? `${shape[0] ?? 0},` : shape.join(', ')
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${sides}), }`
  const header = text.padEnd(117) + '\n'
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]),
      Buffer.from(header),
      data,
    ]),
  )
}
/** The bytes of typed numbers. */
export const raw = (array: ArrayBufferView) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
