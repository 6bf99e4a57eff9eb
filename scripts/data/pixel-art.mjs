/**
 * Draws the small vector pictures of `@dicebear/pixel-art`: paths of whole coordinates with straight edges, so that a pixel is inside or
 * outside and the bytes are the same on every machine. Must not know what the pictures are of.
 */

const SIDE = 16
const TAG = /<(\/?)(path|g|mask)\b([^>]*?)\/?>/g
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g
const COMMAND = /([MHVZ])|(-?[\d.]+)/gi

/** @param svg a picture of 16 × 16 @returns [16, 16, 3], composited on white */
export function raster(svg) {
  const picture = new Float64Array(SIDE * SIDE * 3).fill(255)
  for (const { inside, colour, opacity } of layersOf(svg))
    for (let at = 0; at < SIDE * SIDE; at++) {
      if (!inside(at % SIDE, Math.floor(at / SIDE))) continue
      for (let k = 0; k < 3; k++) picture[3 * at + k] += opacity * (colour[k] - picture[3 * at + k])
    }
  return Uint8Array.from(picture, Math.round)
}

/**
 * What is filled, bottom first. A mask counts by its shape and opacity, not by its brightness: beards are masks in the colour of
 * the hair, and by brightness a dark beard would be all but invisible.
 */
function layersOf(svg) {
  const layers = []
  const masks = {}
  let mask = null
  let group = {}
  for (const [, closes, tag, text] of svg.matchAll(TAG)) {
    const given = Object.fromEntries([...text.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, value]))
    if (tag === 'mask') mask = closes ? null : given.id
    if (tag === 'g') group = closes ? {} : given
    if (tag !== 'path') continue
    const inside = insideOf(given.d, given['fill-rule'] ?? group['fill-rule'])
    const fill = given.fill ?? group.fill
    const opacity = Number(given['fill-opacity'] ?? given.opacity ?? 1)
    const through = group.mask === undefined ? null : masks[group.mask.slice('url(#'.length, -1)]
    if (mask !== null) masks[mask] = { inside, opacity }
    else if (through === null) layers.push({ inside, opacity, colour: rgb(fill) })
    else
      layers.push({
        inside: (x, y) => through.inside(x, y) && inside(x, y),
        opacity: through.opacity * opacity,
        colour: rgb(fill),
      })
  }
  return layers
}

/** Whether the middle of a pixel lies inside a path: by the upright edges to its left, each up or down (SVG 1.1, 11.3). */
function insideOf(path, rule) {
  const edges = uprightEdges(path)
  return (x, y) => {
    const crossed = edges.filter(
      (edge) => edge.x <= x && y >= Math.min(edge.from, edge.to) && y < Math.max(edge.from, edge.to),
    )
    if (rule === 'evenodd') return crossed.length % 2 === 1
    return crossed.reduce((sum, { from, to }) => sum + Math.sign(to - from), 0) !== 0
  }
}

/** A path knows M, H, V and Z, and their small letters. */
function uprightEdges(path) {
  const edges = []
  const words = [...path.matchAll(COMMAND)].map(([word]) => word)
  let [x, y, startX, startY] = [0, 0, 0, 0]
  const moveY = (to) => {
    edges.push({ x, from: y, to })
    y = to
  }
  let command = ''
  while (words.length > 0) {
    if (/[a-z]/i.test(words[0])) command = words.shift()
    const by = command === command.toLowerCase() ? [x, y] : [0, 0]
    const number = () => whole(words.shift())
    const letter = command.toUpperCase()
    if (letter === 'H') x = by[0] + number()
    else if (letter === 'V') moveY(by[1] + number())
    else if (letter === 'Z') {
      moveY(startY)
      x = startX
    } else if (letter === 'M') {
      ;[x, y] = [by[0] + number(), by[1] + number()]
      ;[startX, startY] = [x, y]
    } else throw new Error(`a path with ${command}`)
  }
  return edges
}

function whole(text) {
  const number = Number(text)
  if (!Number.isInteger(number)) throw new Error(`a path with ${text}`)
  return number
}

function rgb(fill) {
  const digits = fill.slice(1).length === 3 ? fill.slice(1).replace(/./g, '$&$&') : fill.slice(1)
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16))
}
