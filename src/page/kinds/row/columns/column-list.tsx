/**
 * Every column of a table before training: what it is taken for, with a small distribution, and what else it could be. A change
 * reads the same file again. Decides nothing itself.
 */
import { ChevronDown } from 'lucide-react'
import { useDeferredValue, useId, useState } from 'react'
import type { DataCard } from '../../../../common/items/data-card.ts'
import { isLearnt, MEANING_WORDS, type ColumnMeaning } from '../../../../common/tables/column-meaning.ts'
import type { ColumnProfile } from '../../../../common/tables/column-profile.ts'
import {
  acceptTableChoice,
  chooseColumn,
  type ColumnChoice,
  type TableChoice,
} from '../../../../common/tables/table-choice.ts'
import type { EncodedColumn } from '../../../../common/tables/table-encoding.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { ColumnPicture } from './column-picture.tsx'
import { costWords, countWords, dayComesFirst, mayBeLogged, missingWords } from './column-words.ts'
import './columns.css'

const NO_COLUMNS: readonly ColumnProfile[] = []
/** With more columns than these one is looked for by its name. */
const FEW = 12

interface Props {
  card: DataCard
  disabled: boolean
  /** The data come with the page: there are no files that could be read again. */
  fixed: boolean
}

/** Numbers that both networks learn; null before they stand. */
const selectParameters = ({ sides }: PageState): number | null => {
  const { networks } = sides.run
  return networks === null ? null : networks.generator.parameters + networks.discriminator.parameters
}

export function ColumnList({ card, disabled, fixed }: Props) {
  const actions = useActions()
  const parameters = useGanvas(selectParameters)
  const [wanted, setWanted] = useState('')
  const { item, columns = NO_COLUMNS, choice } = card
  // Hundreds of them are drawn between other things.
  const drawn = useDeferredValue(columns, NO_COLUMNS)
  if (item.kind !== 'row') return null
  const reread = (rows: TableChoice): void => actions.reread({ rows })
  const looked = wanted.trim().toLowerCase()
  const shown = drawn.filter(({ name }) => name.toLowerCase().includes(looked))
  return (
    <section className="table-columns" aria-label="Columns of the table">
      <p className="table-columns-count">
        <b>{countWords(item.encoding)}.</b> {costWords(item, parameters)}
      </p>
      <Target
        {...{ columns, disabled, fixed, target: item.target }}
        onChoose={(target) => {
          // The settings tell it of a table that comes with the page: there are no files to read again.
          if (fixed) actions.configure({ target: target === null ? '' : (columns[target]?.name ?? '') })
          else reread(acceptTableChoice({ ...choice.rows, target }))
        }}
      />
      {columns.length > FEW && (
        <input
          className="table-columns-wanted"
          type="search"
          aria-label="Find a column"
          placeholder={`Find one of ${columns.length} columns`}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      {shown.length === 0 && looked !== '' ? (
        <p className="table-columns-none">No column is called so.</p>
      ) : (
        // A list that scrolls is reached by the keyboard.
        <ul className="table-columns-list" aria-label="Columns" tabIndex={0}>
          {shown.map((column) => (
            <Column
              key={column.at}
              column={column}
              coded={item.encoding.columns[column.at]}
              isTarget={column.at === item.target}
              disabled={disabled}
              fixed={fixed}
              onChoose={(change) => reread(chooseColumn(choice.rows, { at: column.at, ...change }))}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

interface TargetProps {
  columns: readonly ColumnProfile[]
  target: number | null
  disabled: boolean
  fixed: boolean
  onChoose: (target: number | null) => void
}

const NONE = 'none'

/** Which column another model would be asked for. */
function Target({ columns, target, disabled, fixed, onChoose }: TargetProps) {
  const id = useId()
  const possible = columns.filter(({ meaning, at }) => isLearnt(meaning) || at === target)
  return (
    <div className="table-columns-target">
      <label
        htmlFor={id}
        title="The column that another model would be asked for: what fakes are worth is judged by it."
      >
        To be predicted
      </label>
      <span className="select">
        <select
          id={id}
          disabled={disabled}
          value={target === null ? NONE : String(target)}
          onChange={({ target: { value } }) => onChoose(value === NONE ? null : Number(value))}
        >
          {!fixed && <option value={NONE}>no column</option>}
          {possible.map(({ at, name }) => (
            <option key={at} value={at}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown size={14} aria-hidden="true" />
      </span>
    </div>
  )
}

interface ColumnProps {
  column: ColumnProfile
  /** As it was fitted; absent where there is none. */
  coded: EncodedColumn | undefined
  isTarget: boolean
  disabled: boolean
  fixed: boolean
  onChoose: (change: Partial<ColumnChoice>) => void
}

function Column({ column, coded, isTarget, disabled, fixed, onChoose }: ColumnProps) {
  const { name, meaning, sentence, missing, picture } = column
  const dayFirst = dayComesFirst(coded)
  return (
    <li className="table-column" data-learnt={isLearnt(meaning)}>
      <p className="table-column-head">
        <b title={name}>{name}</b>
        {isTarget && <span className="table-column-target">predicted</span>}
        <span className="table-column-missing">{missingWords(missing)}</span>
      </p>
      <div className="table-column-body">
        <div className="table-column-about">
          <Meaning {...{ column, disabled, fixed }} onChoose={(next) => onChoose({ meaning: next })} />
          {!fixed && mayBeLogged(column) && (
            <Toggle
              label="Logarithm"
              of={name}
              on={column.numbers?.log ?? false}
              disabled={disabled}
              onTurn={(log) => onChoose({ log })}
            />
          )}
          {!fixed && dayFirst !== null && (
            <Toggle
              label="Day first"
              of={name}
              on={dayFirst}
              disabled={disabled}
              onTurn={(first) => onChoose({ dayFirst: first })}
            />
          )}
        </div>
        <ColumnPicture picture={picture} />
      </div>
      <p className="table-column-sentence">{sentence}</p>
    </li>
  )
}

interface MeaningProps {
  column: ColumnProfile
  disabled: boolean
  fixed: boolean
  onChoose: (meaning: ColumnMeaning) => void
}

/** A word where there is nothing to choose. */
function Meaning({ column: { name, meaning, guessed, possible }, disabled, fixed, onChoose }: MeaningProps) {
  if (fixed || possible.length < 2)
    return <span className="table-column-meaning">{MEANING_WORDS[meaning]}</span>
  return (
    <span className="select">
      <select
        aria-label={`${name} is taken for`}
        disabled={disabled}
        value={meaning}
        onChange={({ target: { value } }) => {
          const next = possible.find((one) => one === value)
          if (next !== undefined) onChoose(next)
        }}
      >
        {possible.map((one) => (
          <option key={one} value={one}>
            {MEANING_WORDS[one]}
            {one === guessed && meaning !== guessed ? ' (guessed)' : ''}
          </option>
        ))}
      </select>
      <ChevronDown size={14} aria-hidden="true" />
    </span>
  )
}

interface ToggleProps {
  label: string
  /** The column's name: there are many such switches. */
  of: string
  on: boolean
  disabled: boolean
  onTurn: (on: boolean) => void
}

function Toggle({ label, of, on, disabled, onTurn }: ToggleProps) {
  return (
    <label className="table-column-toggle">
      <input
        type="checkbox"
        aria-label={`${label}: ${of}`}
        checked={on}
        disabled={disabled}
        onChange={(event) => onTurn(event.target.checked)}
      />
      {label}
    </label>
  )
}
