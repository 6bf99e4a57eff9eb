/**
 * Makes the sets of the studies on own pictures (docs/verdict.md, docs/own-pictures.md) that come from vector drawings and sprite
 * sheets: flags, emoji, icons, avatars. In an empty folder:
 *
 *   npm i flag-icons@7.5.0 emoji-datasource-twitter@16.0.0 emoji-datasource-google@16.0.0 \
 *     @tabler/icons@3.52.0 @dicebear/core@9.4.3 @dicebear/collection@9.4.3 sharp@0.35
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
const ICONS = 'node_modules/@tabler/icons/icons/outline'

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
for (const size of [16, 32, 64]) save(`flags${size}`, size, await all(flags, size))
save('fewflags16', 16, await all(spread(flags, 48, 3), 16))

save('fewflags32', 32, await all(spread(flags, 60, 2), 32))

/** Faces and things of one maker, cut out of the sheet whose cells have that side and a border of 1 px. */
async function emojiOf(maker, side, size) {
  const folder = `node_modules/emoji-datasource-${maker}`
  const emoji = JSON.parse(readFileSync(`${folder}/emoji.json`, 'utf8'))
  const cut = async ({ sheet_x: x, sheet_y: y }) => {
    const cell = side + 2
    const area = { left: x * cell + 1, top: y * cell + 1, width: side, height: side }
    const one = await sharp(`${folder}/img/${maker}/sheets/${side}.png`)
      .extract(area)
      .flatten(WHITE)
      .toBuffer()
    return sharp(one).resize(size, size).removeAlpha().raw().toBuffer()
  }
  const faces = emoji.filter(
    ({ category, subcategory, short_name: name }) =>
      category === 'Smileys & Emotion' && /face|smil|grin|cat|eyes|emotion/.test(subcategory + name),
  )
  const things = emoji.filter(({ category }) => ['Animals & Nature', 'Food & Drink'].includes(category))
  return { faces: await Promise.all(faces.map(cut)), things: await Promise.all(things.map(cut)) }
}
const twemoji = await emojiOf('twitter', 32, 32)
save('faces32', 32, twemoji.faces)
save('things32', 32, twemoji.things)
save('fewfaces16', 16, (await emojiOf('twitter', 32, 16)).faces.slice(0, 40))
// In another maker's drawing, as what the page ships was taught on the first.
for (const size of [32, 64]) {
  const noto = await emojiOf('google', size, size)
  save(`notofaces${size}`, size, noto.faces)
  save(`notothings${size}`, size, noto.things)
}

const icons = readdirSync(ICONS).sort()
const drawing = (file) =>
  Buffer.from(readFileSync(`${ICONS}/${file}`, 'utf8').replace('currentColor', '#000'))
save('icons32', 32, await all(spread(icons, 600).map(drawing), 32))

const backgroundColor = ['b6e3f4', 'c0aede', 'd1d4f9', 'ffd5dc', 'ffdfbf']
for (const [name, style, count, size, options] of [
  ['avatars', styles.avataaars, 400, 32, { backgroundColor }],
  ['avatars', styles.avataaars, 400, 64, { backgroundColor }],
  ['manyavatars', styles.avataaars, 2000, 32, { backgroundColor }],
  ['thumbs', styles.thumbs, 300, 32, {}],
  ['pixelart', styles.pixelArt, 200, 16, { backgroundColor }],
]) {
  const svg = (i) => createAvatar(style, { seed: `s${i}`, size: 4 * size, ...options }).toString()
  const pictures = Array.from({ length: count }, (_, i) => drawn(Buffer.from(svg(i)), size, 72))
  save(`${name}${size}`, size, await Promise.all(pictures))
}
