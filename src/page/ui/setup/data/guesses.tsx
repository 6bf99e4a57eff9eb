/** What the reader had to guess, each with what else it could be: another choice reads the same files again. */
import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import type { DataChoice, Guess } from '../../../../common/items/data-card.ts'
import { useActions } from '../../../state/page.ts'
import { fitsInARow } from '../../kit/choice-field.tsx'
import { Segments } from '../../kit/segments.tsx'

const ABOUT: Readonly<Record<keyof DataChoice, string>> = {
  classesFrom: 'Classes from',
  header: 'First line',
  columns: 'Columns',
  decimals: 'Decimal mark',
  table: 'What is opened',
  sheet: 'Sheet',
  background: 'Background',
  turn: 'Turn',
  mirror: 'Mirror',
  enlarge: 'Small pictures',
  frames: 'Frames',
  tile: 'Tiles',
  letters: 'Letters of names',
  as: 'What is learnt',
  rows: 'Columns',
  pairs: 'Pairs',
}

export function Guesses({ guesses, disabled }: { guesses: readonly Guess[]; disabled: boolean }) {
  return guesses.map((guess, i) => (
    <GuessField key={`${i} ${guess.about}`} guess={guess} disabled={disabled} />
  ))
}

function GuessField({ guess: { about, sentence, options }, disabled }: { guess: Guess; disabled: boolean }) {
  const actions = useActions()
  const id = useId()
  const choices = options.map(({ label }, i) => ({ id: String(i), label }))
  const chosen = String(options.findIndex(({ inForce }) => inForce))
  const choose = (at: string): void => {
    const option = options[Number(at)]
    if (option !== undefined && !option.inForce) actions.reread(option.change)
  }
  return (
    <fieldset className="guess" disabled={disabled}>
      <p id={`${id}-says`}>{sentence}</p>
      {options.length > 1 &&
        (fitsInARow(choices) ? (
          <Segments
            name={id}
            aria-label={ABOUT[about]}
            aria-describedby={`${id}-says`}
            options={choices}
            chosen={chosen}
            onChoose={choose}
          />
        ) : (
          <span className="select">
            <select
              aria-label={ABOUT[about]}
              aria-describedby={`${id}-says`}
              value={chosen}
              onChange={(event) => choose(event.target.value)}
            >
              {choices.map(({ id: at, label }) => (
                <option key={at} value={at}>
                  {label}
                </option>
              ))}
            </select>
            <ChevronDown size={14} aria-hidden="true" />
          </span>
        ))}
    </fieldset>
  )
}
