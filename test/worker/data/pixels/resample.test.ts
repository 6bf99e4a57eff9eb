import { describe, expect, test } from 'vitest'
import { fitSquare } from '../../../../src/worker/data/pixels/fit.ts'
import type { Picture } from '../../../../src/worker/data/pixels/picture.ts'
import { resample } from '../../../../src/worker/data/pixels/resample.ts'

const gray = (width: number, height: number, at: (x: number, y: number) => number): Picture => ({
  width,
  height,
  channels: 1,
  bytes: Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
})
const whole = ({ width, height }: Picture) => ({ left: 0, top: 0, right: width, bottom: height })

describe('resample', () => {
  test('4 × 4 to 2 × 2 averages blocks', () => {
    const picture = gray(4, 4, (x, y) => 16 * y + 4 * x)
    // Block means of 16y + 4x: (0, 4, 16, 20) and so on.
    expect([...resample(picture, whole(picture), 2, 2)]).toEqual([10, 18, 42, 50])
  })

  test('3 to 2 weighs the pixel in the middle by half for each side', () => {
    const picture = gray(3, 1, (x) => [0, 90, 240][x] ?? 0)
    expect([...resample(picture, whole(picture), 2, 1)]).toEqual([30, 190])
  })

  test('enlarging keeps a ramp a ramp (Keys’ kernel reproduces straight lines)', () => {
    const picture = gray(16, 1, (x) => 10 * x)
    const out = resample(picture, whole(picture), 32, 1)
    // Output i has its centre at (i + ½)/2 of the input, where the ramp is 10·((i + ½)/2 − ½).
    for (let i = 4; i < 28; i++)
      expect(Math.abs((out[i] ?? 0) - 10 * ((i + 0.5) / 2 - 0.5))).toBeLessThanOrEqual(0.5)
  })

  test.each([3, 7, 20])('a flat picture stays flat at side %i', (side) => {
    const picture = gray(9, 5, () => 77)
    expect(new Set(resample(picture, whole(picture), side, side))).toEqual(new Set([77]))
  })

  test('channels do not mix', () => {
    const picture: Picture = {
      width: 2,
      height: 1,
      channels: 3,
      bytes: Uint8Array.of(10, 0, 200, 30, 0, 100),
    }
    expect([...resample(picture, whole(picture), 1, 1)]).toEqual([20, 0, 150])
  })
})

describe('fitSquare', () => {
  // Three stripes: left 0, middle 100, right 200.
  const wide = gray(12, 4, (x) => 100 * Math.floor(x / 4))

  test('cover crops the longer side evenly', () => {
    expect(new Set(fitSquare(wide, 4, 'cover'))).toEqual(new Set([100]))
  })

  test('stretch shows everything', () => {
    expect([...fitSquare(wide, 3, 'stretch')].slice(0, 3)).toEqual([0, 100, 200])
  })

  test('contain shows everything, the colour of its edge above and below', () => {
    expect([...fitSquare(wide, 3, 'contain')]).toEqual([0, 0, 0, 0, 100, 200, 0, 0, 0])
  })

  test('contain of a very long picture that can be seen through keeps one row, with nothing beside it', () => {
    expect([
      ...fitSquare(
        { width: 300, height: 1, channels: 4, bytes: new Uint8Array(1200).fill(9) },
        3,
        'contain',
      ).filter((_, i) => i % 4 === 3),
    ]).toEqual([0, 0, 0, 9, 9, 9, 0, 0, 0])
  })

  test('a tall picture is cropped above and below', () => {
    expect([
      ...fitSquare(
        gray(1, 3, (_, y) => y * 50),
        1,
        'cover',
      ),
    ]).toEqual([50])
  })
})
