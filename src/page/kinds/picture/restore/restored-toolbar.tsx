/** Beside what restored pictures are seen: which baseline, whether differences are drawn, and how many across. */
import { ChevronDown } from 'lucide-react'
import { BASELINES, baselinesFor, baselineShown } from '../../../../common/restore/baseline-names.ts'
import type { RestoredView } from '../../../../common/protocol/stage-view.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { GridSize, SortByEye } from '../picture-toolbar.tsx'

const selectSource = (state: PageState) => state.sides.run.config.source
const selectRestored = (state: PageState) => state.view.restored

export function RestoredToolbar() {
  const restored = useGanvas(selectRestored)
  const actions = useActions()
  const change = (part: Partial<RestoredView>): void =>
    actions.setView({ restored: { ...restored, ...part } })
  return (
    <>
      <Baselines chosen={restored.baseline} onChoose={(baseline) => change({ baseline })} />
      <button
        type="button"
        className="layer-toggle picture-game"
        aria-pressed={restored.difference}
        title="A column more: how far each pixel of the output is from the true one"
        onClick={() => change({ difference: !restored.difference })}
      >
        Where it differs
      </button>
      <GridSize />
      <SortByEye short />
    </>
  )
}

/** What is shown beside the output; nothing to choose where there is one alone. */
function Baselines({ chosen, onChoose }: { chosen: string | null; onChoose: (id: string) => void }) {
  const source = useGanvas(selectSource)
  const offered = BASELINES.filter(({ id }) => baselinesFor({ source }).includes(id))
  const shown = baselineShown(chosen, { source })
  if (offered.length < 2) return null
  return (
    <span className="select restored-beside" title={offered.find(({ id }) => id === shown)?.meaning}>
      <select
        aria-label="Shown beside the output: restored without training"
        value={shown}
        onChange={({ target }) => onChoose(target.value)}
      >
        {offered.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown size={14} aria-hidden="true" />
    </span>
  )
}
