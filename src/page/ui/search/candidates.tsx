/** The candidates of a search, a row each: samples, what differs, figures, the curve, and a button that keeps it. */
import { memo } from 'react'
import { BEFORE, type CandidateRow } from '../../../common/protocol/search.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { useActions } from '../../state/page.ts'
import { isSearching, type SearchView } from '../../state/search/search-types.ts'
import { stepText } from '../charts/number-words.ts'
import { Button } from '../kit/button.tsx'
import { FramePicture } from '../timeline/frame-picture.tsx'
import { changeWords, curveWords, figuresOf, inOrder, stateWords } from './candidate-words.ts'
import { ScoreCurve } from './score-curve.tsx'

export function Candidates({ search }: { search: SearchView }) {
  const { rows, before, standing, base, training } = search
  // While it is on nothing moves under the hand.
  const shown = isSearching({ search }) ? rows : inOrder(rows)
  const longest = Math.max(0, ...rows.flatMap(({ measurements }) => measurements.map(({ spent }) => spent)))
  return (
    <ol className="find-rows" aria-label="Candidates">
      {before !== null && <Before step={before.step} />}
      {shown.map((row) => (
        <Row
          key={row.id}
          row={row}
          base={base}
          longest={longest}
          turn={training === row.id}
          stands={standing === row.id}
        />
      ))}
    </ol>
  )
}

interface RowProps {
  row: CandidateRow
  base: RunConfig
  /** Time of the one that trained longest: the curves share an axis. */
  longest: number
  /** It trains at this moment. */
  turn: boolean
  stands: boolean
}

const Row = memo(function Row({ row, base, longest, turn, stands }: RowProps) {
  const { id, label, state, measurements, sample, reason, rank, step } = row
  const look = measurements.at(-1)
  return (
    <li className="find-row" data-state={state} data-turn={turn}>
      <div className="find-sheet">
        {sample !== null && <FramePicture frame={{ step, marked: false, picture: sample }} />}
      </div>
      <div className="find-name">
        <h3>
          {rank > 0 && <span className="find-rank">{rank}</span>}
          {label}
          <span className="find-state">{stateWords(row, turn)}</span>
        </h3>
        <p className="find-change">{changeWords(base, row.change)}</p>
        {look !== undefined && (
          <dl className="find-figures">
            {figuresOf(look).map(({ name, value, title }) => (
              <div key={name} title={title}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
            <div>
              <dt>Step</dt>
              <dd>{stepText(step)}</dd>
            </div>
          </dl>
        )}
        {reason !== '' && <p className="find-reason">{reason}</p>}
      </div>
      <ScoreCurve measurements={measurements} longest={longest} words={curveWords(measurements)} />
      <Keep
        id={id}
        name={label}
        stands={stands}
        canBeKept={step > 0 && state !== 'diverged' && state !== 'failed'}
      />
    </li>
  )
})

function Keep({
  id,
  name,
  stands,
  canBeKept,
}: {
  id: string
  name: string
  stands: boolean
  canBeKept: boolean
}) {
  const actions = useActions()
  if (stands) return <span className="find-stands">Your run now</span>
  return (
    <Button
      look="outline"
      className="find-keep"
      disabled={!canBeKept}
      aria-label={`Keep: ${name}`}
      title="Becomes your run, as far as it has come"
      onClick={() => actions.keepCandidate(id)}
    >
      Keep
    </Button>
  )
}

function Before({ step }: { step: number }) {
  const actions = useActions()
  return (
    <li className="find-row find-before">
      <div className="find-name">
        <h3>Your run from before</h3>
        <p className="find-change">At step {stepText(step)}, as you left it.</p>
      </div>
      <Button
        look="outline"
        className="find-keep"
        aria-label="Take back: your run from before"
        onClick={() => actions.keepCandidate(BEFORE)}
      >
        Take back
      </Button>
    </li>
  )
}
