/**
 * Makes the sets of the study on own pictures (docs/verdict.md) that come from vector drawings and sprite sheets: flags, emoji,
 * avatars. In an empty folder:
 *
 *   npm i flag-icons@7.5.0 emoji-datasource-twitter@16.0.0 @dicebear/core@9.4.3 @dicebear/collection@9.4.3 sharp@0.35
 *   node from-drawings.mjs          (a copy of this file there) writes sets/NAME.bin and sets/NAME.json
 *
 * from-packages.py makes the others there.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import * as styles from '@dicebear/collection'
import { createAvatar } from '@dicebear/core'
import sharp from 'sharp'

const WHITE = { background: '#fff' }
const FLAGS = 'node_modules/flag-icons/flags/1x1'
const EMOJI = 'node_modules/emoji-datasource-twitter'
/** Cells of the sheet are 32 px with a border of 1 px. */
const CELL = 34

mkdirSync('sets', { recursive: true })

function save(name, size, pictures) {
  writeFileSync(`sets/${name}.bin`, Buffer.concat(pictures))
  const about = { name, size, channels: 3, count: pictures.length }
  writeFileSync(`sets/${name}.json`, JSON.stringify(about))
}

/** [size, size, 3] bytes. */
async function drawn(source, size, density = 96) {
  const picture = sharp(source, { density }).resize(size, size, { fit: 'fill', kernel: 'lanczos3' })
  return picture.flatten(WHITE).removeAlpha().toColourspace('srgb').raw().toBuffer()
}

const all = (sources, size) => Promise.all(sources.map((source) => drawn(source, size)))
const spread = (list, count, from = 0) =>
  Array.from({ length: count }, (_, i) => list[from + Math.floor((i * (list.length - from)) / count)])

const flags = readdirSync(FLAGS)
  .sort()
  .map((file) => readFileSync(`${FLAGS}/${file}`))
for (const size of [16, 32]) save(`flags${size}`, size, await all(flags, size))
save('fewflags16', 16, await all(spread(flags, 48, 3), 16))

const emoji = JSON.parse(readFileSync(`${EMOJI}/emoji.json`, 'utf8'))
const cut = async ({ sheet_x: x, sheet_y: y }, size) => {
  const area = { left: x * CELL + 1, top: y * CELL + 1, width: 32, height: 32 }
  const cell = await sharp(`${EMOJI}/img/twitter/sheets/32.png`).extract(area).flatten(WHITE).toBuffer()
  return sharp(cell).resize(size, size).removeAlpha().raw().toBuffer()
}
const faces = emoji.filter(
  ({ category, subcategory, short_name: name }) =>
    category === 'Smileys & Emotion' && /face|smil|grin|cat|eyes|emotion/.test(subcategory + name),
)
const things = emoji.filter(({ category }) => ['Animals & Nature', 'Food & Drink'].includes(category))
save('faces32', 32, await Promise.all(faces.map((one) => cut(one, 32))))
save('things32', 32, await Promise.all(things.map((one) => cut(one, 32))))
save('fewfaces16', 16, await Promise.all(faces.slice(0, 40).map((one) => cut(one, 16))))

const backgroundColor = ['b6e3f4', 'c0aede', 'd1d4f9', 'ffd5dc', 'ffdfbf']
for (const [name, style, count, size, options] of [
  ['avatars', styles.avataaars, 400, 32, { backgroundColor }],
  ['thumbs', styles.thumbs, 300, 32, {}],
  ['pixelart', styles.pixelArt, 200, 16, { backgroundColor }],
]) {
  const svg = (i) => createAvatar(style, { seed: `s${i}`, size: 4 * size, ...options }).toString()
  const pictures = Array.from({ length: count }, (_, i) => drawn(Buffer.from(svg(i)), size, 72))
  save(`${name}${size}`, size, await Promise.all(pictures))
}
