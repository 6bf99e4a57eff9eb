/**
 * Twemoji at 32 × 32 on white, with the emoji's group as class. What looks like one that is there already is left out:
 * skin tones (never taken), flags of dependent territories, the same figure with another hair or profession badge.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { sourceFolder } from './sources.mjs'

const SIDE = 32
/** Two pictures whose mean absolute difference is below this (of 255) are taken for the same. */
const SAME = 4

export function emoji() {
  const folder = sourceFolder('emoji-datasource-twitter')
  const entries = JSON.parse(readFileSync(join(folder, 'emoji.json'), 'utf8'))
    .filter((entry) => entry.has_img_twitter && entry.category !== 'Component')
    .sort((a, b) => a.sort_order - b.sort_order)
  const kept = []
  for (const { image, category } of entries) {
    const path = join(folder, 'img/twitter/64', image)
    if (!existsSync(path)) continue
    const picture = halveOnWhite(PNG.sync.read(readFileSync(path)))
    if (kept.every((other) => difference(other.picture, picture) >= SAME))
      kept.push({ picture, category, path })
  }
  const classes = [...new Set(kept.map(({ category }) => category))]
  return {
    side: SIDE,
    channels: 3,
    classes,
    labels: kept.map(({ category }) => classes.indexOf(category)),
    pictures: kept.map(({ picture }) => picture),
    paths: kept.map(({ path }) => path),
  }
}

/** 64 × 64 RGBA to 32 × 32 RGB: composited on white, then averaged two by two. */
function halveOnWhite({ width, height, data }) {
  if (width !== 2 * SIDE || height !== 2 * SIDE) throw new Error(`an emoji of ${width} × ${height}`)
  const out = new Uint8Array(SIDE * SIDE * 3)
  for (let i = 0; i < out.length; i++) {
    const channel = i % 3
    const x = Math.floor(i / 3) % SIDE
    const y = Math.floor(i / 3 / SIDE)
    let sum = 0
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]) {
      const at = ((2 * y + dy) * width + 2 * x + dx) * 4
      const alpha = data[at + 3] / 255
      sum += data[at + channel] * alpha + 255 * (1 - alpha)
    }
    out[i] = Math.round(sum / 4)
  }
  return out
}

function difference(a, b) {
  const enough = SAME * a.length
  let sum = 0
  for (let i = 0; i < a.length && sum < enough; i++) sum += Math.abs(a[i] - b[i])
  return sum / a.length
}
