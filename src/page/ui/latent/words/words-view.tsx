/**
 * Directions for the person's own words: chosen, found and measured, moved along with the hand, taken away as a strip or a GIF. A picture of
 * theirs that was projected is moved the same way.
 */
import { RotateCcw } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { WordReport } from '../../../../common/words/protocol.ts'
import { useGanvas, useLab, useReadNow } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { isFindingWords } from '../../../state/words/words-types.ts'
import { Button } from '../../kit/button.tsx'
import type { TabProps } from '../lab-bar.tsx'
import { makeJourney, makeStrip, type Studio } from '../save/make.ts'
import { useSaving } from '../save/use-saving.ts'
import { useDraw, useLabKind, useSurroundings } from '../use-lab-kind.ts'
import { alongWord, PLACES, useStrips } from './use-strips.ts'
import { WordChoice, WordsProgressRow } from './word-choice.tsx'
import { WordRow, WordWithout } from './word-row.tsx'
import { whenWords } from './word-texts.ts'
import './words.css'

const selectReport = ({ words }: PageState) => words
const selectFinding = (state: PageState): boolean => isFindingWords(state)
const selectStep = ({ sides }: PageState): number => sides.run.timeline.rewound ?? sides.run.step

export function WordsView(props: TabProps) {
  const report = useGanvas(selectReport)
  const finding = useGanvas(selectFinding)
  const step = useGanvas(selectStep)
  const [choosing, setChoosing] = useState(false)
  const words = report?.words ?? NONE
  const begun = finding || words.length > 0
  if (!begun || (choosing && !finding))
    return (
      <div className="lab-words">
        <WordChoice />
        {begun && (
          <Button className="word-back" onClick={() => setChoosing(false)}>
            Back to what was found
          </Button>
        )}
      </div>
    )
  return (
    <div className="lab-words">
      <WordsProgressRow />
      <OwnPicture {...props} />
      <WordList {...props} words={words} />
      {!finding && report !== null && (
        <div className="lab-row">
          <Button icon={<RotateCcw size={14} aria-hidden="true" />} onClick={() => setChoosing(true)}>
            Find anew
          </Button>
          <span className="lab-note">
            {report.state === 'stopped' ? 'Stopped before all was measured. ' : ''}
            {whenWords(report, step)}
          </span>
        </div>
      )}
      {report?.caveats.map((caveat) => (
        <p key={caveat} className="lab-note">
          {caveat}
        </p>
      ))}
    </div>
  )
}

const NONE: readonly WordReport[] = []
/** Frames of a GIF, there and back, and how many a second. */
const FRAMES = 40
const RATE = 20
/** Pixels of a side that is saved, about. */
const SAVED_SIDE = 128

const selectSide = ({ dataset }: PageState): number => dataset?.size ?? 0

function WordList({ words, ...props }: TabProps & { readonly words: readonly WordReport[] }) {
  const { prior, cursor, dimensions } = props
  const directions = useMemo(() => words.flatMap(({ direction }) => direction ?? []), [words])
  const strips = useStrips(directions, prior)
  const draw = useDraw()
  const saving = useSaving()
  const lab = useLab()
  const readNow = useReadNow()
  const { save: kind } = useLabKind()
  const surroundings = useSurroundings()
  const side = useGanvas(selectSide)
  const scale = Math.max(1, Math.round(SAVED_SIDE / Math.max(1, side)))
  const studio: Studio = {
    look: (latents, count) => lab.look(latents, count),
    dimensions,
    prior,
    surroundings,
    kind,
  }
  const along = (direction: Float32Array, places: number): Float32Array[] => {
    const latent = cursor.read()
    return latent === null ? [] : alongWord(latent, direction, prior, places)
  }
  return (
    <>
      <ul className="word-list" aria-label="Directions for words">
        {words.map((report) => {
          const { word, direction } = report
          if (direction === null) return <WordWithout key={word.id} report={report} />
          return (
            <WordRow
              key={word.id}
              {...props}
              {...{ report, direction, draw }}
              strip={strips[directions.indexOf(direction)] ?? []}
              saving={saving.progress !== null}
              onStrip={() =>
                saving.save(fileName(word.name, readNow(), 'strip', 'png'), 1, () =>
                  makeStrip(studio, along(direction, PLACES), scale),
                )
              }
              onGif={() =>
                saving.save(fileName(word.name, readNow(), 'way', 'gif'), FRAMES, (report) =>
                  makeJourney(studio, thereAndBack(along(direction, FRAMES / 2 + 1)), {
                    ...{ scale, format: 'gif', rate: RATE, report },
                  }),
                )
              }
            />
          )
        })}
      </ul>
      {saving.told !== null && (
        <p className="lab-note" role="status">
          {saving.told}
        </p>
      )}
    </>
  )
}

/** Without showing an end twice. */
function thereAndBack(latents: readonly Float32Array[]): readonly Float32Array[] {
  return [...latents, ...latents.slice(1, -1).reverse()]
}

const selectProjection = ({ projection, projecting }: PageState) => (projecting ? null : projection)

/** What was found for a picture of one's own, its error first, and the way back to it. */
function OwnPicture({ cursor, onGrasp }: TabProps) {
  const projection = useGanvas(selectProjection)
  const { search } = useLabKind()
  if (projection === null) return null
  return (
    <div className="lab-row word-own">
      <span className="lab-note">
        The picture you projected, as near as the forger comes: {search.found(projection)}
      </span>
      <Button
        onClick={() => {
          onGrasp()
          cursor.move(projection.latent.slice())
        }}
      >
        Back to it
      </Button>
    </div>
  )
}

/** `ganvas-avatars-glasses-strip-step-1200.png`. */
function fileName(word: string, { sides }: PageState, what: string, ending: string): string {
  const { config, step, timeline } = sides.run
  const plain = word
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return `ganvas-${config.dataset}-${plain}-${what}-step-${timeline.rewound ?? step}.${ending}`
}
