/** How many comparisons are made: more take longer and are surer. */
import { ChevronDown } from 'lucide-react'
import type { WorthChoicesProps } from './asking.ts'

/** The fewest of which a verdict is told first. */
const COMPARISONS = [5, 10, 20] as const

export function ComparisonsChoice({ options, onChange }: WorthChoicesProps) {
  const chosen = options.seeds ?? COMPARISONS[0]
  return (
    <label title="Each with other fakes and another beginning of the learner; the more, the narrower the intervals">
      Comparisons
      <span className="select">
        <select value={chosen} onChange={({ target: { value } }) => onChange({ seeds: Number(value) })}>
          {COMPARISONS.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
        <ChevronDown size={14} aria-hidden="true" />
      </span>
    </label>
  )
}
