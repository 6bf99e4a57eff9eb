/**
 * Hands canvases to the worker for one surface, and tells it when the screen's pixel density changes although the box
 * keeps its size (zoom, another monitor). Must not make canvases: see kit/surface-canvas.tsx.
 */
import { useCallback } from 'react'
import type { SideName } from '../../../common/protocol/side.ts'
import { useAttach, type Attach, type SurfaceName } from '../../state/page.ts'

type Handed = ReturnType<Attach>

/** What SurfaceCanvas wants as `attach`. Stable. */
export function useSurface(
  surface: SurfaceName,
  side: SideName = 'run',
): (canvas: HTMLCanvasElement, onStale: () => void) => Handed {
  const attach = useAttach()
  return useCallback(
    (canvas, onStale) => followDensity(attach(side, surface, canvas, onStale)),
    [attach, side, surface],
  )
}

function followDensity(handed: Handed): Handed {
  let size: { width: number; height: number } | null = null
  const density = watchDensity((scale) => {
    if (size !== null) handed.resize(size.width, size.height, scale)
  })
  return {
    resize(width, height, scale) {
      size = { width, height }
      handed.resize(width, height, scale)
    },
    detach() {
      density.stop()
      handed.detach()
    },
  }
}

/** A media query holds for one density only: after each change the next one is watched. */
function watchDensity(onChange: (scale: number) => void): { stop(): void } {
  let query: MediaQueryList
  const listen = (): void => {
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
    query.addEventListener('change', change, { once: true })
  }
  const change = (): void => {
    onChange(window.devicePixelRatio)
    listen()
  }
  listen()
  return { stop: () => query.removeEventListener('change', change) }
}
