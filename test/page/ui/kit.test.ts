// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { SETTINGS } from '../../../src/common/catalog/settings/all.ts'
import { actionOf } from '../../../src/page/ui/app/keys.ts'
import { fitsInARow } from '../../../src/page/ui/kit/choice-field.tsx'
import { isStandIn } from '../../../src/common/items/stand-in-file.ts'
import { yieldToTasks } from '../../../src/common/yield.ts'
import { droppedFiles } from '../../../src/page/ui/kit/dropped-files.ts'
import { farWords, plainNumber, readNumber } from '../../../src/page/ui/kit/number-words.ts'
import { Segments, type Option } from '../../../src/page/ui/kit/segments.tsx'
import { hasSlider, logStops, nearestStop, neighbour } from '../../../src/page/ui/kit/slider-scale.ts'
import { readWidths } from '../../../src/page/ui/kit/widths-field.tsx'
import { inked, paintStroke } from '../../../src/page/ui/setup/drawing/brush.ts'

describe('logarithmic sliders', () => {
  const { gLr, gamma, batch, seed, beta1 } = SETTINGS

  test.each([gLr, gamma, batch])('stops of $label ascend from end to end in even ratios', (range) => {
    const stops = logStops(range)
    expect(stops[0]).toBe(range.min)
    expect(stops.at(-1)).toBe(range.max)
    for (let i = 1; i < stops.length; i++) expect(stops[i]).toBeGreaterThan(stops[i - 1] ?? Infinity)
    const settled = stops.filter((stop) => stop >= range.step * 100)
    settled.slice(1).forEach((stop, i) => expect(stop / (settled[i] ?? 0)).toBeLessThanOrEqual(2))
  })

  test('a batch goes through the powers of two, a rate through finer steps', () => {
    expect(logStops(batch)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024])
    const stops = logStops(gLr).filter((stop) => stop >= 1e-4)
    stops.slice(1).forEach((stop, i) => expect(stop / (stops[i] ?? 0)).toBeLessThan(1.2))
  })

  test('every power of ten of a rate can be aimed at', () => {
    const stops = logStops(gLr)
    for (const rate of [1e-5, 1e-4, 1e-3, 1e-2, 0.1]) expect(stops).toContain(rate)
  })

  test('zero is the leftmost stop and nearest only to itself', () => {
    const stops = logStops(gamma)
    expect(stops[0]).toBe(0)
    expect(nearestStop(stops, 0)).toBe(0)
    expect(nearestStop(stops, 0.0001)).toBe(1)
  })

  test('neighbours leave a value that is no stop, and stay within the range', () => {
    expect(neighbour(gLr, 0.00123, 1)).toBeGreaterThan(0.00123)
    expect(neighbour(gLr, 0.00123, -1)).toBeLessThan(0.00123)
    expect(neighbour(gLr, gLr.max, 1)).toBe(gLr.max)
    expect(neighbour(beta1, 0.1, 1)).toBe(0.101)
    expect(neighbour(beta1, 0, -1)).toBe(0)
  })

  test('a seed has no slider', () => {
    expect(hasSlider(seed)).toBe(false)
    expect(hasSlider(gLr)).toBe(true)
    expect(hasSlider(beta1)).toBe(true)
  })
})

describe('what people type', () => {
  test.each([
    ['0,002', 0.002],
    [' 1 000 ', 1000],
    ['−3', -3],
    ['2e-4', 0.0002],
    ['', ''],
    ['fast', 'fast'],
    ['1,234.5', 1234.5],
    ['1,000,000', 1_000_000],
    ["1'000.5", 1000.5],
    ['.5', 0.5],
    ['1,234', '1,234'],
    ['1,2,3', '1,2,3'],
    ['0x10', '0x10'],
    ['1 2', '1 2'],
    ['Infinity', 'Infinity'],
  ])('"%s" is read as %s', (text, value) => {
    expect(readNumber(text)).toBe(value)
  })

  test.each([
    ['10,000', 10_000],
    ['1,024', 1024],
    ['10 000', 10_000],
    ['10\u202f000', 10_000],
    ["10'000", 10_000],
    ['10’000', 10_000],
    ['1,000,000', 1_000_000],
    ['1e4', 10_000],
    ['1.5e3', 1500],
    ['1.5', 1.5],
    ['10,00', '10,00'],
    ['1,5', '1,5'],
    ['10.000', '10.000'],
    ['1.000.000', '1.000.000'],
    ['0,500', '0,500'],
    ['1,000 000', '1,000 000'],
    ['10,000.5', '10,000.5'],
  ])('"%s" for a whole number is read as %s: never a tenth or a thousandth', (text, value) => {
    expect(readNumber(text, true)).toBe(value)
  })

  test('a grouped width is not two', () => {
    expect(readWidths('1,024')).toEqual([1, '024'])
  })

  test.each([0.0002, 2e-5, 0.9999, 256, 0])('%s reads back to itself', (value) => {
    expect(Number(plainNumber(value))).toBe(value)
  })

  test.each(['128,64', '128 64', '128 × 64', '128; 64'])('widths may be written %s', (text) => {
    expect(readWidths(text)).toEqual([128, 64])
  })

  test('few short options stand side by side, others in a list', () => {
    const options = (...labels: string[]) => labels.map((label) => ({ id: label, label }))
    expect(fitsInARow(options('Adam', 'SGD', 'RMSprop'))).toBe(true)
    expect(fitsInARow(options('Non-saturating', 'Minimax (saturating)'))).toBe(false)
    expect(fitsInARow(options('a', 'b', 'c', 'd', 'e'))).toBe(false)
  })
})

describe('segments', () => {
  afterEach(cleanup)
  const options: Option<'adam' | 'sgd' | 'rmsprop'>[] = [
    { id: 'adam', label: 'Adam', meaning: 'With moments.' },
    { id: 'sgd', label: 'SGD' },
    { id: 'rmsprop', label: 'RMSprop', meaning: 'Scaled.', blocked: 'Not here.' },
  ]
  const shown = () => {
    const onChoose = vi.fn()
    render(
      createElement(Segments, { name: 'rule', 'aria-label': 'Optimiser', options, chosen: 'adam', onChoose }),
    )
    return onChoose
  }
  const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name })

  test('are a named group of radio buttons of which the chosen one is checked', () => {
    shown()
    expect(screen.getByRole('radiogroup', { name: 'Optimiser' })).toBeDefined()
    const found = options.map(({ label }) => radio(label))
    expect(found.map(({ checked }) => checked)).toEqual([true, false, false])
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['rule']))
  })

  test('one that is blocked cannot be chosen and says why, the others what they mean', () => {
    shown()
    expect(options.map(({ label }) => radio(label).disabled)).toEqual([false, false, true])
    const titles = options.map(({ label }) => radio(label).closest('label')?.title)
    expect(titles).toEqual(['With moments.', '', 'Not here.'])
  })

  test('a click says which', () => {
    const onChoose = shown()
    fireEvent.click(radio('SGD'))
    expect(onChoose.mock.calls).toEqual([['sgd']])
  })
})

describe('keys', () => {
  const press = (key: string, target: Element = document.body, more: Partial<KeyboardEventInit> = {}) =>
    actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more, target })
  const element = (html: string): Element => {
    document.body.innerHTML = html
    return document.body.firstElementChild ?? document.body
  }

  test('Space toggles, S steps, capitals too', () => {
    expect(press(' ')).toBe('toggle')
    expect(press('s')).toBe('step')
    expect(press('S')).toBe('step')
    expect(press('?')).toBe('help')
    expect(press('x')).toBeNull()
  })

  test.each(['<input>', '<select></select>', '<textarea></textarea>'])(
    'typing in %s is left alone',
    (html) => {
      expect(press('s', element(html))).toBeNull()
      expect(press(' ', element(html))).toBeNull()
    },
  )

  test.each([
    '<button></button>',
    '<summary></summary>',
    '<input type="checkbox">',
    '<div role="slider"></div>',
  ])('%s keeps its Space, not the letters', (html) => {
    expect(press(' ', element(html))).toBeNull()
    expect(press('r', element(html))).toBe('reset')
  })

  test('nothing happens behind a dialog, on a drawing, or with a modifier', () => {
    expect(press('r', element('<div role="dialog"></div>'))).toBeNull()
    expect(press('r', element('<canvas role="application"></canvas>'))).toBeNull()
    expect(press('r', document.body, { ctrlKey: true })).toBeNull()
  })

  test('a held key steps on, but does not toggle or reset again and again', () => {
    expect(press('s', document.body, { repeat: true })).toBe('step')
    expect(press(' ', document.body, { repeat: true })).toBeNull()
    expect(press('r', document.body, { repeat: true })).toBeNull()
  })
})

describe('painting', () => {
  const side = 16
  const stroke = { fromX: 4, fromY: 8, toX: 12, toY: 8, radius: 2, erase: false }

  test('a stroke inks a line without gaps, and nothing far from it', () => {
    const density = new Float32Array(side * side)
    paintStroke(density, side, stroke)
    for (let x = 4; x < 12; x++) expect(density[8 * side + x]).toBeGreaterThan(0.5)
    for (let x = 0; x < side; x++) expect(density[2 * side + x]).toBe(0)
    expect(inked(density)).toBeGreaterThan(0.1)
  })

  test('painting twice does not add up, erasing takes away', () => {
    const density = new Float32Array(side * side)
    paintStroke(density, side, stroke)
    const once = density.slice()
    paintStroke(density, side, stroke)
    expect([...density]).toEqual([...once])
    expect(Math.max(...density)).toBeLessThanOrEqual(1)
    paintStroke(density, side, { ...stroke, radius: 8, erase: true })
    expect(density[8 * side + 8]).toBe(0)
  })

  test('a brush over the rim stays on the square', () => {
    const density = new Float32Array(side * side)
    paintStroke(density, side, {
      fromX: -1,
      fromY: -1,
      toX: side + 1,
      toY: side + 1,
      radius: 3,
      erase: false,
    })
    expect(density.length).toBe(side * side)
    expect([...density].every((weight) => weight >= 0 && weight <= 1)).toBe(true)
  })
})

describe('dropped folders', () => {
  interface Fake {
    isFile: boolean
    isDirectory: boolean
    fullPath: string
  }
  const file = (path: string) => ({
    isFile: true,
    isDirectory: false,
    fullPath: path,
    file: (done: (file: File) => void) => done(new File(['x'], path.split('/').at(-1) ?? '')),
  })
  /** Hands out its children two at a time, as browsers do a hundred at a time. */
  const folder = (path: string, children: Fake[]) => ({
    isFile: false,
    isDirectory: true,
    fullPath: path,
    createReader: () => {
      let at = 0
      return { readEntries: (done: (entries: Fake[]) => void) => done(children.slice(at, (at += 2))) }
    },
  })
  const drop = (entries: Fake[], files: File[] = []) =>
    ({
      items: entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry })),
      files,
    }) as unknown as DataTransfer

  /** Entries that the browser refuses to hand out, as for a file that vanished or a folder without the right to read. */
  const gone = (path: string) => ({
    ...file(path),
    file: (_: unknown, fail: (reason: Error) => void) => fail(new Error('NotFoundError')),
  })
  const locked = (path: string) => ({
    ...folder(path, []),
    createReader: () => ({
      readEntries: (_: unknown, fail: (reason: Error) => void) => fail(new Error('NotReadableError')),
    }),
  })

  test('a file or a folder that cannot be read takes no other with it, and is named', async () => {
    const tree = folder('/pets', [
      file('/pets/a.png'),
      gone('/pets/gone.png'),
      locked('/pets/locked'),
      file('/pets/b.png'),
    ])
    const files = await droppedFiles(drop([tree]))
    expect(files.filter((one) => !isStandIn(one)).map(({ name }) => name)).toEqual([
      'pets/a.png',
      'pets/b.png',
    ])
    expect(files.filter(isStandIn).map(({ name }) => name)).toEqual(['pets/gone.png', 'pets/locked'])
  })

  test('a walk says how many it found, lets other tasks be heard, and can be stopped', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => file(`/pets/${i}.png`))
    const counts: number[] = []
    let turns = 0
    let walking = true
    const listen = async () => {
      while (walking) {
        await yieldToTasks()
        turns++
      }
    }
    const listening = listen()
    const files = await droppedFiles(drop([folder('/pets', many)]), { found: (count) => counts.push(count) })
    walking = false
    await listening
    expect(files.map(({ name }) => name)).toEqual(many.map(({ fullPath }) => fullPath.slice(1)))
    expect(counts.length).toBeGreaterThan(5)
    expect(counts).toEqual([...counts].sort((a, b) => a - b))
    expect(turns).toBeGreaterThan(50)
    const control = new AbortController()
    const found = () => control.abort()
    await expect(
      droppedFiles(drop([folder('/pets', many)]), { found, signal: control.signal }),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('are walked to any depth, and the path goes into the name', async () => {
    const tree = folder('/pets', [
      folder('/pets/cats', [file('/pets/cats/a.png'), file('/pets/cats/b.png'), file('/pets/cats/c.png')]),
      folder('/pets/dogs', [folder('/pets/dogs/old', [file('/pets/dogs/old/d.png')])]),
      file('/pets/e.png'),
    ])
    const names = (await droppedFiles(drop([tree]))).map(({ name }) => name)
    expect(names.sort()).toEqual([
      'pets/cats/a.png',
      'pets/cats/b.png',
      'pets/cats/c.png',
      'pets/dogs/old/d.png',
      'pets/e.png',
    ])
  })

  test('loose files are taken as they are', async () => {
    const loose = [new File(['x'], 'a.png')]
    expect(await droppedFiles(drop([file('/a.png')], loose))).toEqual(loose)
  })
})

test('how far something is: a share of a single thing, whole ones of several', () => {
  expect(farWords(0, 1)).toBe('0 %')
  expect(farWords(0.379, 1)).toBe('37 %')
  expect(farWords(3.9, 12_000)).toBe('3 of 12,000')
})
