/** Writes the shipped format. The layout stands in src/worker/data/shipped-format.ts, which reads it. */
import { gzipSync } from 'fflate'

/**
 * @param images { side, channels, classes: string[], labels: number[], pictures: Uint8Array[] } pictures NHWC
 * @returns bytes of the file: the same for the same images on every machine
 */
export function pack({ side, channels, classes, labels, pictures }) {
  const length = side * side * channels
  if (labels.length !== pictures.length || pictures.some((picture) => picture.length !== length))
    throw new Error(`every picture must have ${length} bytes and a label`)
  const guessed = pictures.map((picture) => paethDifferences(picture, side, channels))
  const files = [pictures, guessed].map((bodies, filter) =>
    gzipSync(layOut({ side, channels, filter, classes, labels, bodies }), { level: 9, mem: 12, mtime: 0 }),
  )
  return files[0].length <= files[1].length ? files[0] : files[1]
}

function layOut({ side, channels, filter, classes, labels, bodies }) {
  const names = Buffer.from(classes.join('\n'))
  const header = Buffer.alloc(14)
  header.write('GNVS')
  header.set([1, side, channels, filter], 4)
  header.writeUInt32LE(bodies.length, 8)
  header.writeUInt16LE(names.length, 12)
  return Buffer.concat([header, names, Buffer.from(labels), ...bodies])
}

/** Each byte as its difference from Paeth's guess (PNG specification, 9.4). */
function paethDifferences(picture, side, channels) {
  const stride = side * channels
  return picture.map((value, at) => {
    const hasLeft = at % stride >= channels
    const hasUp = at >= stride
    const left = hasLeft ? picture[at - channels] : 0
    const up = hasUp ? picture[at - stride] : 0
    const corner = hasLeft && hasUp ? picture[at - stride - channels] : 0
    const guess = left + up - corner
    const off = [left, up, corner].map((candidate) => Math.abs(guess - candidate))
    const nearest = off[0] <= off[1] && off[0] <= off[2] ? left : off[1] <= off[2] ? up : corner
    return value - nearest
  })
}
