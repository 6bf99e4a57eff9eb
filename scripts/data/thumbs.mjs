/** Gallery thumbnails, 96 × 96 with a transparent ground, so that they stand on light and dark alike. */
import { readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { runnerImport } from 'vite'

const SIDE = 96
/** The colour of what is real, on every surface of the page: #009E73. */
const REAL = [0x00, 0x9e, 0x73]
const DOTS = 500
const DOT_RADIUS = 1.1
/** Half side shown, as a multiple of the farthest point. */
const MARGIN = 1.08
/** Pictures stand in three rows of three, 30 pixels each, 3 apart. */
const CELL = 30
const PITCH = 33

/** @returns PNG bytes by dataset id: the very distributions the page samples, from the page's own code */
export async function pointThumbs() {
  const { POINT_SETS, pointSetFor } = await load('src/worker/data/builtin/point-sets.ts')
  const { defaultsFor } = await load('src/common/config/defaults.ts')
  const { streamFor } = await load('src/common/numbers/random.ts')
  const stream = streamFor(1, 'data')
  return Object.fromEntries(
    Object.keys(POINT_SETS).map((id) => {
      const set = pointSetFor(defaultsFor(id), null)
      return [id, dots(set.draw(stream, DOTS))]
    }),
  )
}

/** Nine gray pictures on black, as ink. */
export function inkThumb({ pictures }) {
  return montage((cell, x, y) => [...REAL, pictures[cell + 20][y * 28 + x]], 28)
}

/** Nine emoji, one or two of each group. */
export function emojiThumb({ labels, paths }) {
  const picks = [0, 0, 2, 2, 3, 4, 5, 6, 7].map((label, i) => {
    const ofLabel = labels.flatMap((other, at) => (other === label ? [at] : []))
    return PNG.sync.read(readFileSync(paths[ofLabel[(i * 7) % ofLabel.length]]))
  })
  return montage((cell, x, y) => {
    const at = (Math.floor((y * 64) / CELL) * 64 + Math.floor((x * 64) / CELL)) * 4
    return picks[cell].data.subarray(at, at + 4)
  }, CELL)
}

/** Nine faces, each pixel nearly two; what is white around them is left out. */
export function avatarThumb({ pictures }) {
  const outside = pictures.slice(0, 9).map(whiteAround)
  return montage((cell, x, y) => {
    const at = Math.floor((y * 16) / CELL) * 16 + Math.floor((x * 16) / CELL)
    return [...pictures[cell].subarray(3 * at, 3 * at + 3), outside[cell].has(at) ? 0 : 255]
  }, CELL)
}

/** Pixels that are reached from the border over white alone. */
function whiteAround(picture) {
  const reached = new Set()
  const open = Array.from({ length: 16 }, (_, i) => [i, 16 * i, 16 * i + 15]).flat()
  while (open.length > 0) {
    const at = open.pop()
    const white = [0, 1, 2].every((k) => picture[3 * at + k] === 255)
    if (reached.has(at) || !white) continue
    reached.add(at)
    if (at % 16 > 0) open.push(at - 1)
    if (at % 16 < 15) open.push(at + 1)
    if (at >= 16) open.push(at - 16)
    if (at < 240) open.push(at + 16)
  }
  return reached
}

/** The patch with most in it of each of the nine prints. */
export function photoThumb({ pictures, groups }) {
  const picks = [...groups.names.keys()].map((group) => {
    const of = pictures.filter((_, at) => groups.of[at] === group)
    return of.reduce((best, one) => (spread(one) > spread(best) ? one : best))
  })
  return montage((cell, x, y) => {
    const value = picks[cell][(y + 1) * 32 + x + 1]
    return [value, value, value, 255]
  }, CELL)
}

function spread(picture) {
  const mean = picture.reduce((sum, value) => sum + value, 0) / picture.length
  return picture.reduce((sum, value) => sum + Math.abs(value - mean), 0)
}

/** What each table's thumb shows: a number as a range of bars, and below it a category. */
const SHOWN = {
  weather: ['temp_max', 'weather'],
  birdstrikes: ['Speed IAS in knots', 'Phase of flight'],
  penguins: ['Flipper Length (mm)', 'Species'],
  wages: ['dollars an hour', 'occupation'],
}

/** @param read the bytes of a shipped table's file, by its path beside the page @returns PNG bytes by dataset id */
export async function tableThumbs(read) {
  const { loadShippedRows } = await load('src/worker/data/shipped-table.ts')
  const thumbs = Object.entries(SHOWN).map(async ([id, names]) => {
    const { summary } = await loadShippedRows(id, read, () => undefined)
    const [above, below] = names.map((name) =>
      heights(summary.card.columns.find((one) => one.name === name).picture),
    )
    return [id, bars(above, below)]
  })
  return Object.fromEntries(await Promise.all(thumbs))
}

/** In [0, 1]. */
function heights(picture) {
  const counts = picture.is === 'bars' ? picture.counts : picture.labels.slice(0, 6).map(({ count }) => count)
  const most = Math.max(...counts)
  return counts.map((count) => count / most)
}

/** Two rows of bars. */
function bars(above, below) {
  const png = new PNG({ width: SIDE, height: SIDE })
  for (let i = 0; i < SIDE * SIDE; i++) png.data.set([...REAL, 0], 4 * i)
  const row = (shares, bottom, tall) => {
    const pitch = (SIDE - 16) / shares.length
    const wide = Math.max(1, Math.floor(pitch * 0.8))
    shares.forEach((share, at) => {
      const left = Math.round(8 + at * pitch)
      const top = bottom - Math.max(1, Math.round(share * tall))
      for (let y = top; y < bottom; y++)
        for (let x = left; x < left + wide; x++) png.data[4 * (y * SIDE + x) + 3] = 220
    })
  }
  row(above, 50, 42)
  row(below, 88, 30)
  return PNG.sync.write(png)
}

/** Round dots with soft edges: coverage by distance from the centre. */
function dots(points) {
  const extent = MARGIN * points.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const png = new PNG({ width: SIDE, height: SIDE })
  for (let i = 0; i < SIDE * SIDE; i++) png.data.set([...REAL, 0], 4 * i)
  for (let i = 0; i < points.length; i += 2) {
    const cx = ((points[i] / extent + 1) / 2) * SIDE
    const cy = ((1 - points[i + 1] / extent) / 2) * SIDE
    for (let y = Math.floor(cy - 2); y <= cy + 2; y++) {
      for (let x = Math.floor(cx - 2); x <= cx + 2; x++) {
        if (x < 0 || y < 0 || x >= SIDE || y >= SIDE) continue
        const cover = Math.min(1, Math.max(0, DOT_RADIUS + 0.5 - Math.hypot(x + 0.5 - cx, y + 0.5 - cy)))
        const at = 4 * (y * SIDE + x) + 3
        png.data[at] += Math.round((255 - png.data[at]) * cover * 0.7)
      }
    }
  }
  return PNG.sync.write(png)
}

/** @param colour (cell, x, y) => RGBA of a picture's pixel @param side pixels of each picture, at most CELL */
function montage(colour, side) {
  const png = new PNG({ width: SIDE, height: SIDE })
  png.data.fill(0)
  const margin = Math.floor((CELL - side) / 2)
  for (let cell = 0; cell < 9; cell++) {
    const left = (cell % 3) * PITCH + margin
    const top = Math.floor(cell / 3) * PITCH + margin
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) png.data.set(colour(cell, x, y), 4 * ((top + y) * SIDE + left + x))
  }
  return PNG.sync.write(png)
}

async function load(path) {
  const { module } = await runnerImport(`/${path}`, { configFile: false, logLevel: 'error' })
  return module
}
