/** The batch's own items inside their boxes: noise and points as dots, pictures as thumbnails, rows as barcodes, scores as ticks. */
import { useMemo } from 'react'
import type { NamedTensor } from '../../../../common/protocol/report.ts'
import { figureText } from '../../charts/number-words.ts'
import type { Box } from './diagram-layout.ts'
import {
  barcodes,
  crossesPath,
  dotsPath,
  reachOf,
  scoreAt,
  scoreRange,
  thumbnails,
  ticksPath,
} from './marks.ts'
import type { Batch, Stage } from './stage-types.ts'

interface BatchBoxProps {
  part: 'noise' | 'real' | 'fake'
  name: string
  box: Box
  stage: Stage | null
  /** The name stands under the box. */
  below?: boolean
}

export function BatchBox({ part, name, box, stage, below = false }: BatchBoxProps) {
  const batch = stage?.batch ?? null
  const items = batch?.[part] ?? null
  return (
    <g className="slow-box" data-part={part} data-lit={stage?.lit.includes(part) === true}>
      <rect {...box} rx="6" className="slow-box-ground" />
      {items !== null && batch !== null && <Items part={part} items={items} batch={batch} box={box} />}
      <text
        x={box.x + box.width / 2}
        y={below ? box.y + box.height + 11 : box.y - 4}
        textAnchor="middle"
        className="slow-name"
      >
        {name}
      </text>
    </g>
  )
}

function Items({
  part,
  items,
  batch,
  box,
}: Pick<BatchBoxProps, 'part' | 'box'> & { items: NamedTensor; batch: Batch }) {
  const [, numbers = 0] = items.shape
  if (items.shape.length === 4) return <Pictures items={items} box={box} draw={thumbnails} />
  // Rows of many numbers lie in no plane.
  if (part !== 'noise' && numbers > 2) return <Pictures items={items} box={box} draw={barcodes} />
  return <Points part={part} items={items} batch={batch} box={box} />
}

interface PicturesProps {
  items: NamedTensor
  box: Box
  /** @returns a picture’s address; null where nothing can be drawn */
  draw: (items: NamedTensor) => string | null
}

function Pictures({ items, box, draw }: PicturesProps) {
  const address = useMemo(() => draw(items), [draw, items])
  if (address === null) return null
  return (
    <image
      href={address}
      x={box.x + 4}
      y={box.y + 4}
      width={box.width - 8}
      height={box.height - 8}
      className="slow-pictures"
      preserveAspectRatio={draw === barcodes ? 'none' : undefined}
    />
  )
}

/** Reals and fakes share one plane, so that they can be compared. */
function Points({
  part,
  items,
  batch,
  box,
}: {
  part: BatchBoxProps['part']
  items: NamedTensor
  batch: Batch
  box: Box
}) {
  const path = useMemo(() => {
    const reach = part === 'noise' ? reachOf(items) : reachOf(batch.real, batch.fake)
    return part === 'fake' ? crossesPath(items, box, reach) : dotsPath(items, box, reach)
  }, [part, items, batch.real, batch.fake, box])
  return <path d={path} className="slow-points" />
}

/** Reals above, fakes below, from low to high; the wedge is the mean. */
export function ScoreBox({ box, stage, areScores }: { box: Box; stage: Stage | null; areScores: boolean }) {
  const real = stage?.batch.realScores ?? null
  const fake = stage?.batch.fakeScores ?? null
  const range = scoreRange(areScores, real, fake)
  const half = box.y + box.height / 2
  return (
    <g className="slow-box" data-part="score" data-lit={stage?.lit.includes('score') === true}>
      <rect {...box} rx="6" className="slow-box-ground" />
      <path d={`M${box.x} ${half}h${box.width}`} className="slow-halves" />
      {real !== null && (
        <g data-part="real">
          <path d={ticksPath(real, box, range, 'upper')} className="slow-ticks" />
          <Mean scores={real} box={box} range={range} y={half - 1} />
        </g>
      )}
      {fake !== null && (
        <g data-part="fake">
          <path d={ticksPath(fake, box, range, 'lower')} className="slow-ticks" />
          <Mean scores={fake} box={box} range={range} y={box.y + box.height} />
        </g>
      )}
      <text x={box.x + box.width / 2} y={box.y - 5} textAnchor="middle" className="slow-name">
        Scores
      </text>
      <text x={box.x} y={box.y + box.height + 11} className="slow-size">
        {figureText(range.low).replace(/\.000$/, '')}
      </text>
      <text x={box.x + box.width} y={box.y + box.height + 11} textAnchor="end" className="slow-size">
        {figureText(range.high).replace(/\.000$/, '')}
      </text>
    </g>
  )
}

function Mean(props: {
  scores: readonly number[]
  box: Box
  range: ReturnType<typeof scoreRange>
  y: number
}) {
  const { scores, box, range, y } = props
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const x = scoreAt(mean, box, range)
  return <path d={`M${x} ${y - 6}l4 6h-8z`} className="slow-mean" />
}
