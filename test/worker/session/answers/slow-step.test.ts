/** A step made to be looked at: all of it counts as one, a part alone counts as none but leaves a mark. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { slowStep } from '../../../../src/worker/session/answers/slow-step.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { sideNamed, tinyRun, told } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const used: { clear(): void }[] = []
afterEach(() => used.splice(0).forEach((one) => one.clear()))

function world() {
  const { emit, of } = told()
  const side = sideNamed('run', emit)
  used.push(side)
  const run = tinyRun()
  side.put(run, 'begins anew')
  const asked: string[] = []
  const session = {
    side,
    travel: { timeline: { keep: () => Promise.resolve(void asked.push('film keeps')) } },
    emit,
    pause: () => Promise.resolve(void asked.push('pauses')),
    settle: () => void asked.push('settles'),
  }
  return { session, side, run, asked, of }
}

test('the whole step is the next step of the run: its figures go out and the film keeps it', async () => {
  const { session, run, asked, of } = world()
  await slowStep(session, run, 'both')
  const plain = tinyRun({}, 1)
  expect(run.step).toBe(1)
  expect(await run.game.weights()).toEqual(await plain.game.weights())
  expect(of('tick')).toMatchObject([{ tick: { step: 1 } }])
  expect(asked).toEqual(['pauses', 'film keeps', 'settles'])
  expect(of('mark')).toEqual([])
  plain.dispose()
})

describe('a part alone', () => {
  test.each(['discriminator', 'generator'] as const)(
    'trains the %s and nothing else, counts as no step and is marked once',
    async (part) => {
      const { session, side, run, asked, of } = world()
      const other = part === 'generator' ? 'discriminator' : 'generator'
      const before = await run.game.weights()
      await slowStep(session, run, part)
      await slowStep(session, run, part)
      const after = await run.game.weights()
      expect(after[other]).toEqual(before[other])
      expect(after[part]).not.toEqual(before[part])
      expect(run.step).toBe(0)
      expect(of('tick')).toEqual([])
      expect(of('mark')).toHaveLength(1)
      expect(asked).not.toContain('film keeps')
      // A divergence goes back to here, not to before.
      expect(side.trainer.lastGood?.tensors).toEqual(await run.game.save())
    },
  )

  test('that only looks forwards changes nothing', async () => {
    const { session, run, asked, of } = world()
    const before = await run.game.save()
    await slowStep(session, run, 'forwards')
    expect(await run.game.save()).toEqual(before)
    expect([...of('mark'), ...of('checkpoint')]).toEqual([])
    expect(asked).toEqual(['pauses'])
  })
})

test('a loss that is no number is thrown; the networks are those of the last good step', async () => {
  const { session, side, run } = world()
  const good = await side.trainer.checkpoint(run)
  run.game.restore(good.tensors.map((one) => ({ ...one, data: one.data.map(() => NaN) })))
  await expect(slowStep(session, run, 'both')).rejects.toMatchObject({ code: 'diverged' })
  expect(run.step).toBe(0)
  expect(await run.game.save()).toEqual(good.tensors)
})
