/** The twin's own past: its states at the steps that the run's film keeps, and at no other. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { ofStep, TwinPast } from '../../../../src/worker/session/comparison/twin-past.ts'
import type { Run } from '../../../../src/worker/session/train/run.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const runs: Run[] = []
afterEach(() => runs.splice(0).forEach((run) => run.dispose()))

function twinAt(step: number): Run {
  const twin = tinyRun({}, step)
  runs.push(twin)
  return twin
}

const past = (): TwinPast => new TwinPast(() => Promise.resolve(null))

test('what is kept is the twin’s state of that very step', async () => {
  const kept = past()
  const twin = twinAt(2)
  await kept.note(twin, [0, 2])
  const then = await twin.game.save()
  twin.advance()
  expect((await kept.at(2))?.checkpoint).toMatchObject({ step: 2, tensors: then })
  expect(await kept.at(3)).toBeNull()
})

test('a step the film does not keep is not kept', async () => {
  const kept = past()
  await kept.note(twinAt(2), [0, 3])
  expect(await kept.at(2)).toBeNull()
})

test('what the film lets go of goes', async () => {
  const kept = past()
  const twin = twinAt(1)
  await kept.note(twin, [1])
  twin.advance()
  await kept.note(twin, [2])
  expect(await kept.at(1)).toBeNull()
  expect(await kept.at(2)).not.toBeNull()
})

test('going back forgets what came after, and clearing forgets all', async () => {
  const kept = past()
  const twin = twinAt(1)
  const film = [1, 2, 3]
  for (let i = 0; i < 3; i++) {
    await kept.note(twin, film)
    twin.advance()
  }
  kept.cutAfter(2)
  expect(await kept.at(3)).toBeNull()
  expect(await kept.at(2)).not.toBeNull()
  kept.clear()
  expect(await kept.at(1)).toBeNull()
})

test('a checkpoint counts only for its own step', async () => {
  const saved = await twinAt(2).checkpoint()
  expect(ofStep(saved, 2)).toBe(saved)
  expect(ofStep(saved, 3)).toBeNull()
  expect(ofStep(null, 2)).toBeNull()
})
