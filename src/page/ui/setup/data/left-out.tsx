/** What was left out of the person's files, by reason: how many, the first, what helps, and on demand every one. */
import { useMemo } from 'react'
import type { SkippedItem } from '../../../../common/protocol/report.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { countOf, leftOutWords } from '../../../state/run/left-out-words.ts'
import { wholeNumber } from '../../kit/number-words.ts'

/** A longer list is of no use to anybody, and slow. */
const MOST_SHOWN = 200
const NOTHING: readonly SkippedItem[] = []

const selectSkipped = (state: PageState) => state.dataset?.skipped ?? NOTHING

export function LeftOut() {
  const skipped = useGanvas(selectSkipped)
  const groups = useMemo(() => byReason(skipped), [skipped])
  if (skipped.length === 0) return null
  return (
    <details className="skipped">
      <summary>{leftOutWords(skipped, 'was')}</summary>
      <ul>
        {groups.map((group) => (
          <Group key={group.code} {...group} />
        ))}
      </ul>
    </details>
  )
}

interface ReasonGroup {
  readonly code: string
  readonly first: SkippedItem
  readonly others: readonly SkippedItem[]
}

/** The most frequent reason first. */
export function byReason(skipped: readonly SkippedItem[]): ReasonGroup[] {
  const groups = new Map<string, SkippedItem[]>()
  for (const item of skipped) {
    const known = groups.get(item.reason.code)
    if (known === undefined) groups.set(item.reason.code, [item])
    else known.push(item)
  }
  return [...groups]
    .flatMap(([code, [first, ...others]]) => (first === undefined ? [] : [{ code, first, others }]))
    .sort((a, b) => countOf(b.others) - countOf(a.others))
}

function Group({ first, others }: ReasonGroup) {
  const more = countOf(others) - countOf(others.slice(0, MOST_SHOWN))
  return (
    <li>
      <Words item={first} />
      <p className="skipped-next">{first.reason.nextStep}</p>
      {others.length > 0 && (
        <details>
          <summary>{wholeNumber(countOf(others))} more for this reason</summary>
          <ul>
            {others.slice(0, MOST_SHOWN).map((item, i) => (
              <li key={`${i} ${item.name}`}>
                <Words item={item} />
              </li>
            ))}
            {more > 0 && <li>and {wholeNumber(more)} more</li>}
          </ul>
        </details>
      )}
    </li>
  )
}

/** Most sentences begin with the name; it is said once. */
function Words({ item: { name, reason } }: { item: SkippedItem }) {
  const named = reason.sentence.includes(name) || reason.sentence.includes(name.split('/').at(-1) ?? name)
  return (
    <p className="skipped-reason">
      {!named && <b>{name}: </b>}
      {reason.sentence}
    </p>
  )
}
