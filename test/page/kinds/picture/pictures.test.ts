import { describe, expect, test } from 'vitest'
import { panelGrid, splitPanels } from '../../../../src/common/items/tile-layout.ts'
import type { PictureExplanation } from '../../../../src/common/protocol/picture-explanation.ts'
import {
  discriminatorRight,
  roundWords,
  yourRight,
} from '../../../../src/page/kinds/picture/real-or-fake-score.ts'
import { attentionMap, moveMap, plain, strengths } from '../../../../src/page/kinds/picture/maps.ts'
import { boxOf, pictureAt, walkWall, wallPanels } from '../../../../src/page/kinds/picture/wall-geometry.ts'
import {
  classWords,
  nearestWords,
  pictureName,
  scoreWords,
} from '../../../../src/page/kinds/picture/explain-words.ts'

const BOX = { width: 640, height: 400 }
const WALL = wallPanels(BOX, { show: 'both', columns: 4 }, 28, false, 1)

describe('the wall', () => {
  test('lies where the worker draws it', () => {
    const [left, right] = splitPanels(640, 400, 2)
    const shape = { count: 16, columns: 4, size: 28, headed: false, bare: false }
    expect(WALL.map(({ side }) => side)).toEqual(['fake', 'real'])
    expect([left, right].map((box) => (box ? panelGrid(box, shape, 1).tiles : []))).toEqual(
      WALL.map(({ grid }) => grid.tiles),
    )
  })

  test.each([0, 5, 15])('the middle of tile %i is that tile, of either side', (tile) => {
    for (const side of ['fake', 'real'] as const) {
      const box = boxOf(WALL, { side, tile })
      expect(box).not.toBeNull()
      if (box === null) return
      const at = pictureAt(WALL, box.x + box.width / 2, box.y + box.height / 2)
      expect(at).toEqual({ side, tile })
    }
    expect(pictureAt(WALL, 1, 1)).toBeNull()
  })

  test('keys walk in it, across to the other panel, and stop at its ends', () => {
    const walk = (tile: number, key: string, side: 'fake' | 'real' = 'fake') =>
      walkWall(WALL, { side, tile }, key)
    expect(walkWall(WALL, null, 'ArrowRight')).toEqual({ side: 'fake', tile: 0 })
    expect(walkWall(WALL, null, 'x')).toBeNull()
    expect(walk(0, 'ArrowRight')).toEqual({ side: 'fake', tile: 1 })
    expect(walk(0, 'ArrowDown')).toEqual({ side: 'fake', tile: 4 })
    expect(walk(3, 'ArrowRight')).toEqual({ side: 'real', tile: 0 })
    expect(walk(4, 'ArrowLeft', 'real')).toEqual({ side: 'fake', tile: 7 })
    expect(walk(2, 'ArrowUp')).toEqual({ side: 'fake', tile: 2 })
    expect(walk(15, 'ArrowRight', 'real')).toEqual({ side: 'real', tile: 15 })
    expect(walk(9, 'Home')).toEqual({ side: 'fake', tile: 0 })
    expect(walk(9, 'End')).toEqual({ side: 'fake', tile: 15 })
  })
})

describe('maps', () => {
  test('strength is the length over the channels, the strongest 1', () => {
    expect([...strengths(Float32Array.of(3, 4, 0, 0, 0, 10), 2)].map((v) => v.toFixed(2))).toEqual([
      '0.50',
      '0.00',
      '1.00',
    ])
    expect([...strengths(new Float32Array(4), 1)]).toEqual([0, 0, 0, 0])
  })

  test('a picture as bytes: black, gray, white', () => {
    const bytes = plain(Float32Array.of(-1, 0, 1), 1)
    expect([bytes[0], bytes[4], bytes[8], bytes[3]]).toEqual([0, 128, 255, 255])
  })

  test('blue where the detective looks; amber for lighter, pale blue for darker', () => {
    const look = attentionMap(Float32Array.of(-1, -1), Float32Array.of(0, -5), 1)
    expect((look[6] ?? 0) - (look[4] ?? 0)).toBeGreaterThan(100)
    expect(look[2]).toBe(look[0])
    const move = moveMap(Float32Array.of(-1, -1), Float32Array.of(2, -2), 1)
    expect(move[0]).toBeGreaterThan(move[2] ?? 0)
    expect(move[6]).toBeGreaterThan(move[4] ?? 0)
  })
})

describe('words', () => {
  const why = { side: 'fake', index: 11, count: 64, score: 0.8, logit: 1.386 } as const
  const near = (distance: number) => [{ picture: new Float32Array(1), distance, label: null }]

  test('counted from 1; a fooled detective is said to be', () => {
    expect(pictureName(why)).toBe('Fake 12 of 64')
    expect(scoreWords(why)).toBe(
      'The detective takes it for real, and is wrong: σ(D) = 0.80, raw output 1.39.',
    )
    expect(scoreWords({ ...why, side: 'real' })).not.toContain('wrong')
    expect(scoreWords({ ...why, score: 0.5 })).toContain('cannot tell')
    expect(scoreWords({ ...why, score: 0.1, logit: -2.2 })).toBe(
      'The detective takes it for fake: σ(D) = 0.10, raw output −2.20.',
    )
  })

  test('a copy is called one, by what is usual', () => {
    const say = (distance: number, usual: PictureExplanation['usual']) =>
      nearestWords({ side: 'fake', nearest: near(distance), usual })
    expect(say(1, 4)).toContain('it may be a copy')
    expect(say(3, 4)).not.toContain('copy')
    expect(say(3, null)).toBe('The nearest lies 3.00 away.')
    expect(nearestWords({ side: 'real', nearest: near(0), usual: 4 })).toContain('a training picture itself')
  })

  test('classes with their shares', () => {
    expect(
      classWords([
        { name: '7', share: 0.93 },
        { name: '9', share: 0.05 },
      ]),
    ).toBe('7 (93 %), 9 (5 %)')
  })
})

describe('who was right', () => {
  const row = { real: [true, false, true, false], scores: Float32Array.of(0.9, 0.6, 0.4, 0.1) }

  test('you by your word, the detective from one half on', () => {
    expect(yourRight(['real', 'real', null, 'fake'], row)).toBe(2)
    expect(discriminatorRight(row)).toBe(2)
    expect(roundWords({ rounds: 2, you: 18, discriminator: 20 }, 12)).toBe(
      'After 2 rows: you 18 of 24, the detective 20. It sees more than you do.',
    )
  })
})
