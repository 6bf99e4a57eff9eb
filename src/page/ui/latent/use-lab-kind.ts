/** What the kind of the run's items brings into the lab, and what its items are laid out by. */
import { useMemo } from 'react'
import { itemKindOf } from '../../../common/config/item-kind.ts'
import type { KindId } from '../../../common/items/item-spec.ts'
import type { LabKind, Surroundings } from '../../kinds/kind.ts'
import { labKind } from '../../kinds/lab-kinds.ts'
import { useGanvas, useLab } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import type { Draw } from './thumb.tsx'
import { useRenewed } from './use-renewed.ts'

const selectKind = (state: PageState) => labKind(itemKindOf(runData(state)))

export function useLabKind(): LabKind<KindId> {
  return useGanvas(selectKind)
}

const selectHasData = (state: PageState): boolean => state.dataset !== null
/** Reals hardly ever change. */
const PERIOD_MS = 5000
const NO_REALS = new Float32Array(0)

/** Reals and the half side of a square that holds them; none for kinds that need none. */
export function useSurroundings(): Surroundings {
  const lab = useLab()
  const { surroundings: count } = useLabKind()
  const hasData = useGanvas(selectHasData)
  const needed = hasData && count > 0
  const ask = useMemo(() => (needed ? () => lab.reals(1, count) : null), [count, lab, needed])
  const answer = useRenewed(ask, PERIOD_MS)
  return useMemo(() => {
    const reals = needed && answer?.shape.length === 2 ? answer.data : NO_REALS
    const farthest = reals.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    return { reals, extent: farthest > 0 ? 1.25 * farthest : 1 }
  }, [answer, needed])
}

/** How items of the run are drawn in small. The same function while it draws the same. */
export function useDraw(): Draw {
  const { thumb } = useLabKind()
  const { extent } = useSurroundings()
  return useMemo(() => thumb.draw(extent), [thumb, extent])
}
