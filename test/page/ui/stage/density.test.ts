// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react'
import { createElement } from 'react'
import { expect, test, vi } from 'vitest'
import { PageProvider } from '../../../../src/page/state/page.ts'
import { createStore } from '../../../../src/page/state/store.ts'
import { SurfaceCanvas } from '../../../../src/page/ui/kit/surface-canvas.tsx'
import { useSurface } from '../../../../src/page/ui/stage/use-surface.ts'
import { ring, scriptedClient } from '../../../helpers/page/scripted-client.ts'

test('another pixel density reaches the worker although the box keeps its size', () => {
  const listeners: (() => void)[] = []
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) =>
      ({
        media: query,
        addEventListener: (_: string, listener: () => void) => listeners.push(listener),
        removeEventListener: () => undefined,
      }) as unknown as MediaQueryList,
  )
  const sizes: number[][] = []
  let measure: () => void = () => undefined
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: () => void) {
        measure = callback
      }
      observe(): void {
        return
      }
      disconnect(): void {
        return
      }
    },
  )
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue({
    width: 300,
    height: 200,
  } as DOMRect)
  const script = scriptedClient()
  const attach: typeof script.client.attach = () => ({
    resize: (...size) => void sizes.push(size),
    detach: () => undefined,
  })
  const client = Object.create(script.client, { attach: { value: attach } }) as typeof script.client
  const Canvas = () => createElement(SurfaceCanvas, { attach: useSurface('stage'), label: 'x' })
  render(
    createElement(PageProvider, { value: createStore(client, { config: ring() }) }, createElement(Canvas)),
  )
  act(() => measure())
  vi.stubGlobal('devicePixelRatio', 2)
  Object.defineProperty(window, 'devicePixelRatio', { configurable: true, value: 2 })
  act(() => listeners.pop()?.())
  vi.stubGlobal('devicePixelRatio', 3)
  Object.defineProperty(window, 'devicePixelRatio', { configurable: true, value: 3 })
  act(() => listeners.pop()?.())
  expect(sizes).toEqual([
    [300, 200, 1],
    [300, 200, 2],
    [300, 200, 3],
  ])
  cleanup()
})
