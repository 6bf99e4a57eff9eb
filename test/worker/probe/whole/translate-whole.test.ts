/** A picture of any size through networks that translate: its middle square, with all the detail that they do not touch. */
import type { Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { applyChange } from '../../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import { restorePrepared } from '../../../../src/worker/probe/whole/restore-prepared.ts'
import { squareOf } from '../../../../src/worker/probe/whole/whole-of.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'

beforeAll(useCpu)

const SIDE = 8
const config = applyChange(defaultsFor('emoji'), { task: 'translate', size: SIDE, width: 2, ema: 0 })

/** Networks in whose stead a plain rule stands: by the first way a fifth brighter, by the second a fifth darker. */
function ruled(channels: 1 | 3) {
  const game = createGame(config, [SIDE, SIDE, channels])
  const sample = (
    _: unknown,
    __: unknown,
    { source, direction }: { source?: Tensor; direction?: Tensor } = {},
  ) => {
    if (source === undefined || direction === undefined) throw new Error('Both are told.')
    const [first = NaN] = direction.dataSync()
    return source.add(first === 1 ? 0.2 : -0.2)
  }
  return { config, game: { ...game, sample: sample as typeof game.sample } }
}

async function all<T>(work: AsyncGenerator<number, T, undefined>): Promise<T> {
  for (;;) {
    const turn = await work.next()
    if (turn.done === true) return turn.value
  }
}

const chance = (length: number) => Uint8Array.from(uniforms(streamFor(2, 'data'), length, 40, 200))

describe.each([
  ['larger', 20],
  ['smaller', 5],
  ['as large', SIDE],
])('a square that is %s', (_, side) => {
  test.each([0, 1] as const)('keeps its detail, and changes by way %i', async (way) => {
    const bytes = chance(side * side * 3)
    const prepared = squareOf({ width: side, height: side, channels: 3, bytes }, way, 3)
    const made = await all(restorePrepared(ruled(3), prepared))
    expect([made.width, made.height, made.channels]).toEqual([side, side, 3])
    // A fifth of the range from −1 to 1 is 25.5 of 255.
    made.bytes.forEach((value, i) =>
      expect(Math.abs(value - ((bytes[i] ?? NaN) + (way === 0 ? 25.5 : -25.5)))).toBeLessThanOrEqual(1),
    )
  })
})

test('of another shape the middle square is taken', () => {
  const bytes = Uint8Array.from({ length: 12 * 6 }, (_, i) => (i % 12) * 10)
  const { width, height, given, shrunkFrom } = squareOf({ width: 12, height: 6, channels: 1, bytes }, 0, 1)
  expect([width, height]).toEqual([6, 6])
  expect([...given.bytes.subarray(0, 6)]).toEqual([30, 40, 50, 60, 70, 80])
  expect(shrunkFrom).toBeNull()
})

test('of a coloured picture networks of gray ones translate each colour', async () => {
  const bytes = chance(10 * 10 * 3)
  const prepared = squareOf({ width: 10, height: 10, channels: 3, bytes }, 0, 1)
  expect(prepared.planes.length).toBe(3)
  const made = await all(restorePrepared(ruled(1), prepared))
  expect(made.channels).toBe(3)
  made.bytes.forEach((value, i) =>
    expect(Math.abs(value - ((bytes[i] ?? NaN) + 25.5))).toBeLessThanOrEqual(1),
  )
})
