// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { Canvases } from '../../../src/page/client/canvases.ts'
import { Connection } from '../../../src/page/client/connection.ts'
import { fakeWorkers } from '../../helpers/page/fake-worker.ts'
import { ring } from '../../helpers/page/scripted-client.ts'

afterEach(() => vi.unstubAllGlobals())

function connect(): Connection {
  const connection = new Connection(1, { onEvent: () => undefined, onDeath: () => undefined })
  connection.start({ config: ring(), base: 'http://place/', running: false })
  return connection
}

function open() {
  const fakes = fakeWorkers()
  let connection = connect()
  const canvases = new Canvases(() => connection)
  const restart = (): void => {
    connection.end()
    connection = connect()
    canvases.allStale()
  }
  return { ...fakes, canvases, restart }
}

/** A canvas of a size on the page, and what its control is once it is handed over. */
function canvas(width = 30, height = 20) {
  const element = document.createElement('canvas')
  const offscreen = { handed: 'over' } as unknown as OffscreenCanvas
  Object.defineProperties(element, { clientWidth: { value: width }, clientHeight: { value: height } })
  element.transferControlToOffscreen = () => offscreen
  return { element, offscreen }
}

test('a canvas moves to the worker with its size on the page and the display’s scale', () => {
  vi.stubGlobal('devicePixelRatio', 2)
  const { canvases, newest } = open()
  const { element, offscreen } = canvas(30, 20)
  canvases.attach('twin', 'latent', element, () => undefined)
  const { message, transfer } = newest().posted.at(-1) ?? {}
  expect(message).toEqual({
    ...{ type: 'surface', side: 'twin', surface: 'latent', canvas: offscreen },
    ...{ width: 30, height: 20, scale: 2 },
  })
  expect(transfer).toEqual([offscreen])
})

test('it is resized as long as it is mounted', () => {
  const { canvases, newest } = open()
  const attachment = canvases.attach('run', 'stage', canvas().element, () => undefined)
  attachment.resize(50, 40, 1.5)
  attachment.detach()
  attachment.resize(60, 60, 1)
  expect(newest().told('resize')).toEqual([
    { type: 'resize', side: 'run', surface: 'stage', width: 50, height: 40, scale: 1.5 },
  ])
})

test('a new worker never hears of a canvas that died with the old one', () => {
  const { canvases, restart, newest } = open()
  const attachment = canvases.attach('run', 'stage', canvas().element, () => undefined)
  restart()
  attachment.resize(50, 40, 1)
  expect(newest().told('resize')).toEqual([])
})

test('who is told that a canvas is dead mounts another at once, and is not told of that one', () => {
  const { canvases, restart, newest } = open()
  let told = 0
  const mount = (): void => {
    canvases.attach('run', 'stage', canvas().element, () => {
      if (++told < 5) mount()
    })
  }
  mount()
  restart()
  expect(told).toBe(1)
  expect(newest().told('surface')).toHaveLength(1)
})
