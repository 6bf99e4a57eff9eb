/** Samples along each direction, from where the hand rests. */
import { useMemo } from 'react'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { REACH, withStrength } from '../directions/along.ts'
import { useRested } from '../directions/use-ends.ts'
import type { Prior } from '../latent-maths.ts'
import type { ThumbItem } from '../thumb.tsx'
import { useSamples } from '../use-samples.ts'

/** Places of a strip, from end to end. */
export const PLACES = 7

const selectHeld = ({ latentCursor }: PageState): Float32Array | null => latentCursor

export type Strip = readonly (ThumbItem | undefined)[]

/** Latents from one end of a direction to the other. */
export function alongWord(
  latent: Float32Array,
  direction: Float32Array,
  prior: Prior,
  places: number,
): Float32Array<ArrayBuffer>[] {
  return Array.from({ length: places }, (_, i) =>
    withStrength(latent, direction, REACH * ((2 * i) / (places - 1) - 1), prior),
  )
}

/** @param directions the same array while they are the same */
export function useStrips(directions: readonly Float32Array[], prior: Prior): readonly Strip[] {
  const held = useRested(useGanvas(selectHeld))
  const latents = useMemo(
    () =>
      directions.flatMap((direction) =>
        held?.length === direction.length ? alongWord(held, direction, prior, PLACES) : [],
      ),
    [directions, held, prior],
  )
  const looks = useSamples(latents)
  return directions.map((_, at) =>
    latents.slice(at * PLACES, (at + 1) * PLACES).map((latent) => looks.get(latent)),
  )
}
