/** The squares of the pad side by side: what is drawn, what the forger is given where that is something else, and what it makes of it. */
import { useRef, type ReactNode } from 'react'
import { useGanvas } from '../../state/page.ts'
import { runView } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { TwinPortrait } from '../comparison/twin-portrait.tsx'
import { SurfaceCanvas } from '../kit/surface-canvas.tsx'
import { useSlowly } from '../stage/use-slowly.ts'
import { useSurface } from '../stage/use-surface.ts'

export function PadTile({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <figure className="pad-tile">
      <div className="pad-square">{children}</div>
      <figcaption>{caption}</figcaption>
    </figure>
  )
}

const selectWords = (state: PageState): string => {
  const { latentCursor, step } = runView(state)
  return latentCursor === null
    ? 'Nothing is made yet.'
    : `What the forger makes of it at step ${step.toLocaleString('en-GB')}.`
}

export function Restored() {
  const attach = useSurface('latent')
  const words = useSlowly(selectWords)
  return (
    <PadTile caption="What it makes of it">
      <SurfaceCanvas attach={attach} label={words} className="pad-made" />
      <TwinPortrait />
    </PadTile>
  )
}

/** A canvas for pixels that the page draws itself, and how to reach it. */
export function usePixels() {
  return useRef<HTMLCanvasElement>(null)
}

export const selectCompared = (state: PageState): boolean => state.sides.twin !== null

export function useCompared(): boolean {
  return useGanvas(selectCompared)
}
