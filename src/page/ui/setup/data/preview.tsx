/** What the networks will see of the images, after size, fit and colour: drawn by the worker from the prepared bytes. */
import { useCallback, useState } from 'react'
import { useAttach, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { SurfaceCanvas } from '../../kit/surface-canvas.tsx'

/** Null unless images are prepared. One text, so that equal answers are equal values. */
const selectWords = ({ dataset }: PageState): string | null =>
  dataset?.kind === 'images'
    ? `The first pictures of ${dataset.label} as the networks see them: ${dataset.size} × ${dataset.size} pixels, ${dataset.channels === 1 ? 'gray' : 'colour'}.`
    : null

/** Worth a look at once where the person chose size, fit and colour for pictures of their own. */
const selectOwn = (state: PageState): boolean => state.dataset?.id === 'own'

export function Preview() {
  const words = useGanvas(selectWords)
  const own = useGanvas(selectOwn)
  if (words === null) return null
  return <Fold key={String(own)} words={words} open={own} />
}

function Fold({ words, open }: { words: string; open: boolean }) {
  const [unfolded, setUnfolded] = useState(open)
  return (
    <details className="preview" open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
      <summary>What the networks see</summary>
      {unfolded && <Canvas words={words} />}
    </details>
  )
}

function Canvas({ words }: { words: string }) {
  const attach = useAttach()
  const attachPreview = useCallback(
    (canvas: HTMLCanvasElement, onStale: () => void) => attach('run', 'preview', canvas, onStale),
    [attach],
  )
  return <SurfaceCanvas attach={attachPreview} label={words} />
}
