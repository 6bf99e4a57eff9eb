/** Rows as a file like the one that was opened: how many, from which seed, with what in them, or each category equally often. */
import { Download, Plus, X } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { fromFailure, GanvasError, toFailure, type Failure } from '../../../../common/failure.ts'
import type { ColumnProfile } from '../../../../common/tables/column-profile.ts'
import { MOST_ROWS } from '../../../../common/protocol/rows.ts'
import { useActions, useExport, useGanvas, useRows } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button, IconButton } from '../../../ui/kit/button.tsx'
import { Segments } from '../../../ui/kit/segments.tsx'
import { Choice, Count } from '../../../ui/latent/save/save-fields.tsx'
import type { LeavingProps } from '../../kind.ts'
import {
  askedOf,
  choosable,
  draftOf,
  firstDraft,
  madeWords,
  type Choosable,
  type Draft,
} from './conditions.ts'
import { Complaint } from './complaint.tsx'
import './leaving.css'

const WHICH = [
  { id: 'fakes', label: 'Fakes' },
  { id: 'reals', label: 'Real ones, as read' },
] as const
const AS_OFTEN = 'as-often'
const NO_COLUMNS: readonly ColumnProfile[] = []

const selectItem = ({ dataset }: PageState) => dataset?.item ?? null
const selectMade = ({ rowsMade }: PageState) => rowsMade
const selectCount = ({ dataset }: PageState): number => dataset?.count ?? 1
const selectProfiles = ({ dataset }: PageState) => dataset?.card?.columns ?? NO_COLUMNS

export function MakeRows({ saving, stem }: LeavingProps) {
  const item = useGanvas(selectItem)
  const own = useGanvas(selectCount)
  const rows = useRows()
  const reals = useExport()
  const columns = useMemo(() => (item?.kind === 'row' ? choosable(item.encoding) : []), [item])
  const [which, setWhich] = useState<(typeof WHICH)[number]['id']>('fakes')
  const [count, setCount] = useState<number | null>(null)
  const [seed, setSeed] = useState(0)
  const [drafts, setDrafts] = useState<readonly Draft[]>([])
  const [balance, setBalance] = useState<string | null>(null)
  const [made, setMade] = useState<string | null>(null)
  const [complaint, setComplaint] = useState<Failure | null>(null)
  /** What was said of other rows is old news. */
  const change = (work: () => void): void => {
    work()
    setMade(null)
    setComplaint(null)
    saving.forget()
  }
  /** A refusal is said here: what stands outside of the dialog is out of reach while it is open. */
  const make = async (): Promise<Blob> => {
    setMade(null)
    setComplaint(null)
    try {
      return await file()
    } catch (thrown) {
      const failure = toFailure(thrown)
      if (failure.code !== 'cancelled') setComplaint(failure)
      throw fromFailure({ ...failure, code: 'cancelled' })
    }
  }
  const file = async (): Promise<Blob> => {
    if (which === 'reals') return (await reals('csv', { which })).file
    const asked = askedOf({ count: count ?? Math.min(own, MOST_ROWS), seed, drafts, balance }, columns)
    const came = await rows.make(asked)
    if (came.rows === 0) throw noneCame()
    setMade(madeWords(asked, came))
    return came.csv
  }
  return (
    <>
      <div className="export-fields">
        <Segments
          name="rows-which"
          aria-label="Which"
          options={WHICH}
          chosen={which}
          onChoose={(next) => change(() => setWhich(next))}
        />
        {which === 'fakes' && (
          <>
            <Count
              wide
              name="How many"
              value={count ?? Math.min(own, MOST_ROWS)}
              min={1}
              max={MOST_ROWS}
              onChange={(next) => change(() => setCount(next))}
            />
            <Count
              wide
              name="Seed"
              value={seed}
              min={0}
              max={2 ** 32 - 1}
              onChange={(next) => change(() => setSeed(next))}
            />
          </>
        )}
      </div>
      {which === 'fakes' && (
        <>
          <Conditions columns={columns} drafts={drafts} onChange={(next) => change(() => setDrafts(next))} />
          <Balance columns={columns} balance={balance} onChoose={(next) => change(() => setBalance(next))} />
        </>
      )}
      <Complaint failure={complaint} />
      <div className="export-save">
        <Button
          look="primary"
          icon={<Download size={14} aria-hidden="true" />}
          disabled={saving.progress !== null}
          onClick={() => saving.save(`${stem}-${which}.csv`, 1, make)}
        >
          {saving.progress === null ? 'Save' : 'Making …'}
        </Button>
        {saving.progress !== null && which === 'fakes' && <Making />}
        <span className="export-note">
          <span hidden={saving.told !== null}>{`${stem}-${which}.csv`}</span>
          <span role="status">
            {saving.told}
            {saving.told !== null && made !== null && ` ${made}`}
          </span>
        </span>
      </div>
    </>
  )
}

/** How far the rows are, and a way to stop. */
function Making() {
  const made = useGanvas(selectMade)
  const rows = useRows()
  const actions = useActions()
  const stop = (): void => {
    rows.stop().catch((thrown: unknown) => {
      const { sentence, nextStep } = toFailure(thrown)
      actions.say({ role: 'alert', sentence, nextStep })
    })
  }
  return (
    <>
      <progress
        className="rows-progress"
        aria-label="Rows made"
        max={made?.total ?? 1}
        value={made?.done ?? 0}
      />
      <Button look="outline" onClick={stop}>
        Stop
      </Button>
    </>
  )
}

function noneCame(): GanvasError {
  return new GanvasError(
    'no-rows-met',
    'None of the rows drawn had all that was asked for, so there is nothing to save.',
    'Take a condition away or widen its bounds, or train on.',
  )
}

interface ConditionsProps {
  columns: readonly Choosable[]
  drafts: readonly Draft[]
  onChange: (drafts: readonly Draft[]) => void
}

/** Any number of them, all to hold at once. */
function Conditions({ columns, drafts, onChange }: ConditionsProps) {
  const profiles = useGanvas(selectProfiles)
  const next = useRef(1)
  const add = (): void => {
    const draft = firstDraft(columns, next.current++)
    if (draft !== null) onChange([...drafts, draft])
  }
  return (
    <fieldset className="conditions">
      <legend>Only rows with</legend>
      {drafts.map((draft, i) => (
        <ConditionRow
          key={draft.id}
          number={i + 1}
          draft={draft}
          columns={columns}
          profile={profiles.find(({ name }) => name === draft.column)}
          onChange={(changed) => onChange(drafts.map((one) => (one.id === draft.id ? changed : one)))}
          onRemove={() => onChange(drafts.filter(({ id }) => id !== draft.id))}
        />
      ))}
      <Button look="outline" icon={<Plus size={14} aria-hidden="true" />} onClick={add}>
        {drafts.length === 0 ? 'Add a condition' : 'And …'}
      </Button>
    </fieldset>
  )
}

interface ConditionProps {
  number: number
  draft: Draft
  columns: readonly Choosable[]
  profile: ColumnProfile | undefined
  onChange: (draft: Draft) => void
  onRemove: () => void
}

function ConditionRow({ number, draft, columns, profile, onChange, onRemove }: ConditionProps) {
  const labels = columns.find(({ name }) => name === draft.column)?.labels ?? null
  const ends = profile?.picture.is === 'bars' ? profile.picture : null
  return (
    <div className="condition" role="group" aria-label={`Condition ${number}`}>
      <Choice
        name={`Column of condition ${number}`}
        options={columns.map(({ name }) => ({ id: name, label: name }))}
        value={draft.column}
        onPick={(name) => {
          const column = columns.find((one) => one.name === name)
          if (column !== undefined) onChange(draftOf(column, draft.id))
        }}
      />
      {labels !== null ? (
        <>
          <span>is</span>
          <Choice
            name={`Category of condition ${number}`}
            options={labels.map((label) => ({ id: label, label }))}
            value={draft.is}
            onPick={(is) => onChange({ ...draft, is })}
          />
        </>
      ) : (
        <>
          <Bound
            word="from"
            number={number}
            value={draft.from}
            hint={ends?.low}
            onType={(from) => onChange({ ...draft, from })}
          />
          <Bound
            word="to"
            number={number}
            value={draft.to}
            hint={ends?.high}
            onType={(to) => onChange({ ...draft, to })}
          />
        </>
      )}
      <IconButton name={`Remove condition ${number}`} icon={<X size={14} />} onClick={onRemove} />
    </div>
  )
}

interface BoundProps {
  word: 'from' | 'to'
  number: number
  value: string
  /** The end of the data's range, as it is written. */
  hint: string | undefined
  onType: (text: string) => void
}

function Bound({ word, number, value, hint, onType }: BoundProps) {
  return (
    <label className="condition-bound">
      {word}
      <input
        type="text"
        autoComplete="off"
        aria-label={`${word === 'from' ? 'Lowest' : 'Highest'} value of condition ${number}`}
        placeholder={hint ?? ''}
        value={value}
        onChange={(event) => onType(event.target.value)}
      />
    </label>
  )
}

interface BalanceProps {
  columns: readonly Choosable[]
  balance: string | null
  onChoose: (column: string | null) => void
}

function Balance({ columns, balance, onChoose }: BalanceProps) {
  const categories = columns.filter(({ labels }) => labels !== null)
  if (categories.length === 0) return null
  return (
    <div className="rows-balance">
      <span>Categories</span>
      <Choice
        name="Which categories come equally often"
        options={[
          { id: AS_OFTEN, label: 'as often as the table has them' },
          ...categories.map(({ name }) => ({ id: `of ${name}`, label: `of ${name}: each equally often` })),
        ]}
        value={balance === null ? AS_OFTEN : `of ${balance}`}
        onPick={(id) => onChoose(id === AS_OFTEN ? null : id.slice('of '.length))}
      />
    </div>
  )
}
