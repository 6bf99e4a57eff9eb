/** Begins and ends the search for a latent, and tells how far it is and what it has found. */
import { Search, Square } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { KindId } from '../../../../common/items/item-spec.ts'
import type { LabKind } from '../../../kinds/kind.ts'
import type { Projection } from '../../../../common/protocol/latent-lab.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button } from '../../kit/button.tsx'
import { Thumb, type ThumbItem } from '../thumb.tsx'
import { useDraw, useLabKind } from '../use-lab-kind.ts'
import { useSamples } from '../use-samples.ts'

const selectProjection = ({ projection }: PageState): Projection | null => projection
const selectProjecting = ({ projecting }: PageState): boolean => projecting

export function SearchRow({ target, onGrasp }: { target: ThumbItem | null; onGrasp: () => void }) {
  const { search } = useLabKind()
  const actions = useActions()
  const projection = useGanvas(selectProjection)
  const projecting = useGanvas(selectProjecting)
  const share = projection === null ? 0 : projection.done / projection.total
  return (
    <>
      <div className="lab-row">
        {projecting ? (
          <Button
            look="primary"
            icon={<Square size={13} aria-hidden="true" />}
            onClick={() => actions.endProjection()}
          >
            Stop the search
          </Button>
        ) : (
          <Button
            look="primary"
            icon={<Search size={14} aria-hidden="true" />}
            disabled={target === null}
            title="The best of 256 draws, then descent through the forger from the best eight"
            onClick={() => {
              if (target === null) return
              onGrasp()
              actions.project(target.values.slice())
            }}
          >
            Search its latent
          </Button>
        )}
        <progress aria-label="Search" value={share} max={1} data-idle={!projecting && projection === null} />
      </div>
      <div className="project-left">
        {search.remainder !== null && projection !== null && target !== null && (
          <Remainder target={target} latent={projection.latent} differ={search.remainder} />
        )}
        <p
          className="lab-note"
          title="Mean squared difference (MSE) of the numbers of the item (pictures: −1 to 1), and what it is to that of the dataset’s mean item"
          role="status"
          aria-label="Remaining difference"
        >
          {projection === null ? search.invitation : words(projection, search.found)}
        </p>
      </div>
    </>
  )
}

/** Where what was found still differs: the lighter, the more. */
function Remainder({
  target,
  latent,
  differ,
}: {
  target: ThumbItem
  latent: Float32Array
  differ: (target: ThumbItem, found: ThumbItem) => ThumbItem
}) {
  const draw = useDraw()
  const found = useSamples(useMemo(() => [latent], [latent])).get(latent)
  // Between two answers the last one stays.
  const [item, setItem] = useState<ThumbItem | null>(null)
  const [of, setOf] = useState<ThumbItem | undefined>(undefined)
  if (found !== undefined && found !== of) {
    setOf(found)
    setItem(differ(target, found))
  }
  return (
    <span title="What is left: the lighter, the more the two pictures differ there">
      <Thumb item={item} draw={draw} />
    </span>
  )
}

/** What is left of the difference, and how far the search is. */
function words(projection: Projection, found: LabKind<KindId>['search']['found']): string {
  if (!Number.isFinite(projection.difference)) return 'Looking…'
  const { done, total } = projection
  return `${done < total ? `Look ${done} of ${total}: ` : ''}${found(projection)}`
}
