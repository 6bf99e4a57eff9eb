/**
 * From an item back to a latent: choose a picture (of the dataset, or one's own) or a place in the plane, and watch the
 * search. What it finds goes under the hand.
 */
import { ImagePlus, Search, Shuffle, Square } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { toFailure } from '../../../../common/failure.ts'
import type { Projection } from '../../../state/stage/latent-lab.ts'
import { useActions, useGanvas, useLab } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { itemsOf } from '../items.ts'
import type { TabProps } from '../lab-tab.ts'
import { PointTarget } from './point-target.tsx'
import { Thumb, type ThumbItem } from '../thumb.tsx'
import { remainderOf } from '../cursor/remainder.ts'
import { useSamples, usePlane } from '../use-samples.ts'
import { useRenewed } from '../use-renewed.ts'

const OFFERED = 8
const PERIOD_MS = 5000

const selectPoints = ({ dataset }: PageState): boolean => dataset?.item.kind === 'point'
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
  const take = useOwnPicture(setTarget)
  return (
    <div
      className="lab-project"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        // The page would take it for a dataset.
        event.preventDefault()
        if (!points) void take(event.dataTransfer.files[0])
      }}
    >
      {points ? (
        <PointTarget {...{ extent, reals, target }} onTarget={setTarget} />
      ) : (
        <figure className="project-target">
          <Thumb item={target} extent={extent} />
          <figcaption>{target === null ? 'Choose or drop one' : 'Looked for'}</figcaption>
        </figure>
      )}
      <div className="project-side">
        {!points && <PictureChoice chosen={target} onTarget={setTarget} onOwn={take} />}
        <SearchRow target={target} onGrasp={onGrasp} points={points} />
      </div>
    </div>
  )
}

/** Takes a picture of the person's own as the target; says why where that cannot be. */
function useOwnPicture(onTarget: (item: ThumbItem) => void): (own: File | undefined) => Promise<void> {
  const lab = useLab()
  const actions = useActions()
  return async (own) => {
    if (own === undefined) return
    try {
      const [item] = itemsOf(await lab.picture(own))
      if (item !== undefined) onTarget(item)
    } catch (thrown) {
      const { sentence, nextStep } = toFailure(thrown)
      actions.say({ role: 'alert', sentence, nextStep })
    }
  }
}

/** Items of the dataset, and a way to one's own picture. */
function PictureChoice({
  chosen,
  onTarget,
  onOwn,
}: {
  chosen: ThumbItem | null
  onTarget: (item: ThumbItem) => void
  onOwn: (own: File | undefined) => Promise<void>
}) {
  const lab = useLab()
  const [seed, setSeed] = useState(1)
  const file = useRef<HTMLInputElement>(null)
  const ask = useMemo(() => async () => itemsOf(await lab.reals(seed, OFFERED)), [lab, seed])
  const items = useRenewed(ask, PERIOD_MS) ?? []
  return (
    <div className="project-choice">
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
          void onOwn(event.target.files?.[0])
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
      <div className="project-left">
        {!points && projection !== null && target !== null && (
          <Remainder target={target} latent={projection.latent} />
        )}
        <p
          className="lab-note"
          title="Mean squared difference (MSE) of the numbers of the item (pictures: −1 to 1), and what it is to that of the dataset’s mean item"
          role="status"
          aria-label="Remaining difference"
        >
          {projection === null ? explained(points) : words(projection, points)}
        </p>
      </div>
    </>
  )
}

function explained(points: boolean): string {
  return points
    ? 'Click a place in the plane; the search looks for the z that the forger sends there.'
    : 'Looks for the z that the forger turns into this picture, and puts it under the hand.'
}

/** Nearer than this nobody cares. */
const LEAST = 0.001

/** Where the picture that was found still differs: the lighter, the more. */
function Remainder({ target, latent }: { target: ThumbItem; latent: Float32Array }) {
  const found = useSamples(useMemo(() => [latent], [latent])).get(latent)
  // Between two answers the last one stays.
  const [item, setItem] = useState<ThumbItem | null>(null)
  const [of, setOf] = useState<ThumbItem | undefined>(undefined)
  if (found !== undefined && found !== of) {
    setOf(found)
    setItem(remainderOf(target, found))
  }
  return (
    <span title="What is left: the lighter, the more the two pictures differ there">
      <Thumb item={item} extent={1} />
    </span>
  )
}

/** What is left of the difference. @returns for points the distance, for pictures MSE and share of the mean picture's */
function words({ difference, relative, done, total }: Projection, points: boolean): string {
  if (!Number.isFinite(difference)) return 'Looking…'
  const where = done < total ? `Look ${done} of ${total}: ` : ''
  if (points) {
    // Of two coordinates: the squared distance is twice the mean.
    const distance = (mean: number): string =>
      2 * mean < LEAST ** 2 ? `less than ${LEAST}` : Math.sqrt(2 * mean).toPrecision(2)
    return `${where}found ${distance(difference)} from the place; the mean point is ${distance(difference / relative)} from it.`
  }
  const left = `MSE ${difference < 0.01 ? difference.toExponential(1) : difference.toFixed(3)}`
  const percent = 100 * relative
  const share = `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`
  return `${where}${share} of what the average picture leaves (${left}).`
}
