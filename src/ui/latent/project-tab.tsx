/**
 * From an item back to a latent: choose a picture (of the dataset, or one's own) or a place in the plane, and watch the
 * search. What it finds goes under the hand.
 */
import { ImagePlus, Search, Shuffle, Square } from 'lucide-react'
import { useMemo, useRef, useState, type DragEvent } from 'react'
import { toFailure } from '../../shared/failure.ts'
import type { Projection } from '../../state/latent-lab.ts'
import { useActions, useGanvas, useLab } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { itemsOf } from './items.ts'
import type { TabProps } from './lab-tab.ts'
import { PointTarget } from './point-target.tsx'
import { Thumb, type ThumbItem } from './thumb.tsx'
import { usePlane } from './use-looks.ts'
import { useRenewed } from './use-renewed.ts'

const OFFERED = 8
const PERIOD_MS = 5000

const selectPoints = ({ dataset }: PageState): boolean => dataset?.kind === 'points'
const selectProjection = ({ projection }: PageState): Projection | null => projection
const selectProjecting = ({ projecting }: PageState): boolean => projecting
const selectShape = ({ dataset }: PageState): string => `${dataset?.size ?? 0} ${dataset?.channels ?? 0}`

export function ProjectTab({ onGrasp }: TabProps) {
  const points = useGanvas(selectPoints)
  const [target, setTarget] = useState<ThumbItem | null>(null)
  const shape = useGanvas(selectShape)
  const [madeFor, setMadeFor] = useState(shape)
  if (shape !== madeFor) {
    // Another dataset: the old picture has another shape.
    setMadeFor(shape)
    setTarget(null)
  }
  const { extent, reals } = usePlane()
  return (
    <div className="lab-project">
      {points ? (
        <PointTarget {...{ extent, reals, target }} onTarget={setTarget} />
      ) : (
        <figure className="project-target">
          <Thumb item={target} extent={extent} />
          <figcaption>{target === null ? 'Choose a picture' : 'Looked for'}</figcaption>
        </figure>
      )}
      <div className="project-side">
        {!points && <PictureChoice chosen={target} onTarget={setTarget} />}
        <SearchRow target={target} onGrasp={onGrasp} points={points} />
      </div>
    </div>
  )
}

/** Items of the dataset, and a way to one's own picture. */
function PictureChoice({
  chosen,
  onTarget,
}: {
  chosen: ThumbItem | null
  onTarget: (item: ThumbItem) => void
}) {
  const lab = useLab()
  const actions = useActions()
  const [seed, setSeed] = useState(1)
  const file = useRef<HTMLInputElement>(null)
  const ask = useMemo(() => async () => itemsOf(await lab.reals(seed, OFFERED)), [lab, seed])
  const items = useRenewed(ask, PERIOD_MS) ?? []
  const take = async (own: File | undefined): Promise<void> => {
    if (own === undefined) return
    try {
      const [item] = itemsOf(await lab.picture(own))
      if (item !== undefined) onTarget(item)
    } catch (thrown) {
      const { sentence, nextStep } = toFailure(thrown)
      actions.say({ role: 'alert', sentence, nextStep })
    }
  }
  const drop = (event: DragEvent): void => {
    // The page would take it for a dataset.
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }
  return (
    <div className="project-choice" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      {items.map((item, at) => (
        <button
          key={at}
          type="button"
          className="project-item"
          aria-label={`Picture ${at + 1} of the dataset`}
          aria-pressed={item === chosen}
          onClick={() => onTarget(item)}
        >
          <Thumb item={item} extent={1} />
        </button>
      ))}
      <IconButton name="Other pictures" icon={<Shuffle size={15} />} onClick={() => setSeed(seed + 1)} />
      <Button
        look="outline"
        icon={<ImagePlus size={15} aria-hidden="true" />}
        title="Your own picture; it stays on this machine. You can drop it here as well."
        onClick={() => file.current?.click()}
      >
        Your own…
      </Button>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/*"
        aria-label="Picture to look for"
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}

function SearchRow({
  target,
  points,
  onGrasp,
}: {
  target: ThumbItem | null
  points: boolean
  onGrasp: () => void
}) {
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
      <p
        className="lab-note"
        title="Mean squared difference of the numbers of the item (pictures: −1 to 1), and what it is to that of the dataset’s mean item"
        role="status"
        aria-label="Remaining difference"
      >
        {projection === null ? explained(points) : words(projection, points)}
      </p>
    </>
  )
}

function explained(points: boolean): string {
  return points
    ? 'Looks for the z that the forger sends to the place you choose.'
    : 'Looks for the z that the forger turns into this picture, and puts it under the hand.'
}

/** What is left of the difference. @returns for points the distance, for pictures MSE and share of the mean picture's */
function words({ difference, relative, done, total }: Projection, points: boolean): string {
  if (!Number.isFinite(difference)) return 'Looking…'
  const where = done < total ? `Look ${done} of ${total}: ` : ''
  if (points) {
    // Of two coordinates: the squared distance is twice the mean.
    const distance = (mean: number): string => Math.sqrt(2 * mean).toPrecision(2)
    return `${where}${distance(difference)} away; the mean point is ${distance(difference / relative)} away.`
  }
  const left = `MSE ${difference < 0.01 ? difference.toExponential(1) : difference.toFixed(3)}`
  const percent = 100 * relative
  const share = `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} % of the mean picture’s`
  return `${where}${left}, ${share}.`
}
