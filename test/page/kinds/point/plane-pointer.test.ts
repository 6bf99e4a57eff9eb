import { describe, expect, test, vi } from 'vitest'
import type { Inspection } from '../../../../src/common/protocol/inspection.ts'
import { WHOLE, zoomAbout, panBy, type Viewport } from '../../../../src/common/items/viewport.ts'
import {
  Gestures,
  pointedAt,
  wheelFactor,
  type GestureListener,
} from '../../../../src/page/kinds/point/gestures.ts'
import { planeKey, walkTo } from '../../../../src/page/kinds/point/plane-keys.ts'

vi.stubGlobal('window', { devicePixelRatio: 1 })

const BOX = { left: 100, top: 50, width: 500, height: 400 } as DOMRect

/** A hand whose picture moves as it is told. */
function hand(first: Viewport = WHOLE) {
  let viewport = first
  const told: string[] = []
  const listener: GestureListener = {
    hover: ({ x, y }) => told.push(`hover ${x.toFixed(2)} ${y.toFixed(2)}`),
    tap: ({ x, y }) => told.push(`tap ${x.toFixed(2)} ${y.toFixed(2)}`),
    leave: () => told.push('leave'),
    pan: (right, up) => (viewport = panBy(viewport, right, up)),
    zoom: (x, y, factor) => (viewport = zoomAbout(viewport, x, y, factor)),
    dragging: (on) => told.push(`dragging ${on}`),
  }
  const gestures = new Gestures(() => ({ viewport, panels: 1 }), listener)
  const at = (clientX: number, clientY: number, pointerId = 1, pointerType = 'mouse') => ({
    clientX,
    clientY,
    pointerId,
    pointerType,
  })
  const under = (x: number, y: number) =>
    pointedAt(BOX, { viewport, panels: 1 }, { clientX: x, clientY: y, pointerType: 'mouse' })
  return { gestures, told, at, under, look: () => viewport }
}

describe('gestures', () => {
  test('moving without a button looks; the panel is the centred square', () => {
    const { gestures, told, at } = hand()
    gestures.move(BOX, at(350, 250))
    gestures.move(BOX, at(150, 50))
    expect(told).toEqual(['hover 0.00 0.00', 'hover -1.00 1.00'])
  })

  test('a press that stays is a tap; one that moves carries the picture along', () => {
    const { gestures, told, at, under } = hand({ x: 0, y: 0, zoom: 2 })
    gestures.down(at(300, 200))
    gestures.up(BOX, at(301, 201))
    expect(told).toEqual(['tap -0.12 0.12'])
    const grabbed = under(300, 200)
    gestures.down(at(300, 200))
    gestures.move(BOX, at(340, 260))
    gestures.move(BOX, at(380, 180))
    gestures.up(BOX, at(380, 180))
    expect(told.slice(1)).toEqual(['dragging true', 'dragging false'])
    const now = under(380, 180)
    expect(now?.x).toBeCloseTo(grabbed?.x ?? NaN, 9)
    expect(now?.y).toBeCloseTo(grabbed?.y ?? NaN, 9)
  })

  test('two fingers zoom so that what is under them stays under them', () => {
    const { gestures, at, under, told, look } = hand()
    const [a, b] = [under(300, 250), under(400, 250)]
    gestures.down(at(300, 250, 1, 'touch'))
    gestures.down(at(400, 250, 2, 'touch'))
    gestures.move(BOX, at(250, 250, 1, 'touch'))
    gestures.move(BOX, at(450, 250, 2, 'touch'))
    expect(look().zoom).toBeCloseTo(2, 6)
    expect(under(250, 250)?.x).toBeCloseTo(a?.x ?? NaN, 6)
    expect(under(450, 250)?.x).toBeCloseTo(b?.x ?? NaN, 6)
    gestures.up(BOX, at(250, 250, 1, 'touch'))
    gestures.up(BOX, at(450, 250, 2, 'touch'))
    expect(told.some((word) => word.startsWith('tap'))).toBe(false)
  })

  test('a finger reaches further than a mouse, and zoom makes both finer', () => {
    const reach = (pointerType: string, zoom: number) =>
      pointedAt(BOX, { viewport: { ...WHOLE, zoom }, panels: 1 }, { clientX: 0, clientY: 0, pointerType })
        ?.reach ?? NaN
    expect(reach('mouse', 1)).toBeCloseTo(14 / 200, 9)
    expect(reach('touch', 1)).toBeGreaterThan(reach('mouse', 1))
    expect(reach('mouse', 4)).toBeCloseTo(reach('mouse', 1) / 4, 9)
  })

  test('the second of two panels is told apart', () => {
    const beside = { left: 0, top: 0, width: 620, height: 320 } as DOMRect
    const at = (clientX: number) =>
      pointedAt(beside, { viewport: WHOLE, panels: 2 }, { clientX, clientY: 170, pointerType: 'mouse' })
        ?.panel
    expect([at(100), at(500)]).toEqual([0, 1])
  })

  test('the wheel zooms in when turned away, by little at once', () => {
    const turn = (deltaY: number) => wheelFactor({ deltaY, deltaMode: 0, ctrlKey: false })
    expect(turn(-100)).toBeGreaterThan(1)
    expect(turn(100)).toBeCloseTo(1 / turn(-100), 9)
    expect(turn(-1e6)).toBeLessThan(1.5)
  })
})

describe('keys', () => {
  const FAKE = { kind: 'fake', index: 511, count: 512 } as Inspection

  test('walk round and round, and change the kind', () => {
    const to = (key: string, from: Inspection | null = FAKE) => {
      const meant = planeKey(key, false)
      return meant === null ? null : walkTo(from, ['fake', 'real'], meant)
    }
    expect(to('ArrowRight', null)).toMatchObject({ kind: 'fake', index: 0 })
    expect(to('ArrowRight')).toMatchObject({ kind: 'fake', index: 0 })
    expect(to('ArrowLeft')).toMatchObject({ kind: 'fake', index: 510 })
    expect(to('PageUp')).toMatchObject({ index: 501 })
    expect(to('Home')).toMatchObject({ index: 0 })
    expect(to('m')).toMatchObject({ kind: 'real', index: 511 })
  })

  test('nothing is walked to where no points are drawn', () => {
    expect(walkTo(null, [], { act: 'walk', by: 1 })).toBe(null)
  })

  test('Space and letters stay the page’s own', () => {
    for (const key of [' ', 's', 'r', 't', '?', 'Tab', 'Enter']) expect(planeKey(key, false)).toBe(null)
  })
})
