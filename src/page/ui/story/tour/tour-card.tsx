/**
 * The tour's card: floats over the page without blocking it, keeps out of the way of what it speaks of, and shows how far
 * the experiment has come. On a phone it is a sheet at the bottom.
 */
import { BookOpen, ChevronDown, ChevronUp, Move, RotateCcw, X } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useActions, useGanvas, useReadNow } from '../../../state/page.ts'
import { opened, restarted } from '../../../state/story/follow-tour.ts'
import { CHAPTERS } from '../../../state/story/tour.ts'
import { IconButton } from '../../kit/button.tsx'
import { TOUR, type Chapter } from './chapters.ts'
import { freeCorner, nextCorner, type Corner, type Rect } from './corners.ts'
import { Experiment } from './experiment.tsx'
import { TourFoot } from './tour-foot.tsx'
import { useTarget } from './use-target.ts'
import './tour.css'

/** @param at chapter, from 0 */
export function TourCard({ at }: { at: number }) {
  const chapter = TOUR[at]
  return chapter === undefined ? null : <OpenCard at={at} chapter={chapter} />
}

function OpenCard({ at, chapter }: { at: number; chapter: Chapter }) {
  const { story } = useActions()
  const readNow = useReadNow()
  const selector = useGanvas(chapter.target)
  const target = useTarget(selector)
  useInView(selector)
  const [wanted, setWanted] = useState<Corner>('top-left')
  const [folded, setFolded] = useState(false)
  const { card, corner } = useCorner(wanted, target, folded)
  const title = useFocusOn(at)
  const close = (): void => story.setTour({ chapter: null })
  return (
    <>
      {target !== null && <Spot target={target} />}
      <aside
        ref={card}
        className="tour"
        data-corner={corner}
        data-folded={folded}
        aria-label="Guided tour"
        onKeyDown={(event) => {
          if (event.key === 'Escape') close()
        }}
      >
        <div className="tour-head">
          <p className="tour-count">
            Chapter {at + 1} of {CHAPTERS}
          </p>
          <IconButton
            name="Start the tour over"
            icon={<RotateCcw size={13} />}
            onClick={() => story.setTour(restarted(readNow().story.walked))}
          />
          <IconButton
            name="Move to another corner"
            className="tour-move"
            icon={<Move size={13} />}
            onClick={() => setWanted(nextCorner(corner))}
          />
          <IconButton
            name={folded ? 'Unfold the chapter' : 'Fold the chapter'}
            aria-expanded={!folded}
            icon={folded ? <ChevronUp size={14} /> : <ChevronDown size={14} />}
            onClick={() => setFolded(!folded)}
          />
          <IconButton name="Close the tour" icon={<X size={14} />} onClick={close} />
        </div>
        <h2 className="tour-title" ref={title} tabIndex={-1}>
          {chapter.title}
        </h2>
        {!folded && (
          <div className="tour-text">
            {chapter.text.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            <button
              type="button"
              className="slow-lesson tour-lesson"
              onClick={() => story.openLesson(chapter.lesson)}
            >
              <BookOpen size={12} aria-hidden="true" />
              Read more
            </button>
          </div>
        )}
        <Experiment at={at} chapter={chapter} folded={folded} onAct={() => setFolded(isNarrow())} />
        <TourFoot
          at={at}
          onGo={(next) => {
            setFolded(false)
            const { walked, tour } = readNow().story
            story.setTour(opened(next, walked, tour.watch))
          }}
          onClose={close}
        />
      </aside>
    </>
  )
}

/** A ring around what is spoken of. */
function Spot({ target }: { target: Rect }) {
  const { x, y, width, height } = target
  return (
    <div
      className="tour-spot"
      style={{ transform: `translate(${x - 4}px, ${y - 4}px)`, width: width + 8, height: height + 8 }}
    />
  )
}

/** The corner that is wanted, unless the card would cover the target there. */
function useCorner(wanted: Corner, target: Rect | null, folded: boolean) {
  const card = useRef<HTMLElement>(null)
  const [corner, setCorner] = useState<Corner>(wanted)
  useLayoutEffect(() => {
    const box = card.current?.getBoundingClientRect()
    if (box === undefined) return
    const view = { width: window.innerWidth, height: window.innerHeight }
    setCorner(freeCorner(wanted, { width: box.width, height: box.height }, view, target))
  }, [wanted, target, folded])
  return { card, corner }
}

/** The card is a sheet then, and what it speaks of may be off the screen. */
function isNarrow(): boolean {
  return window.matchMedia('(max-width: 760px), (max-height: 480px)').matches
}

/** Where the page scrolls, what is spoken of comes into view by itself. */
function useInView(selector: string): void {
  useEffect(() => {
    if (!isNarrow()) return
    const found = document.querySelector(selector)
    // What fills the room that the sheet leaves begins below the header.
    const tall = (found?.clientHeight ?? 0) > window.innerHeight / 3
    found?.scrollIntoView({ block: tall ? 'start' : 'center' })
  }, [selector])
}

/** Each chapter begins with its title under the focus, so that it is heard and the next Tab is its first button. */
function useFocusOn(at: number) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus({ preventScroll: true }), [at])
  return title
}
