/** Small looks at latents, renewed while the generator learns. */
import { useMemo } from 'react'
import { useLab } from '../../state/page.ts'
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
