/** The verdict: what it is, since when, and on what evidence. Of constant height, so that news never move the charts. */
import { Activity, CircleCheck, Hourglass, TriangleAlert, type LucideIcon } from 'lucide-react'
import { figureEntry } from '../../../common/catalog/figures.ts'
import { useGanvas } from '../../state/page.ts'
import type { VerdictKind } from '../../../common/protocol/report.ts'
import type { PageState } from '../../state/store-types.ts'
import { Remedies } from './remedies.tsx'
import { stepText } from '../charts/number-words.ts'
import { foundWords, VERDICTS, verdictWords, type VerdictWords } from './verdict-words.ts'

const ICONS: Record<VerdictWords['tone'], LucideIcon> = {
  wait: Hourglass,
  good: CircleCheck,
  watch: Activity,
  bad: TriangleAlert,
}

const selectKind = (state: PageState) => state.sides.run.verdict.kind
const selectRecovering = (state: PageState) => state.sides.run.verdict.recovering === true
const selectSince = (state: PageState) => state.sides.run.verdict.since
/** One string, so that equal evidence in a new list is no news. */
const selectEvidence = ({
  sides: {
    run: { verdict, metrics },
  },
}: PageState) =>
  [...(verdict.recovering === true ? [foundWords(metrics), LAG] : []), ...verdict.evidence].join(' ').trim()
/** What the evidence of an alarm that outlasts its signs is about: the window of src/worker/evaluation/diagnosis/signals.ts. */
const LAG = 'Over the last 300 steps:'
const DEFINITION = figureEntry('verdict')

export function VerdictFigure() {
  const kind = useGanvas(selectKind)
  const since = useGanvas(selectSince)
  const evidence = useGanvas(selectEvidence)
  const recovering = useGanvas(selectRecovering)
  const { label, meaning, tone } = verdictWords({ kind, since, evidence: [], recovering })
  const Icon = ICONS[tone]
  return (
    <section className="verdict" data-tone={tone} title={DEFINITION.meaning}>
      <Icon size={16} aria-hidden="true" />
      <div>
        <p className="verdict-head">
          <output aria-label={DEFINITION.label}>{label}</output>
          {tone !== 'wait' && <Since kind={kind} since={since} recovering={recovering} />}
          <Remedies />
        </p>
        <p className="verdict-evidence" title={`${meaning} ${evidence}`}>
          {evidence === '' || tone !== 'wait' ? `${evidence} ${meaning}` : evidence}
        </p>
      </div>
    </section>
  )
}

interface SinceProps {
  kind: VerdictKind
  since: number
  recovering: boolean
}

function Since({ kind, since, recovering }: SinceProps) {
  const words = `since ${stepText(since)}`
  if (kind === 'warming-up') return null
  if (!recovering) return <span title="Step at which it began">{words}</span>
  const was = VERDICTS[kind].label.toLowerCase()
  return <span title={`It stood ${words}`}>from {was}</span>
}
