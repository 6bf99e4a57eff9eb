/** Writes the shipped format. The layout stands in src/worker/data/shipped-format.ts, which reads it. */
import { gzipSync } from 'fflate'

/**
 * Version 1 where there are classes and nothing else, as all files were once; else version 2.
 * @param images { side, channels, classes: string[], labels: number[], pictures: Uint8Array[] } pictures NHWC; and where there are
 *   such: attributes: { name, kind, values: number[] }[], groups: { names, heldOut: string[], of: number[] }
 * @returns bytes of the file: the same for the same images on every machine
 */
export function pack(images) {
  const { side, channels, pictures } = images
  const length = side * side * channels
  const told = toldOf(images)
  const fits = told.columns.every((column) => column.length === pictures.length)
  if (!fits || pictures.some((picture) => picture.length !== length))
    throw new Error(`every picture must have ${length} bytes and all that is told of it`)
  const guessed = pictures.map((picture) => paethDifferences(picture, side, channels))
  const files = [pictures, guessed].map((bodies, filter) =>
    gzipSync(layOut({ side, channels, filter, ...told, bodies }), { level: 9, mem: 12, mtime: 0 }),
  )
  return files[0].length <= files[1].length ? files[0] : files[1]
}

/** What comes before the pixels: a text, and a byte of each picture for each column. */
function toldOf({ classes, labels, attributes = [], groups = null }) {
  if (classes.length > 0 && attributes.length === 0 && groups === null)
    return { version: 1, text: classes.join('\n'), columns: [labels] }
  const description = {
    classes,
    attributes: attributes.map(({ name, kind }) => ({ name, kind })),
    groups: groups && {
      names: groups.names,
      heldOut: groups.heldOut.map((name) => groups.names.indexOf(name)),
    },
  }
  const columns = [
    ...(classes.length > 0 ? [labels] : []),
    ...attributes.map(({ values }) => values),
    ...(groups === null ? [] : [groups.of]),
  ]
  return { version: 2, text: JSON.stringify(description), columns }
}

function layOut({ version, side, channels, filter, text, columns, bodies }) {
  const told = Buffer.from(text)
  const header = Buffer.alloc(14)
  header.write('GNVS')
  header.set([version, side, channels, filter], 4)
  header.writeUInt32LE(bodies.length, 8)
  header.writeUInt16LE(told.length, 12)
  return Buffer.concat([header, told, ...columns.map((column) => Buffer.from(column)), ...bodies])
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
