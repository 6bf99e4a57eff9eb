/** Which of the data's words directions are looked for, and what to know before. */
import { Search, Square } from 'lucide-react'
import { useState } from 'react'
import { wordsOf, type Word } from '../../../../common/words/word.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { isFindingWords } from '../../../state/words/words-types.ts'
import { Button } from '../../kit/button.tsx'
import { CONSENT, HOW_TO_NAME } from './word-texts.ts'

/** More than so many at once can hardly be looked at. */
const MOST = 8

const selectDataset = ({ dataset }: PageState) => dataset
const selectRefused = ({ wordsRefused }: PageState) => wordsRefused

/** Attributes, or where there are none the classes; as many as can be looked at. */
function firstChoice(words: readonly Word[]): readonly string[] {
  const told = words.filter(({ family }) => family !== 'class')
  return (told.length > 0 ? told : words).slice(0, MOST).map(({ id }) => id)
}

export function WordChoice() {
  const dataset = useGanvas(selectDataset)
  const refused = useGanvas(selectRefused)
  const actions = useActions()
  const words = dataset === null ? [] : wordsOf(dataset)
  const offered = words.map(({ id, name }) => `${id} ${name}`).join()
  const [choice, setChoice] = useState({ of: offered, ids: firstChoice(words) })
  if (choice.of !== offered) setChoice({ of: offered, ids: firstChoice(words) })
  if (words.length === 0) return <p className="lab-empty">{HOW_TO_NAME}</p>
  const { ids } = choice
  const toggle = (id: string): void => {
    const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]
    setChoice({ of: offered, ids: next })
  }
  return (
    <div className="word-choice">
      <div className="word-ask">
        <div className="word-chips" role="group" aria-label="Words">
          {words.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              className="word-chip"
              aria-pressed={ids.includes(id)}
              disabled={!ids.includes(id) && ids.length >= MOST}
              onClick={() => toggle(id)}
            >
              {name}
            </button>
          ))}
        </div>
        <Button
          look="primary"
          icon={<Search size={14} aria-hidden="true" />}
          disabled={ids.length === 0}
          title="Two judges learn the words from the real pictures; 2,000 fakes are named, and a plane through latent space parts them"
          onClick={() => actions.findWords(words.flatMap(({ id }) => (ids.includes(id) ? [id] : [])))}
        >
          Find directions
        </Button>
      </div>
      {refused !== null && (
        <span className="lab-note" role="alert">
          {refused.sentence} {refused.nextStep}
        </span>
      )}
      <p className="lab-note">{CONSENT}</p>
    </div>
  )
}

const selectProgress = ({ words }: PageState) => words?.progress ?? null
const selectFinding = (state: PageState): boolean => isFindingWords(state)

/** How far the search is, and a way to stop it. Nothing while none goes on. */
export function WordsProgressRow() {
  const finding = useGanvas(selectFinding)
  const progress = useGanvas(selectProgress)
  const actions = useActions()
  if (!finding) return null
  return (
    <div className="lab-row">
      <Button icon={<Square size={13} aria-hidden="true" />} onClick={() => actions.stopWords()}>
        Stop
      </Button>
      <progress aria-label="Finding directions" value={progress?.share ?? 0} max={1} />
      <span className="lab-note" role="status">
        {progress?.label ?? 'Getting ready'}…
      </span>
    </div>
  )
}
