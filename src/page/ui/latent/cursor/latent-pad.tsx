/**
 * Two latent dimensions at once: drag anywhere on the pad, or use the arrow keys. Rings stand at 1 σ and 2 σ of the
 * normal prior; the uniform prior fills the pad evenly.
 */
import { useCallback, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { reachOf, withCoordinates, type Prior } from '../latent-maths.ts'
import { coordinateText } from '../latent-words.ts'
import { fromPad, movePair, toPad, type Pair } from './pad-geometry.ts'
import type { LatentCursor } from '../use-latent-cursor.ts'

interface Props {
  /** Dimensions across and up, from 0. They may be the same when there is only one. */
  across: number
  up: number
  prior: Prior
  cursor: LatentCursor
  onGrasp: () => void
}

export function LatentPad({ across, up, prior, cursor, onGrasp }: Props) {
  const pad = useRef<HTMLDivElement>(null)
  const x = useCoordinate(across)
  const y = useCoordinate(up)
  const flat = across === up
  const place = toPad({ x, y: flat ? 0 : y }, prior)
  const move = (pair: Pair): void => {
    const latent = cursor.read()
    if (latent === null) return
    onGrasp()
    cursor.move(
      withCoordinates(
        latent,
        flat
          ? [[across, pair.x]]
          : [
              [across, pair.x],
              [up, pair.y],
            ],
      ),
    )
  }
  const point = (event: PointerEvent<HTMLDivElement>): void => {
    const box = pad.current?.getBoundingClientRect()
    if (box === undefined || event.buttons === 0) return
    move(
      fromPad(
        { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height },
        prior,
      ),
    )
  }
  const press = (event: KeyboardEvent): void => {
    const latent = cursor.read()
    const pair = { x: latent?.[across] ?? 0, y: latent?.[up] ?? 0 }
    const next = movePair(pair, event.key, event.shiftKey, prior)
    if (next === null) return
    event.preventDefault()
    move(next)
  }
  return (
    <div
      ref={pad}
      className="latent-pad"
      role="slider"
      tabIndex={0}
      aria-roledescription="two-dimensional slider"
      aria-label="Latent pad"
      aria-valuemin={-reachOf(prior)}
      aria-valuemax={reachOf(prior)}
      aria-valuenow={Number(x.toFixed(2))}
      aria-valuetext={flat ? named(across, x) : `${named(across, x)}, ${named(up, y)}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        point(event)
      }}
      onPointerMove={point}
      onKeyDown={press}
    >
      <PadGround prior={prior} />
      <i className="latent-thumb" style={{ left: `${place.x * 100}%`, top: `${place.y * 100}%` }} />
    </div>
  )
}

function named(at: number, value: number): string {
  return `z ${at + 1} ${coordinateText(value)}`
}

function useCoordinate(at: number): number {
  return useGanvas(useCallback((state: PageState) => state.latentCursor?.[at] ?? 0, [at]))
}

function PadGround({ prior }: { prior: Prior }) {
  return (
    <svg viewBox="-3 -3 6 6" preserveAspectRatio="none" aria-hidden="true">
      <path d="M-3 0H3M0 -3V3" />
      {prior === 'normal' && (
        <>
          <circle r={1} />
          <circle r={2} />
        </>
      )}
    </svg>
  )
}
