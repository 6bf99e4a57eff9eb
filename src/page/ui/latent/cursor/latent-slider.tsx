/** One latent dimension: a native slider, so that keys, touch and screen readers work as everywhere. */
import { memo, useCallback } from 'react'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { coordinateText } from '../latent-words.ts'
import { reachOf, withCoordinates, within, type Prior } from '../latent-maths.ts'
import type { LatentCursor } from '../use-latent-cursor.ts'

interface Props {
  /** Which dimension, from 0; shown from 1. */
  at: number
  prior: Prior
  cursor: LatentCursor
  /** Called before the hand moves. */
  onGrasp: () => void
}

/** Stops with two decimals, a hundred or so from end to end. */
const STEP = { normal: 0.05, uniform: 0.02 } as const satisfies Record<Prior, number>

/**
 * The stop nearest to a value. A browser rounds what a slider is given to its stops; where that differs from what React
 * gave, it takes the rounding for a move by the person, and the real move is lost.
 */
function stopAt(value: number, prior: Prior): number {
  return Number((Math.round(value / STEP[prior]) * STEP[prior]).toFixed(2))
}

export const LatentSlider = memo(function LatentSlider({ at, prior, cursor, onGrasp }: Props) {
  const value = useGanvas(useCallback((state: PageState) => state.latentCursor?.[at] ?? 0, [at]))
  const reach = reachOf(prior)
  const name = `z ${at + 1}`
  const shown = within(value, prior)
  return (
    <label className="latent-slider">
      <span aria-hidden="true">{name}</span>
      <input
        type="range"
        className="slider"
        aria-label={name}
        aria-valuetext={coordinateText(value)}
        min={-reach}
        max={reach}
        step={STEP[prior]}
        value={stopAt(shown, prior)}
        style={{ '--fill': `${((shown / reach + 1) / 2) * 100}%` }}
        onChange={(event) => {
          const latent = cursor.read()
          if (latent === null) return
          onGrasp()
          cursor.move(withCoordinates(latent, [[at, Number(event.target.value)]]))
        }}
      />
      <span className="latent-value" aria-hidden="true">
        {coordinateText(value)}
      </span>
    </label>
  )
})
