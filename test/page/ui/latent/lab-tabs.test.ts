// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LatentPanel } from '../../../../src/page/ui/latent/latent-panel.tsx'
import { built, settled } from '../../../helpers/page/scripted-client.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'

let frames: ((now: number) => void)[] = []
let now = 0
const frame = (ms = 50) =>
  act(() => {
    now += ms
    frames.splice(0).forEach((call) => call(now))
  })

beforeEach(() => {
  frames = []
  now = performance.now()
  vi.stubGlobal('requestAnimationFrame', (call: (now: number) => void) => frames.push(call))
  vi.stubGlobal(
    'cancelAnimationFrame',
    (handle: number) => void frames.splice(handle - 1, 1, () => undefined),
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

async function standing() {
  const page = renderPage(createElement(LatentPanel), { latent: 2 })
  act(() => {
    page.emit(built())
    page.emit({ type: 'state', state: 'ready', step: 0 })
  })
  await act(settled)
  const hold = (...z: number[]) => act(() => page.state().actions.setLatent(Float32Array.from(z)))
  const held = () => Array.from(page.state().latentCursor ?? [])
  return { ...page, hold, held }
}

const open = async (name: RegExp) => {
  fireEvent.mouseDown(screen.getByRole('tab', { name }), { button: 0 })
  // Tabs are fetched when first opened.
  await vi.waitFor(
    () =>
      expect(screen.getByRole('tabpanel').querySelector('button, [role=slider], input, p')).not.toBeNull(),
    5000,
  )
  await act(settled)
}
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const slider = (name: string) => screen.getByRole<HTMLInputElement>('slider', { name })

/** Three pins at known places. */
async function withPins() {
  const page = await standing()
  for (const z of [
    [2, 0],
    [0, 2],
    [-2, 0],
  ]) {
    page.hold(...z)
    fireEvent.click(button('Pin this sample'))
  }
  await open(/^Pins/)
  return page
}
const names = ({ state }: Awaited<ReturnType<typeof withPins>>) =>
  state()
    .pins.map(({ name }) => name)
    .join('')

test('a pin holds its place, whatever the hand does later', async () => {
  const page = await withPins()
  page.hold(0.5, 0.5)
  fireEvent.click(button('Pin B'))
  frame()
  expect(page.held()).toEqual([0, 2])
})

test('pins are removed and moved by keys and by buttons; a letter set free is used again', async () => {
  const page = await withPins()
  fireEvent.keyDown(button('Pin C'), { key: 'ArrowLeft', shiftKey: true })
  expect(names(page)).toBe('ACB')
  fireEvent.keyDown(button('Pin A'), { key: 'Delete' })
  expect(names(page)).toBe('CB')
  fireEvent.click(button('Pin this sample'))
  expect(names(page)).toBe('CBA')
  fireEvent.click(button('Pin A'))
  fireEvent.click(button('Move pin earlier'))
  expect(names(page)).toBe('CAB')
  fireEvent.click(button('Remove pin'))
  expect(names(page)).toBe('CB')
})

test('pins stay while the forger learns, and go with networks of another latent', async () => {
  const page = await withPins()
  act(() => page.emit(built()))
  expect(names(page)).toBe('ABC')
  act(() => page.emit(built(5)))
  expect(names(page)).toBe('')
})

test('pins are looked at anew when another class is picked', async () => {
  const page = await withPins()
  const looks = () => page.calls.filter(([name]) => name === 'look').length
  await vi.waitFor(() => expect(looks()).toBeGreaterThan(0), 5000)
  const before = looks()
  act(() => page.state().actions.setView({ pickedClass: 3 }))
  await vi.waitFor(() => expect(looks()).toBeGreaterThan(before), 5000)
})

test('the way between two pins is an arc; the sum of three is reckoned', async () => {
  const page = await withPins()
  fireEvent.change(slider('Way between two pins'), { target: { value: '0.5' } })
  frame()
  expect(page.held()).toEqual([expect.closeTo(Math.SQRT2, 5), expect.closeTo(Math.SQRT2, 5)])
  // A − C + B = (4, 2), brought back to length 2.
  fireEvent.change(screen.getByRole('combobox', { name: 'Pin taken away' }), {
    target: { value: String(page.state().pins[2]?.id) },
  })
  fireEvent.change(screen.getByRole('combobox', { name: 'Pin added' }), {
    target: { value: String(page.state().pins[1]?.id) },
  })
  fireEvent.click(button('Put under the hand'))
  frame()
  expect(page.held()).toEqual([expect.closeTo(4 / Math.sqrt(5), 5), expect.closeTo(2 / Math.sqrt(5), 5)])
})

test('the loop moves frame by frame and stops when the hand is moved', async () => {
  const page = await withPins()
  fireEvent.click(button('Through all pins'))
  const places = new Set<string>()
  for (let i = 0; i < 12; i++) {
    frame()
    places.add(page.held().join())
  }
  expect(places.size).toBeGreaterThan(5)
  fireEvent.click(button('Pin A'))
  frame()
  frame()
  expect(page.held()).toEqual([2, 0])
  expect(button('Through all pins').getAttribute('aria-pressed')).toBe('false')
})

test('a direction’s slider moves the hand along it alone, in σ', async () => {
  const page = await standing()
  page.client.lab.directions = () =>
    Promise.resolve({
      directions: [{ vector: Float32Array.of(0.6, 0.8), share: 0.7 }],
      step: 12,
      milliseconds: 1,
    })
  page.hold(1, 0)
  await open(/^Directions/)
  const first = slider('Direction 1')
  expect(first.getAttribute('aria-valuetext')).toContain('0.60 σ, 70 %')
  // Both ends are looked at: 0.6 σ from the hand to −3 σ and to 3 σ.
  const asked = () =>
    page.calls.filter(([name]) => name === 'look').map(([, latents]) => [...(latents as Float32Array)])
  await vi.waitFor(() => expect(asked().length).toBeGreaterThan(0), 2000)
  const [left, right] = [-3.6, 2.4]
  expect(asked().at(-1)).toEqual(
    [1 + 0.6 * left, 0.8 * left, 1 + 0.6 * right, 0.8 * right].map(
      (value) => expect.closeTo(value, 5) as number,
    ),
  )
  fireEvent.change(first, { target: { value: '2' } })
  frame()
  expect(page.held()).toEqual([expect.closeTo(1 + 1.4 * 0.6, 5), expect.closeTo(1.4 * 0.8, 5)])
})

test('the map moves by keys and says where it is', async () => {
  const page = await standing()
  await open(/^Map/)
  const map = slider('Latent map')
  // The scripted worker's seeds are not the map's.
  expect(map.getAttribute('aria-valuetext')).toBe('x 1.00, y 0.00, seed 1; the hand is off the map')
  fireEvent.keyDown(map, { key: 'ArrowDown', shiftKey: true })
  fireEvent.keyDown(map, { key: 'ArrowLeft' })
  const before = page.held()
  frame()
  expect(map.getAttribute('aria-valuetext')).toBe('x 0.90, y 1.00, near seed 101')
  expect(page.held()).not.toEqual(before)
})

test('a search begins at a press, tells how far it is, and puts what it finds under the hand', async () => {
  const page = await standing()
  act(() =>
    page.emit({
      type: 'dataset',
      summary: {
        id: 'ring',
        label: '',
        item: { kind: 'point', extent: 1 },
        count: 9,
        size: 0,
        channels: 1,
        classes: [],
        skipped: [],
        fingerprint: '',
      },
    }),
  )
  await open(/^Project/)
  expect(button('Search its latent').disabled).toBe(true)
  fireEvent.keyDown(slider('Place to look for'), { key: 'ArrowRight', shiftKey: true })
  let finish: (found: {
    latent: Float32Array
    difference: number
    relative: number
    done: number
    total: number
  }) => void = () => undefined
  const asked: Float32Array[] = []
  page.client.lab.project = (item) => {
    asked.push(item)
    return new Promise((resolve) => (finish = resolve))
  }
  fireEvent.click(button('Search its latent'))
  await act(settled)
  expect(asked.map((item) => [...item])).toEqual([[0.25, 0]])
  act(() =>
    page.emit({
      type: 'projection',
      projection: { latent: Float32Array.of(3, 4), difference: 0.5, relative: 0.25, done: 3, total: 204 },
    }),
  )
  expect(page.held()).toEqual([3, 4])
  const told = () => screen.getByRole('status', { name: 'Remaining difference' }).textContent
  expect(told()).toBe('Look 3 of 204: found 1.0 from the place; the mean point is 2.0 from it.')
  fireEvent.click(button('Stop the search'))
  expect(page.calls.some(([name]) => name === 'endProjection')).toBe(true)
  await act(async () => {
    finish({ latent: Float32Array.of(5, 6), difference: 0, relative: 0, done: 204, total: 204 })
    await settled()
  })
  expect(page.held()).toEqual([5, 6])
  expect(button('Search its latent').disabled).toBe(false)
})
