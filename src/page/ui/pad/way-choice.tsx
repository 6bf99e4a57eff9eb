/** Which way what is under the hand is translated; nothing where nothing is. */
import { useMemo } from 'react'
import { useActions, useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { Segments } from '../kit/segments.tsx'

const NONE: readonly string[] = []
const selectClasses = (state: PageState): readonly string[] => runData(state).dataset?.classes ?? NONE
const selectTranslates = (state: PageState): boolean => state.sides.run.config.task === 'translate'
const selectFrom = (state: PageState): number => state.sides.run.config.from
const selectTo = (state: PageState): number => state.sides.run.config.to
const selectWay = (state: PageState): 0 | 1 => state.view.way ?? 0

/** @param name of the group of choices, one of a kind on the page */
export function WayChoice({ name }: { name: string }) {
  const translates = useGanvas(selectTranslates)
  const classes = useGanvas(selectClasses)
  const from = classes[useGanvas(selectFrom)] ?? ''
  const to = classes[useGanvas(selectTo)] ?? ''
  const way = useGanvas(selectWay)
  const actions = useActions()
  const options = useMemo(
    () => [
      { id: '0', label: `into ${to}`, meaning: `${from} is made to look like ${to}.` },
      { id: '1', label: `into ${from}`, meaning: `${to} is made to look like ${from}.` },
    ],
    [from, to],
  )
  if (!translates) return null
  return (
    <Segments
      name={name}
      aria-label="Which way it is translated"
      options={options}
      chosen={String(way)}
      onChoose={(id) => actions.setView({ way: id === '1' ? 1 : 0 })}
    />
  )
}
