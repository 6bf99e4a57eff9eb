/** What only a whole set of pictures can tell: background, bars, hard edges, range, turn. */
import { describe, expect, test } from 'vitest'
import { file, png, type Rgba } from '../../../helpers/data/files.ts'
import { fixture } from '../../../helpers/data/fixtures.ts'
import { choosing, coloursOf, guessed, opened, troubles } from '../../../helpers/data/opening.ts'

const zip = (name: string) => [file(name, fixture(`pictures/${name}`))]
/** A square of one colour in the middle of nothing. */
const shape = (colour: Rgba, side = 64) =>
  png(side, side, (x, y) => {
    const inside = Math.min(x, y) >= side / 4 && Math.max(x, y) < (3 * side) / 4
    return inside ? colour : [0, 0, 0, 0]
  })
const shapes = (...colours: Rgba[]) => colours.map((colour, i) => file(`${i}.png`, shape(colour)))

describe('transparent pictures', () => {
  test('of white shapes stand on black, so that they can be seen; the card says so', async () => {
    const set = await opened(zip('a-white-shapes.zip'))
    expect(coloursOf(set)).toContain('0')
    expect(coloursOf(set)).toContain('255')
    expect(guessed(set, 'background')).toBe('Black')
  })

  test('stand on white otherwise, whatever hides behind their alpha', async () => {
    const set = await opened(shapes([200, 30, 20], [20, 20, 20]))
    expect(coloursOf(set).sort()).toEqual(['200,30,20', '255,255,255'])
    expect(coloursOf(set, 1).sort()).toEqual(['20,20,20', '255,255,255'])
    expect(guessed(set, 'background')).toBe('White')
  })

  test('stand on what the person wants, and on what most of them can be seen on', async () => {
    const light = [240, 240, 250] as const
    expect(guessed(await opened(shapes(light, light, [9, 9, 9])), 'background')).toBe('Black')
    const chosen = await opened(shapes(light, light), {}, choosing({ background: '#ff0000' }))
    expect(coloursOf(chosen).sort()).toEqual(['240,240,250', '255,0,0'])
    expect(guessed(chosen, 'background')).toBe('#ff0000')
  })

  test('stand on white for all that one in a hundred is white; the card counts those that are lost', async () => {
    const red = Array.from({ length: 60 }, () => [200, 30, 20] as const)
    const white = [250, 250, 250] as const
    expect(guessed(await opened(shapes(...red, white)), 'background')).toBe('White')
    const set = await opened(shapes(...red, white, white))
    expect(guessed(set, 'background')).toBe('Black')
    expect(set.summary.card?.guesses.find(({ about }) => about === 'background')?.sentence).toBe(
      '62 of 62 pictures can be seen through: black stands behind them, for on white 2 of them could not be seen.',
    )
  })

  test('made smaller, nothing of what cannot be seen leaks in', async () => {
    const edge = png(32, 32, (x) => (x % 2 === 0 ? [200, 0, 0] : [0, 255, 0, 0]))
    const set = await opened([file('a.png', edge), file('b.png', edge)])
    // Half red, half nothing (an alpha of 128), before white.
    expect(coloursOf(set)).toEqual(['227,127,127'])
  })

  test('nothing is guessed where nothing shines through', async () => {
    expect(guessed(await opened(zip('c-wide-digits.zip')), 'background')).toBeNull()
  })
})

describe('bars', () => {
  test('beside a picture with a black edge are black', async () => {
    const set = await opened(zip('c-wide-digits.zip'), { fit: 'contain' })
    expect(set.pixels[0]).toBe(0)
    expect(set.pixels[16 * 16 - 1]).toBe(0)
  })

  test('are of the colour the person wants, for opaque ones as well', async () => {
    const wide = png(40, 20, () => [10, 10, 10])
    const set = await opened(
      [file('a.png', wide), file('b.png', wide)],
      { fit: 'contain' },
      choosing({ background: '#ffffff' }),
    )
    expect(coloursOf(set).sort()).toEqual(['10', '255'])
  })
})

describe('small pictures', () => {
  test('of few colours keep exactly these', async () => {
    const checks = await opened(zip('checks-8.zip'), { size: 32 })
    expect(coloursOf(checks)).toHaveLength(2)
    expect(guessed(checks, 'enlarge')).toBe('Hard edges')
    expect(troubles(checks)).toContain('enlarged')
    const sprites = await opened(zip('sprites-24.zip'), { size: 32 })
    expect(coloursOf(sprites).length).toBeLessThanOrEqual(4)
    // Four pixels of margin in the sprite's own edge colour; nothing was enlarged.
    expect([...sprites.pixels.slice(0, 3)]).toEqual([...sprites.pixels.slice(4 * 3 * 33, 4 * 3 * 33 + 3)])
    expect(troubles(sprites)).not.toContain('enlarged')
  })

  test('are enlarged smoothly where the person wants it, and where they are photos', async () => {
    const smooth = await opened(zip('checks-8.zip'), { size: 32 }, choosing({ enlarge: 'smooth' }))
    expect(coloursOf(smooth).length).toBeGreaterThan(50)
    const photo = (shift: number) => png(12, 12, (x, y) => [x * 20 + shift, y * 20, (x * y) % 256])
    const photos = await opened([file('a.png', photo(0)), file('b.png', photo(9))], { size: 32 })
    expect(guessed(photos, 'enlarge')).toBeNull()
    expect(troubles(photos)).toContain('enlarged')
  })

  test('a whole number of times: every pixel is a block', async () => {
    const two = png(2, 3, (x, y) => (x === 0 && y === 0 ? [250, 250, 250] : [0, 0, 0]))
    const set = await opened([file('a.png', two), file('b.png', two)], {}, choosing({ enlarge: 'whole' }))
    const lit = [...set.pixels.slice(0, 256)].flatMap((value, i) => (value === 250 ? [i] : []))
    // Five times: 10 × 15 at column 3, row 0.
    expect(lit).toHaveLength(25)
    expect(lit[0]).toBe(3)
    expect(lit.at(-1)).toBe(4 * 16 + 7)
  })
})

describe('the side of the pictures', () => {
  const checks = (side: number) =>
    [0, 1].map((i) =>
      file(
        `${i}.png`,
        png(side, side, (x, y) => ((x + y + i) % 3 ? [9, 9, 9] : [200, 99, 9])),
      ),
    )

  test.each([24, 48, 28])('%i is kept where it is free and all have it', async (side) => {
    const set = await opened(checks(side), { size: 32 }, { freeSide: true })
    expect(set.item.size).toBe(side)
    expect(set.pixels).toHaveLength(2 * side * side * 3)
    expect(coloursOf(set).sort()).toEqual(['200,99,9', '9,9,9'])
    expect(troubles(set)).toContain('own-side')
  })

  test('is the wanted one where sides differ, cannot be made, or were chosen', async () => {
    const mixed = [
      ...checks(24),
      file(
        'c.png',
        png(25, 24, () => [1, 2, 3]),
      ),
    ]
    expect((await opened(mixed, { size: 32 }, { freeSide: true })).item.size).toBe(32)
    expect((await opened(checks(30), { size: 32 }, { freeSide: true })).item.size).toBe(32)
    expect((await opened(checks(24), { size: 32 })).item.size).toBe(32)
  })
})

describe('range', () => {
  test('12 bits in files of 16 are stretched over all of it, by one factor', async () => {
    const set = await opened(zip('discs.zip'), { size: 64 })
    expect(set.pixels.includes(255) && set.pixels.includes(0)).toBe(true)
    expect(troubles(set)).toContain('narrow-range')
  })

  test('dark pictures of 8 bits as well, but not flat ones, nor bright ones beside them', async () => {
    const dim = (most: number) => png(16, 16, (x) => [x < 8 ? 0 : most, x < 8 ? 0 : most, x < 8 ? 0 : most])
    const masks = await opened([file('a.png', dim(4)), file('b.png', dim(2))])
    expect(coloursOf(masks).sort()).toEqual(['0', '255'])
    expect(coloursOf(masks, 1).sort()).toEqual(['0', '128'])
    const mixed = await opened([file('a.png', dim(4)), file('b.png', dim(200))])
    expect(coloursOf(mixed).sort()).toEqual(['0', '4'])
    expect(troubles(mixed)).not.toContain('narrow-range')
  })
})

describe('turn and mirror', () => {
  /** 1 2 / 3 4, in steps of 50. */
  const corners = png(16, 16, (x, y) => {
    const value = 50 * (1 + (x < 8 ? 0 : 1) + (y < 8 ? 0 : 2))
    return [value, value, value]
  })
  const files = [file('a.png', corners), file('b.png', corners)]
  test.each([
    [0, false, [50, 100, 150, 200]],
    [90, false, [150, 50, 200, 100]],
    [180, false, [200, 150, 100, 50]],
    [270, false, [100, 200, 50, 150]],
    [0, true, [100, 50, 200, 150]],
    [90, true, [200, 100, 150, 50]],
  ] as const)('%i degrees clockwise, mirrored first: %s', async (turn, mirror, wanted) => {
    const { pixels } = await opened(files, {}, choosing({ turn, mirror }))
    expect([0, 15, 15 * 16, 255].map((at) => pixels[at])).toEqual(wanted)
  })

  test('EMNIST is turned upright by itself, and back where the person wants it', async () => {
    const name = 'emnist-letters-train-images-idx3-ubyte.gz'
    const emnist = [file(name, fixture(`arrays/${name}`))]
    const upright = await opened(emnist, { size: 28 })
    const stored = await opened(emnist, { size: 28 }, choosing({ turn: 270, mirror: true }))
    const at = (set: typeof stored, x: number, y: number) => set.pixels[784 * 5 + 28 * y + x]
    for (let y = 0; y < 28; y++) for (let x = 0; x < 28; x++) expect(at(upright, x, y)).toBe(at(stored, y, x))
    expect([...upright.pixels]).not.toEqual([...stored.pixels])
    expect(guessed(upright, 'turn')).toBe('Upright')
    expect(guessed(stored, 'turn')).toBe('As stored')
  })
})
