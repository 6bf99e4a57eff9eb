import { expect, test } from 'vitest'
import { Machine } from '../../../src/worker/session/machine.ts'
import type { SessionState } from '../../../src/common/protocol/report.ts'

test('announces each change once and stays silent when nothing changes', () => {
  const said: SessionState[] = []
  const machine = new Machine((state) => said.push(state))
  for (const state of ['preparing', 'compiling', 'ready', 'running', 'running', 'paused'] as const) {
    machine.to(state)
  }
  expect(said).toEqual(['preparing', 'compiling', 'ready', 'running', 'paused'])
})

test('a step that makes no sense throws and names both states', () => {
  const machine = new Machine(() => undefined)
  expect(() => machine.to('running')).toThrow(/from idle to running/)
  expect(machine.state).toBe('idle')
})
