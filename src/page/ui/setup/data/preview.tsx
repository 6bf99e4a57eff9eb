/** What the networks will see of the data once they are prepared: drawn by the worker from the prepared bytes. */
import { useCallback, useState } from 'react'
import { factsOf } from '../../../../common/config/facts.ts'
import type { ItemOf, KindId } from '../../../../common/items/item-spec.ts'
import type { DatasetSummary } from '../../../../common/protocol/report.ts'
import { pageKind } from '../../../kinds/kinds.ts'
import { useAttach, useGanvas } from '../../../state/page.ts'
import { runData } from '../../../state/run/sides.ts'
import type { PageState } from '../../../state/store-types.ts'
import { SurfaceCanvas } from '../../kit/surface-canvas.tsx'

/** Null where there is nothing to preview. One text, so that equal answers are equal values. */
const selectWords = ({ dataset }: PageState): string | null =>
  dataset === null ? null : wordsOf(dataset, dataset.item)

function wordsOf<K extends KindId>(dataset: DatasetSummary, item: ItemOf<K>): string | null {
  return pageKind(item.kind).preview?.({ ...dataset, item }) ?? null
}

/** Worth a look at once where the person chose how their own files are prepared. */
const selectOwn = (state: PageState): boolean => factsOf(runData(state)).origin === 'own'

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
