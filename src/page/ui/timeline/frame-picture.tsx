/** The picture of one kept step: crosses among the reals' dots, or four small pictures. Drawn once per frame. */
import { memo, useEffect, useRef } from 'react'
import type { FilmFrame, FilmPicture } from '../../../common/protocol/film.ts'

type Points = Extract<FilmPicture, { kind: 'point' }>
type Images = Extract<FilmPicture, { kind: 'picture' }>

export const FramePicture = memo(function FramePicture({ frame }: { frame: FilmFrame }) {
  const { picture } = frame
  return picture.kind === 'point' ? <PointsPicture picture={picture} /> : <ImagesPicture picture={picture} />
})

/** Half a side of the drawing, in the picture's own units. */
const HALF = 136

function PointsPicture({ picture }: { picture: Points }) {
  return (
    <svg className="frame-picture" viewBox={`${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`} aria-hidden="true">
      <path className="frame-reals" d={dots(picture.reals)} />
      <path className="frame-fakes" d={dots(picture.fakes)} />
    </svg>
  )
}

/** A line of no length per point: its round ends are the dot. */
function dots(points: Int8Array): string {
  let path = ''
  for (let at = 0; at + 1 < points.length; at += 2) path += `M${points[at] ?? 0} ${-(points[at + 1] ?? 0)}h0`
  return path
}

function ImagesPicture({ picture }: { picture: Images }) {
  const host = useRef<HTMLCanvasElement>(null)
  const side = picture.size * Math.ceil(Math.sqrt(picture.count))
  useEffect(() => {
    host.current?.getContext('2d')?.putImageData(sheetOf(picture, side), 0, 0)
  }, [picture, side])
  return <canvas ref={host} className="frame-picture" width={side} height={side} aria-hidden="true" />
}

/** The pictures in rows, as opaque pixels. */
function sheetOf({ size, channels, count, pixels }: Images, side: number): ImageData {
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
