/** One latent dimension: a native slider, so that keys, touch and screen readers work as everywhere. */
import { memo, useCallback } from 'react'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { coordinateText } from './latent-words.ts'
import { reachOf, withCoordinates, within, type Prior } from './latent-maths.ts'
import type { Hand } from './use-hand.ts'

interface Props {
  /** Which dimension, from 0; shown from 1. */
  at: number
  prior: Prior
  hand: Hand
  /** Called before the hand moves. */
  onGrasp: () => void
}

/** So many stops from end to end. */
const STOPS = 120

export const LatentSlider = memo(function LatentSlider({ at, prior, hand, onGrasp }: Props) {
  const value = useGanvas(useCallback((state: PageState) => state.held?.[at] ?? 0, [at]))
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
        step={(2 * reach) / STOPS}
        value={shown}
        style={{ '--fill': `${((shown / reach + 1) / 2) * 100}%` }}
        onChange={(event) => {
          const latent = hand.read()
          if (latent === null) return
          onGrasp()
          hand.move(withCoordinates(latent, [[at, Number(event.target.value)]]))
        }}
      />
      <span className="latent-value" aria-hidden="true">
        {coordinateText(value)}
      </span>
    </label>
  )
})
