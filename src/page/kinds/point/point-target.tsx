/** A small plane with the real points in which to choose a place: click, or use the arrow keys. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { TargetProps } from '../kind.ts'

/** A key moves by a fortieth of the plane; with Shift by an eighth. */
const SMALL = 1 / 20
const LARGE = 1 / 4

export function PointTarget({ target, surroundings, onTarget }: TargetProps) {
  const { extent, reals } = surroundings
  const pad = useRef<HTMLDivElement>(null)
  const x = target?.values[0] ?? 0
  const y = target?.values[1] ?? 0
  const choose = (nextX: number, nextY: number): void => {
    const held = (value: number): number => Math.min(extent, Math.max(-extent, value))
    onTarget({ shape: [2], values: Float32Array.of(held(nextX), held(nextY)) })
  }
  const point = (event: PointerEvent): void => {
    const box = pad.current?.getBoundingClientRect()
    if (box === undefined || event.buttons === 0) return
    choose(
      ((2 * (event.clientX - box.left)) / box.width - 1) * extent,
      (1 - (2 * (event.clientY - box.top)) / box.height) * extent,
    )
  }
  const press = (event: KeyboardEvent): void => {
    const by = extent * (event.shiftKey ? LARGE : SMALL)
    const moves: Record<string, readonly [number, number]> = {
      ArrowLeft: [-by, 0],
      ArrowRight: [by, 0],
      ArrowUp: [0, by],
      ArrowDown: [0, -by],
    }
    const move = moves[event.key]
    if (move === undefined) return
    event.preventDefault()
    choose(x + move[0], y + move[1])
  }
  return (
    <div
      ref={pad}
      className="point-target"
      role="slider"
      tabIndex={0}
      aria-roledescription="two-dimensional slider"
      aria-label="Place to look for"
      aria-valuemin={-extent}
      aria-valuemax={extent}
      aria-valuenow={Number(x.toFixed(2))}
      aria-valuetext={target === null ? 'none chosen' : `x ${x.toFixed(2)}, y ${y.toFixed(2)}`}
      title="Click a place, or use the arrow keys"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        point(event)
      }}
      onPointerMove={point}
      onKeyDown={press}
    >
      <svg viewBox={`${-extent} ${-extent} ${2 * extent} ${2 * extent}`} aria-hidden="true">
        <Reals reals={reals} radius={extent / 60} />
        {target !== null && (
          <g className="point-mark" transform={`translate(${x} ${-y}) scale(${extent / 12})`}>
            <path d="M-1 0H1M0 -1V1" />
            <circle r={0.6} />
          </g>
        )}
      </svg>
    </div>
  )
}

/** @param reals [n, 2] */
function Reals({ reals, radius }: { reals: Float32Array; radius: number }) {
  return (
    <g className="point-reals">
      {Array.from({ length: reals.length / 2 }, (_, i) => (
        <circle key={i} cx={reals[2 * i] ?? 0} cy={-(reals[2 * i + 1] ?? 0)} r={radius} />
      ))}
    </g>
  )
}
