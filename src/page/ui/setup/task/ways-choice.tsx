/** Which two classes are translated into each other, by their names. */
import { ArrowLeftRight, ChevronDown } from 'lucide-react'
import { useGanvas, useActions } from '../../../state/page.ts'
import { runData, shownConfig } from '../../../state/run/sides.ts'
import type { PageState } from '../../../state/store-types.ts'
import { IconButton } from '../../kit/button.tsx'
import { SELECT_LOCK } from '../settings/setting-state.ts'

const NONE: readonly string[] = []
const selectClasses = (state: PageState): readonly string[] => runData(state).dataset?.classes ?? NONE
const selectFrom = (state: PageState): number => shownConfig(state).from
const selectTo = (state: PageState): number => shownConfig(state).to

export function WaysChoice() {
  const classes = useGanvas(selectClasses)
  const from = useGanvas(selectFrom)
  const to = useGanvas(selectTo)
  const lock = useGanvas(SELECT_LOCK.from)
  const actions = useActions()
  // A class is not translated into itself: who asks for that has them swapped.
  const choose = (change: { from: number } | { to: number }): void => {
    const next = { from, to, ...change }
    actions.configureSide(next.from === next.to ? { from: to, to: from } : next)
  }
  return (
    <fieldset
      className="ways setting-lock"
      data-setting="from"
      disabled={lock !== '' || classes.length < 2}
      title={lock === '' ? undefined : lock}
      aria-label="Classes that are translated"
    >
      <ClassSelect
        label="From class"
        classes={classes}
        chosen={from}
        onChoose={(which) => choose({ from: which })}
      />
      <IconButton
        name="Swap the two classes"
        icon={<ArrowLeftRight size={15} />}
        onClick={() => actions.configureSide({ from: to, to: from })}
      />
      <ClassSelect
        label="Into class"
        classes={classes}
        chosen={to}
        onChoose={(which) => choose({ to: which })}
      />
    </fieldset>
  )
}

interface ClassSelectProps {
  readonly label: string
  readonly classes: readonly string[]
  readonly chosen: number
  readonly onChoose: (which: number) => void
}

function ClassSelect({ label, classes, chosen, onChoose }: ClassSelectProps) {
  return (
    <span className="select">
      <select
        aria-label={label}
        value={chosen < classes.length ? chosen : ''}
        onChange={({ target }) => onChoose(Number(target.value))}
      >
        {chosen >= classes.length && <option value="">–</option>}
        {classes.map((name, which) => (
          <option key={`${which} ${name}`} value={which}>
            {name}
          </option>
        ))}
      </select>
      <ChevronDown size={14} aria-hidden="true" />
    </span>
  )
}
