/** The verdict: what it is, since when, and on what evidence. Of constant height, so that news never move the charts. */
import { Activity, CircleCheck, Hourglass, TriangleAlert, type LucideIcon } from 'lucide-react'
import { figureEntry } from '../../catalog/figures.ts'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Cures } from './cures.tsx'
import { stepText } from './number-words.ts'
import { VERDICTS, type VerdictWords } from './verdict-words.ts'

const ICONS: Record<VerdictWords['tone'], LucideIcon> = {
  wait: Hourglass,
  good: CircleCheck,
  watch: Activity,
  bad: TriangleAlert,
}

const selectKind = (state: PageState) => state.verdict.kind
const selectSince = (state: PageState) => state.verdict.since
/** One string, so that equal evidence in a new list is no news. */
const selectEvidence = (state: PageState) => state.verdict.evidence.join(' ')
const DEFINITION = figureEntry('verdict')

export function VerdictFigure() {
  const kind = useGanvas(selectKind)
  const since = useGanvas(selectSince)
  const evidence = useGanvas(selectEvidence)
  const { label, meaning, tone } = VERDICTS[kind]
  const Icon = ICONS[tone]
  return (
    <section className="verdict" data-tone={tone} title={DEFINITION.meaning}>
      <Icon size={16} aria-hidden="true" />
      <div>
        <p className="verdict-head">
          <output aria-label={DEFINITION.label}>{label}</output>
          {tone !== 'wait' && <span title="Step at which it began">since {stepText(since)}</span>}
          <Cures />
        </p>
        <p className="verdict-evidence" title={`${meaning} ${evidence}`}>
          {evidence === '' || tone !== 'wait' ? `${evidence} ${meaning}` : evidence}
        </p>
      </div>
    </section>
  )
}
