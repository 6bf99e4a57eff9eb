/** A few pictures of each class as the networks see them, for the data card. Looks at no networks. */
import type { Thumbs } from '../../../common/protocol/events.ts'
import type { PictureSet } from '../../data/picture-set.ts'
import type { ThumbsWanted } from '../kind.ts'

/** The first of each class; where there are no classes, pictures spread over the whole set. */
export function thumbsOf(set: PictureSet, { perClass, most }: ThumbsWanted): Thumbs {
  const { summary, pixels, item, labels } = set
  const picked =
    labels === null ? [spread(summary.count, most)] : byClass(labels, summary.classes.length, perClass, most)
  const indices = picked.flat()
  const area = item.size * item.size
  const rgba = new Uint8ClampedArray(4 * area * indices.length)
  indices.forEach((index, n) => {
    for (let i = 0; i < area; i++) {
      const from = (index * area + i) * item.channels
      const gray = pixels[from] ?? 0
      const green = item.channels === 1 ? gray : (pixels[from + 1] ?? 0)
      const blue = item.channels === 1 ? gray : (pixels[from + 2] ?? 0)
      rgba.set([gray, green, blue, 255], 4 * (n * area + i))
    }
  })
  return { side: item.size, rgba, perClass: picked.map((of) => of.length) }
}

function spread(count: number, most: number): number[] {
  const shown = Math.min(count, most)
  return Array.from({ length: shown }, (_, i) => Math.floor((i * count) / shown))
}

function byClass(labels: Uint16Array, classes: number, perClass: number, most: number): number[][] {
  const each = Math.max(1, Math.min(perClass, Math.floor(most / Math.max(1, classes))))
  const picked = Array.from({ length: Math.min(classes, most) }, (): number[] => [])
  labels.forEach((label, i) => {
    const of = picked[label]
    if (of !== undefined && of.length < each) of.push(i)
  })
  return picked
}
