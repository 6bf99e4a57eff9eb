import { describe, expect, test } from 'vitest'
import { allot } from '../../../../src/worker/compute/record/allot.ts'
import { fork, integers, streamFor } from '../../../../src/common/numbers/random.ts'

describe('scratch memory', () => {
  test('is shared by what is never needed at once', () => {
    // 0 → 1 → 2 → 3: each command reads the last result and writes the next.
    const { rooms, roomOf } = allot([64, 64, 64, 64], [[0], [0, 1], [1, 2], [2, 3]], [])
    expect(rooms).toEqual([64, 64])
    expect(roomOf).toEqual([0, 1, 0, 1])
  })

  test('of what lasts is never given away', () => {
    const { roomOf } = allot([64, 64, 64], [[0], [1], [2]], [0])
    expect(roomOf[1]).not.toBe(roomOf[0])
    expect(roomOf[2]).not.toBe(roomOf[0])
    expect(roomOf[2]).toBe(roomOf[1])
  })

  test('is the tightest that fits, and not much too large', () => {
    const sizes = [400, 120, 100, 100, 30]
    const { rooms, roomOf } = allot(sizes, [[0, 1], [2], [3, 2], [4]], [])
    expect(roomOf[2]).toBe(roomOf[1])
    expect(roomOf[3]).not.toBe(roomOf[0])
    expect(rooms[roomOf[4] ?? -1]).toBe(30)
  })

  test('of a buffer that no command names is none', () => {
    expect(allot([8, 8], [[1]], [])).toEqual({ rooms: [8], roomOf: [-1, 0] })
  })

  test('never holds two buffers at once that are both still needed', () => {
    for (let seed = 0; seed < 50; seed++) {
      const stream = streamFor(seed, 'walk')
      const sizes = [...integers(fork(stream, 0), 30, 8)].map((size) => 16 * (size + 1))
      const named = integers(fork(stream, 1), 120, 30)
      const uses = Array.from({ length: 40 }, (_, at) => [...new Set(named.subarray(3 * at, 3 * at + 3))])
      const lasting = [named[0] ?? 0]
      const { rooms, roomOf } = allot(sizes, uses, lasting)
      const life = sizes.map((_, id) => {
        const at = uses.flatMap((ids, i) => (ids.includes(id) ? [i] : []))
        return { first: at[0] ?? Infinity, last: lasting.includes(id) ? Infinity : (at.at(-1) ?? -1) }
      })
      for (let a = 0; a < sizes.length; a++) {
        expect(roomOf[a] === -1 || (rooms[roomOf[a] ?? -1] ?? 0) >= (sizes[a] ?? 0)).toBe(true)
        for (let b = 0; b < a; b++) {
          const [one, other] = [life[a], life[b]]
          if (one === undefined || other === undefined || roomOf[a] === -1 || roomOf[a] !== roomOf[b])
            continue
          expect(one.first > other.last || other.first > one.last).toBe(true)
        }
      }
    }
  })
})
