/**
 * What waits at both ends of each direction, seen from where the hand rests. Asked only when it has come to rest: a drag
 * has the worker to itself.
 */
import { useEffect, useMemo, useState } from 'react'
import type { LatentDirection } from '../../../../common/protocol/latent-lab.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { REACH, withStrength } from './along.ts'
import type { Prior } from '../latent-maths.ts'
import type { ThumbItem } from '../thumb.tsx'
import { useSamples } from '../use-samples.ts'

const REST_MS = 250
const NONE: readonly LatentDirection[] = []

const selectHeld = ({ latentCursor }: PageState): Float32Array | null => latentCursor

/** The samples at the lower and the upper end of a direction; undefined while they are not known. */
export type Ends = readonly [ThumbItem | undefined, ThumbItem | undefined]

export function useEnds(directions: readonly LatentDirection[] = NONE, prior: Prior): readonly Ends[] {
  const held = useRested(useGanvas(selectHeld))
  const latents = useMemo(
    () =>
      directions.flatMap(({ vector }) =>
        held?.length === vector.length
          ? [withStrength(held, vector, -REACH, prior), withStrength(held, vector, REACH, prior)]
          : [],
      ),
    [directions, held, prior],
  )
  const looks = useSamples(latents)
  // While new ends are looked for, the old ones stay: they are nearly the same.
  const [last, setLast] = useState<readonly Ends[]>([])
  const known = latents.length > 0 && latents.every((latent) => looks.has(latent))
  const ends = useMemo(
    () =>
      known
        ? directions.map((_, at): Ends => [
            lookAt(looks, latents, 2 * at),
            lookAt(looks, latents, 2 * at + 1),
          ])
        : null,
    [known, directions, looks, latents],
  )
  if (ends !== null && ends !== last) setLast(ends)
  return ends ?? last
}

function lookAt(
  looks: ReadonlyMap<Float32Array, ThumbItem>,
  latents: readonly Float32Array[],
  at: number,
): ThumbItem | undefined {
  const latent = latents[at]
  return latent === undefined ? undefined : looks.get(latent)
}

/** The value once it has been the same for a moment. */
export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(() => value), REST_MS)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
