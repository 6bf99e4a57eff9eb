/** Which class is shown on the stage and under the hand. Only a conditional run has one to pick. */
import { ChevronDown } from 'lucide-react'
import { classesOf } from '../../state/stage/classes.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'

const selectClasses = (state: PageState) => classesOf(runData(state))
const selectPicked = (state: PageState) => state.view.pickedClass

const EVERY = ''

export function ClassPicker() {
  const classes = useGanvas(selectClasses)
  const picked = useGanvas(selectPicked)
  const actions = useActions()
  if (classes === null) return null
  const known = picked !== null && picked < classes.length ? picked : null
  return (
    <span className="select class-picker" title="The class that the stage and the hand show">
      <select
        aria-label="Class shown"
        value={known === null ? EVERY : String(known)}
        onChange={({ target }) =>
          actions.setView({ pickedClass: target.value === EVERY ? null : Number(target.value) })
        }
      >
        <option value={EVERY}>Every class</option>
        {classes.map((name, i) => (
          <option key={name} value={String(i)}>
            {name}
          </option>
        ))}
      </select>
      <ChevronDown size={14} aria-hidden="true" />
    </span>
  )
}
