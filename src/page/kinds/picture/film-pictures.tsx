/** A kept step of pictures: a few of them in a square, drawn once. */
import { useEffect, useRef } from 'react'
import type { FilmOf } from '../kind.ts'

export function FilmPictures({ picture }: { picture: FilmOf<'picture'> }) {
  const host = useRef<HTMLCanvasElement>(null)
  const side = picture.size * Math.ceil(Math.sqrt(picture.count))
  useEffect(() => {
    host.current?.getContext('2d')?.putImageData(sheetOf(picture, side), 0, 0)
  }, [picture, side])
  return <canvas ref={host} className="frame-picture" width={side} height={side} aria-hidden="true" />
}

/** The pictures in rows, as opaque pixels. */
function sheetOf({ size, channels, count, pixels }: FilmOf<'picture'>, side: number): ImageData {
  const sheet = new ImageData(side, side)
  const across = side / size
  for (let at = 0; at < count * size * size; at++) {
    const which = Math.floor(at / (size * size))
    const [y, x] = [Math.floor(at / size) % size, at % size]
    const row = Math.floor(which / across) * size + y
    const column = (which % across) * size + x
    const to = 4 * (row * side + column)
    for (let colour = 0; colour < 3; colour++) {
      sheet.data[to + colour] = pixels[at * channels + (channels === 3 ? colour : 0)] ?? 0
    }
    sheet.data[to + 3] = 255
  }
  return sheet
}
