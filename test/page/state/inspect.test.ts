import { expect, test } from 'vitest'
import { yieldToTasks } from '../../../src/common/yield.ts'
import type { Inspection, InspectTarget } from '../../../src/common/protocol/inspection.ts'
import { inspectActions, type InspectState } from '../../../src/page/state/stage/inspect.ts'

const FOUND: Inspection = {
  kind: 'fake',
  index: 0,
  count: 512,
  step: 0,
  place: { x: 0, y: 0 },
  at: { x: 0, y: 0 },
  score: 0.5,
  noise: null,
  pull: null,
  nearest: { kind: 'real', place: { x: 0, y: 0 }, distance: 0 },
}
const target = (index: number): InspectTarget => ({ by: 'index', kind: 'fake', index })

function start() {
  const asked: {
    target: InspectTarget | null
    answer: (found: Inspection | null) => void
    refuse: () => void
  }[] = []
  let state: InspectState = { inspection: null }
  const actions = inspectActions(
    {
      inspect: (_, wanted) =>
        new Promise((answer, reject) =>
          asked.push({ target: wanted, answer, refuse: () => reject(new Error()) }),
        ),
    },
    (change) => (state = change),
  )
  const inspect = (wanted: InspectTarget | null) => actions.inspect(wanted, 'run')
  return { asked, inspect, state: () => state.inspection }
}

test('while an answer is under way only the last place is asked for next', async () => {
  const { asked, inspect, state } = start()
  for (const index of [1, 2, 3, 4]) inspect(target(index))
  expect(asked.map((one) => one.target)).toEqual([target(1)])
  asked[0]?.answer({ ...FOUND, index: 1 })
  await yieldToTasks()
  expect(state()?.index).toBe(1)
  expect(asked.map((one) => one.target)).toEqual([target(1), target(4)])
})

test('what was looked away from does not come back', async () => {
  const { asked, inspect, state } = start()
  inspect(target(1))
  inspect(null)
  asked[0]?.answer(FOUND)
  await yieldToTasks()
  expect(state()).toBe(null)
  expect(asked.at(-1)?.target).toBe(null)
})

test('a refusal is nothing to look at', async () => {
  const { asked, inspect, state } = start()
  inspect(target(1))
  asked[0]?.refuse()
  await yieldToTasks()
  expect(state()).toBe(null)
})
