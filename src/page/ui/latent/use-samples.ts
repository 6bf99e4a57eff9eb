/** Small looks at latents, renewed while the generator learns, and the plane that points lie in. */
import { useMemo } from 'react'
import { useGanvas, useLab } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { itemsOf } from './items.ts'
import type { ThumbItem } from './thumb.tsx'
import { useRenewed } from './use-renewed.ts'

const PERIOD_MS = 700

const NONE: ReadonlyMap<Float32Array, ThumbItem> = new Map()

/**
 * Looks by latent (the very array); those asked for last, and none before the first answer.
 * @param latents the same array while they are the same
 */
export function useSamples(latents: readonly Float32Array[]): ReadonlyMap<Float32Array, ThumbItem> {
  const lab = useLab()
  const ask = useMemo(() => {
    const [first] = latents
    if (first === undefined) return null
    const all = new Float32Array(latents.length * first.length)
    latents.forEach((latent, i) => all.set(latent, i * first.length))
    return async () => {
      const items = itemsOf(await lab.look(all, latents.length))
      return new Map(latents.flatMap((latent, i) => items.slice(i, i + 1).map((item) => [latent, item])))
    }
  }, [lab, latents])
  return useRenewed(ask, PERIOD_MS) ?? NONE
}

const selectDataset = (state: PageState) => state.dataset
/** Reals the plane is measured by. */
const MEASURED = 256

/** Real points and the half side of a square that holds them; nothing for pictures. */
export function usePlane(): { extent: number; reals: Float32Array } {
  const lab = useLab()
  const dataset = useGanvas(selectDataset)
  const points = dataset?.item.kind === 'point'
  const ask = useMemo(() => (points ? () => lab.reals(1, MEASURED) : null), [lab, points])
  const answer = useRenewed(ask, PERIOD_LONG_MS)
  return useMemo(() => {
    const reals = points && answer?.shape.length === 2 ? answer.data : new Float32Array(0)
    const farthest = reals.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    return { reals, extent: farthest > 0 ? 1.25 * farthest : 1 }
  }, [answer, points])
}

/** Reals hardly ever change. */
const PERIOD_LONG_MS = 5000
