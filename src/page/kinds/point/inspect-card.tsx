/** The card of the point that is looked at, beside it on the stage. Its figures follow the training. */
import { useEffect, useRef, useState, type CSSProperties } from 'react'
import { panelsIn, pointOf } from '../../../common/items/viewport.ts'
import type { Inspection } from '../../../common/protocol/inspection.ts'
import { useActions, useGanvas, useReadNow } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import type { PerSide, SideName } from '../../../common/protocol/side.ts'
import type { InspectedPoint } from '../../state/stage/inspect.ts'
import {
  directionWords,
  figure,
  inspectionSentence,
  nameOf,
  nearestWords,
  noiseWords,
  placeWords,
  sizeOf,
} from './inspect-words.ts'
import { useParentSize } from '../../ui/stage/use-parent-size.ts'

/** While it trains, figures are renewed so often. */
const PERIOD_MS = 250
/** CSS pixels: its width, the most it is high, and its distance from the point. */
const WIDTH = 248
const HEIGHT = 176
const APART = 18
/** On narrower stages the card lies along the edge away from the point. */
const NARROW = 480
/** Narrower still, as beside a twin: one fact a line, and no noise, which has no room. */
const SLIM = 340
/** Half a phone: the score and what is nearest. */
const TINY = 240
/** What the zoom buttons take of the top right corner. */
const ZOOM_BUTTONS = 42

const OF: PerSide<(state: PageState) => InspectedPoint | null> = {
  run: ({ inspection }) => (inspection?.side === 'run' ? inspection : null),
  twin: ({ inspection }) => (inspection?.side === 'twin' ? inspection : null),
}
const selectViewport = (state: PageState) => state.view.viewport
const selectPanels = (state: PageState): 1 | 2 => (state.view.layers.density ? 2 : 1)

/** @param side whose stage it lies on */
export function InspectCard({ side }: { side: SideName }) {
  const inspection = useGanvas(OF[side])
  useFreshFigures(inspection !== null)
  return (
    <>
      {inspection !== null && <Card inspection={inspection} />}
      <Told inspection={inspection} />
    </>
  )
}

function Card({ inspection }: { inspection: InspectedPoint }) {
  const viewport = useGanvas(selectViewport)
  const panels = useGanvas(selectPanels)
  const host = useRef<HTMLDivElement>(null)
  const size = useParentSize(host)
  const all = panelsIn(size.width, size.height, panels, 1)
  const panel = all[inspection.kind === 'fake' ? all.length - 1 : 0]
  const point = panel === undefined ? { left: 0, top: 0 } : pointOf(viewport, panel, inspection.at)
  const { pull, noise } = inspection
  return (
    <div
      ref={host}
      className="inspect-card"
      data-kind={inspection.kind}
      data-narrow={size.width < SLIM ? 'slim' : size.width < NARROW}
      style={
        size.width === 0
          ? { visibility: 'hidden' }
          : cardPlace(point, size, {
              drawn: pull?.x ?? 0,
              corner: inspection.side === 'run' ? ZOOM_BUTTONS : 8,
            })
      }
    >
      <p className="inspect-name">{nameOf(inspection)}</p>
      <dl>
        {inspection.class !== undefined && (
          <>
            <dt>Class</dt>
            <dd className="inspect-class">{inspection.class}</dd>
          </>
        )}
        <dt>Score</dt>
        <dd>
          <i className="inspect-score" style={{ '--score': inspection.score }} aria-hidden="true" />
          {figure(inspection.score)}
        </dd>
        {size.width >= TINY && (
          <>
            <dt>Place</dt>
            <dd>{placeWords(inspection.place)}</dd>
          </>
        )}
        {noise !== null && size.width >= SLIM && (
          <>
            <dt>Noise</dt>
            <dd>{noiseWords(noise, size.width < NARROW ? 2 : 4)}</dd>
          </>
        )}
        {pull !== null && size.width >= TINY && (
          <>
            <dt>Pull</dt>
            <dd>
              {sizeOf(pull) > 0 && (
                <svg
                  className="inspect-arrow"
                  viewBox="-8 -8 16 16"
                  width={14}
                  height={14}
                  aria-hidden="true"
                >
                  <path
                    d="M-6 0H6M2 -4L6 0L2 4"
                    transform={`rotate(${(-Math.atan2(pull.y, pull.x) * 180) / Math.PI})`}
                  />
                </svg>
              )}
              {figure(sizeOf(pull))} {sizeOf(pull) > 0 && directionWords(pull)}
            </dd>
          </>
        )}
        <dt>Nearest</dt>
        <dd>{nearestWords(inspection)}</dd>
      </dl>
    </div>
  )
}

/**
 * Beside the point, on the side it is not drawn to where that fits, else away from the middle; along an edge where the
 * stage is narrow.
 * `drawn`: to the right (above 0) or left (below 0) by the objective; `corner`: what must stay free at the top right.
 */
export function cardPlace(
  point: { left: number; top: number },
  { width, height }: { width: number; height: number },
  { drawn = 0, corner = ZOOM_BUTTONS }: { drawn?: number; corner?: number } = {},
): CSSProperties {
  if (width < NARROW)
    return point.top < height / 2
      ? { insetInline: 8, bottom: 8 }
      : { insetInlineStart: 8, insetInlineEnd: corner, top: 8 }
  const within = (value: number, most: number) => Math.max(4, Math.min(most - 4, value))
  const before = point.left - APART - WIDTH
  const after = point.left + APART
  const outwards = (drawn === 0 ? point.left < width / 2 : drawn > 0) ? before : after
  const fits = outwards >= 4 && outwards <= width - WIDTH - 4
  const left = fits ? outwards : outwards === before ? after : before
  const top = point.top - HEIGHT / 3
  return { width: WIDTH, left: within(left, width - WIDTH), top: within(top, height - HEIGHT) }
}

/** Says a point once, when it is come to; not again with every step. */
function Told({ inspection }: { inspection: Inspection | null }) {
  const key = inspection === null ? '' : `${inspection.kind} ${inspection.index}`
  const [told, setTold] = useState({ key: '', sentence: '' })
  if (told.key !== key) setTold({ key, sentence: inspection === null ? '' : inspectionSentence(inspection) })
  return (
    <p className="hidden-words" aria-live="polite">
      {told.sentence}
    </p>
  )
}

/** Asks again whenever the networks have moved on. */
function useFreshFigures(looking: boolean): void {
  const actions = useActions()
  const readNow = useReadNow()
  useEffect(() => {
    if (!looking) return
    const timer = setInterval(() => {
      const { inspection, sides } = readNow()
      if (inspection === null) return
      const { side, kind, index } = inspection
      const looked = sides[side]
      if (inspection.step === (looked?.timeline.rewound ?? looked?.step)) return
      actions.inspect({ by: 'index', kind, index }, side)
    }, PERIOD_MS)
    return () => clearInterval(timer)
  }, [actions, looking, readNow])
}
