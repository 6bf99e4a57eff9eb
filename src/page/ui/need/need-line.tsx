/**
 * “What will it need?”: a quiet line under the stage. Before the click the time to recognisable pictures and a word on the data,
 * then how far it has come. Keeps its height while its words change; what changes by itself is not announced.
 */
import { useGanvas } from '../../state/page.ts'
import { runView } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import '../kit/css-variables.ts'
import { needWords, type NeedWords } from './need-words.ts'
import { OtherSides } from './other-sides.tsx'
import './need.css'

const words = (state: PageState): NeedWords | null => needWords(runView(state))
const selectPhase = (state: PageState) => words(state)?.phase ?? null
const selectTime = (state: PageState) => words(state)?.time ?? ''
const selectData = (state: PageState) => words(state)?.data ?? ''
/** To whole percents: no news at every step. */
const selectPercent = (state: PageState) => Math.floor(100 * (words(state)?.share ?? 0))

const selectGoal = (state: PageState) => words(state)?.goal ?? ''

export function NeedLine() {
  const phase = useGanvas(selectPhase)
  const data = useGanvas(selectData)
  if (phase === null) return null
  return (
    <section className="need" aria-label="What will it need?">
      <div className="need-words">
        {phase !== 'data' && <Time phase={phase} />}
        {data !== '' && <p className="need-data">{data}</p>}
      </div>
      <OtherSides />
    </section>
  )
}

function Time({ phase }: { phase: NeedWords['phase'] }) {
  const time = useGanvas(selectTime)
  return (
    <>
      <p className="need-time" aria-live={phase === 'going' ? 'off' : 'polite'}>
        {time}
      </p>
      {phase === 'going' && <HowFar />}
    </>
  )
}

function HowFar() {
  const percent = useGanvas(selectPercent)
  const goal = useGanvas(selectGoal)
  return (
    <div
      className="need-far"
      role="progressbar"
      aria-label={`How far to ${goal}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      style={{ '--share': percent / 100 }}
    />
  )
}
