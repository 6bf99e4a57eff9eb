/** The pictures a run that restores is seen and measured by: never those of training, and always the same with the same sources. */
import { beforeAll, describe, expect, test } from 'vitest'
import { splitOfItems } from '../../../../src/worker/data/split.ts'
import { heldOutOf } from '../../../../src/worker/kinds/picture/restore/held-out.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { restoring, softPictures } from '../../../helpers/engine/restoring-run.ts'

beforeAll(useCpu)

/** Which of the set's pictures each is; −1 where it is none. */
function placesOf(set: ReturnType<typeof softPictures>, pictures: Float32Array): number[] {
  const length = set.item.size ** 2 * set.item.channels
  const all = set.list.at(Array.from({ length: set.list.count }, (_, i) => i))
  return Array.from({ length: pictures.length / length }, (_, i) => {
    const one = pictures.subarray(i * length, (i + 1) * length)
    return Array.from({ length: set.list.count }, (__, at) => at).findIndex((at) =>
      one.every((value, k) => value === all[at * length + k]),
    )
  })
}

describe('held-out pictures', () => {
  test('are none of training’s, and what is learnt from are training’s alone', async () => {
    const set = softPictures(200, 8, 3)
    const held = await heldOutOf(set, restoring({ source: 'gray', size: 8 }))
    const { training, heldOut } = splitOfItems(set)
    expect(held.isHeldOut).toBe(true)
    expect(placesOf(set, held.pictures.truth).sort((a, b) => a - b)).toEqual([...heldOut])
    const learnt = placesOf(set, held.training.truth)
    expect(learnt.length).toBe(training.length)
    expect(learnt.every((at) => training.includes(at))).toBe(true)
  })

  test('are training’s where nothing is held out, and that is said', async () => {
    const set = softPictures(30, 8, 1)
    const held = await heldOutOf(set, restoring({ source: 'half', size: 8 }))
    expect([held.isHeldOut, held.count]).toEqual([false, 30])
  })

  test('have the same sources at every look, and others as soon as what is lost is another', async () => {
    const [one, other] = [softPictures(60, 8, 1), softPictures(60, 8, 1)]
    const config = restoring({ source: 'hole', hole: 'random', size: 8 })
    const first = await heldOutOf(one, config)
    expect(await heldOutOf(one, { ...config, lively: 0.3 })).toBe(first)
    expect((await heldOutOf(other, config)).pictures).toEqual(first.pictures)
    const strokes = await heldOutOf(one, { ...config, hole: 'brush' })
    expect(strokes.pictures.truth).toEqual(first.pictures.truth)
    expect(strokes.pictures.source).not.toEqual(first.pictures.source)
    expect(await heldOutOf(one, config)).toBe(first)
  })

  // Rec. 601, by hand.
  test('in gray are how bright their pixels are', async () => {
    const held = await heldOutOf(softPictures(60, 8, 3), restoring({ source: 'gray', size: 8 }))
    const { truth, source } = held.pictures
    expect(source.length * 3).toBe(truth.length)
    source.forEach((value, at) => {
      const [red = NaN, green = NaN, blue = NaN] = truth.subarray(3 * at, 3 * at + 3)
      expect(value).toBeCloseTo(0.299 * red + 0.587 * green + 0.114 * blue, 5)
    })
  })

  test('each miss a part of their own, and the first few are the first of all', async () => {
    const held = await heldOutOf(
      softPictures(200, 8, 3),
      restoring({ source: 'hole', hole: 'random', size: 8 }),
    )
    const masks = Array.from({ length: held.count }, (_, i) =>
      held.pictures.source.slice(i * 256, (i + 1) * 256).filter((__, at) => at % 4 === 3),
    )
    expect(new Set(masks.map((mask) => mask.join(''))).size).toBeGreaterThan(held.count / 2)
    const few = held.first(3)
    expect([few.truth.length, few.source.length]).toEqual([3 * 192, 3 * 256])
    expect(few.source).toEqual(held.pictures.source.subarray(0, 3 * 256))
    const three = finish(held.baseline('harmonic', 3)).slice()
    expect(finish(held.baseline('harmonic', held.count)).subarray(0, three.length)).toEqual(three)
  })
})
