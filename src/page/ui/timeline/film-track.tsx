/**
 * The film itself: pictures of kept steps, marks above them, troubles and step numbers below, and the cursor. One slider
 * for pointer, touch and keys. Renders when frames come or somebody looks back, never per step.
 */
import { useMemo, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { useActions, useGanvas, useReadNow } from '../../state/page.ts'
import { marksOf } from '../../state/run/marks.ts'
import type { PageState } from '../../state/store-types.ts'
import { canTrain } from '../app/header/state-words.ts'
import { PAGE_HOVER, useHoveredStep } from '../charts/hover.ts'
import { shortStep } from '../charts/number-words.ts'
import { useSize } from '../charts/use-size.ts'
import { VERDICTS } from '../figures/verdict-words.ts'
import { layOutFilm, nearest, stepUnder, xOfStep, type FilmLayout } from './film-layout.ts'
import { FramePicture } from './frame-picture.tsx'
import { markWords, placeWords, troubleWords } from './timeline-words.ts'
import { walkFilm } from './walk-film.ts'

/** Width of a cell: a picture and a gap. */
const CELL = 56

const selectTimeline = (state: PageState) => state.sides.run.timeline
const selectMarks = (state: PageState) => marksOf(state.sides.run)

export function FilmTrack() {
  const host = useRef<HTMLDivElement>(null)
  const { width } = useSize(host)
  const timeline = useGanvas(selectTimeline)
  const { frames, rewound } = timeline
  const steps = useMemo(() => frames.map(({ step }) => step), [frames])
  const layout = useMemo(() => layOutFilm(steps, width, CELL, rewound), [steps, width, rewound])
  const newest = steps.at(-1) ?? 0
  const pointer = useFilmPointer(host, steps, layout)
  return (
    <div
      ref={host}
      className="film"
      role="slider"
      tabIndex={0}
      aria-label="Timeline"
      aria-orientation="horizontal"
      aria-disabled={frames.length === 0}
      aria-valuemin={steps[0] ?? 0}
      aria-valuemax={newest}
      aria-valuenow={rewound ?? newest}
      aria-valuetext={placeWords(timeline, newest)}
      data-looking={rewound !== null}
      {...pointer}
    >
      <Cells layout={layout} />
      {frames.length < 2 && (
        <p className="film-empty">The film grows as the two networks learn. Drag along it to look back.</p>
      )}
      {frames.length > 0 && (
        <>
          <Troubles layout={layout} />
          <Marks layout={layout} />
          <HoverLine layout={layout} />
        </>
      )}
    </div>
  )
}

function Cells({ layout }: { layout: FilmLayout }) {
  const { frames, rewound } = useGanvas(selectTimeline)
  const shown = new Set(layout.shown)
  return frames
    .filter(({ step }) => shown.has(step))
    .map((frame, at) => (
      <span
        key={frame.step}
        className="film-cell"
        data-looked={frame.step === rewound}
        data-kept={frame.kept !== undefined}
        title={frame.kept}
        style={{ left: at * layout.cell, width: layout.cell }}
      >
        <FramePicture frame={frame} />
        <span className="film-step">{shortStep(frame.step)}</span>
      </span>
    ))
}

/** Where the verdict was not good. */
function Troubles({ layout }: { layout: FilmLayout }) {
  const { troubles } = useGanvas(selectTimeline)
  const end = layout.shown.length * layout.cell
  return troubles.map((trouble) => {
    const left = xOfStep(layout, trouble.from)
    const right = trouble.to === null ? end : xOfStep(layout, trouble.to)
    return (
      <i
        key={`${trouble.kind} ${trouble.from} ${trouble.to ?? ''}`}
        className="film-trouble"
        data-tone={VERDICTS[trouble.kind].tone}
        title={sentence(troubleWords(trouble))}
        style={{ left, width: Math.max(3, right - left) }}
      />
    )
  })
}

function Marks({ layout }: { layout: FilmLayout }) {
  const marks = useGanvas(selectMarks)
  return marks.map((mark) => (
    <i
      key={`${mark.step} ${mark.label}`}
      className="film-mark"
      title={markWords(mark)}
      style={{ left: xOfStep(layout, mark.step) }}
    />
  ))
}

/** The step under the pointer in a chart, or here. */
function HoverLine({ layout }: { layout: FilmLayout }) {
  const hovered = useHoveredStep(PAGE_HOVER)
  // Under the own pointer the frame itself tells.
  const elsewhere = hovered !== null && PAGE_HOVER.source() !== SOURCE
  return !elsewhere ? null : <i className="film-hover" style={{ left: xOfStep(layout, hovered) }} />
}

/** What pointer and keys do. */
function useFilmPointer(
  host: RefObject<HTMLDivElement | null>,
  steps: readonly number[],
  layout: FilmLayout,
) {
  const actions = useActions()
  const readNow = useReadNow()
  const asked = useRef<number | null>(null)
  const look = (step: number | null): void => {
    if (steps.length === 0) return
    asked.current = step
    actions.rewind(step)
  }
  const under = (event: PointerEvent): number | null => {
    const step = stepUnder(layout, event.clientX - (host.current?.getBoundingClientRect().left ?? 0))
    return step === null ? null : nearest(steps, step)
  }
  return {
    onPointerDown: (event: PointerEvent): void => {
      if (event.button !== 0) return
      host.current?.setPointerCapture(event.pointerId)
      look(under(event))
    },
    onPointerMove: (event: PointerEvent): void => {
      const step = under(event)
      PAGE_HOVER.set(step, SOURCE)
      if (host.current?.hasPointerCapture(event.pointerId) === true && step !== asked.current) look(step)
    },
    onPointerLeave: (): void => PAGE_HOVER.set(null, SOURCE),
    onKeyDown: (event: KeyboardEvent): void => {
      if (event.key === ' ') toggle(event, readNow())
      const next = walkFilm(event.key, steps, readNow().sides.run.timeline.rewound)
      if (next === undefined) return
      event.preventDefault()
      event.stopPropagation()
      look(next)
    },
  }
}

const SOURCE = 'timeline'

/** Space trains and pauses here too: a slider needs no Space. */
function toggle(event: KeyboardEvent, state: PageState): void {
  event.preventDefault()
  if (state.session.state === 'running') state.actions.pause()
  else if (canTrain(state)) state.actions.run()
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
