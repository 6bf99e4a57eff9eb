/** What is compiled for a run while it trains: in which order, and for whom. */
import { expect, test } from 'vitest'
import { Ripening } from '../../../../src/worker/session/train/ripening.ts'
import type { Trained } from '../../../../src/worker/session/train/step-replay.ts'
import { promised } from '../../../helpers/promised.ts'

/** Pieces that are there when they are told to be. */
function pieces() {
  const begun: { readonly name: string; readonly finish: () => Promise<void> }[] = []
  const piece = (name: string) => () => {
    const { promise, resolve } = promised<undefined>()
    begun.push({
      name,
      finish: async () => {
        resolve(undefined)
        await new Promise<void>((next) => setImmediate(next))
      },
    })
    return promise
  }
  return { begun, of: (name: string) => () => [piece(`${name} steps`), piece(`${name} recording`)] }
}

const runAt = (step: number, config: object = {}): Trained =>
  ({ config: { warmStart: 0, ...config }, dataset: {}, step }) as unknown as Trained

test('first a step, then its recording', async () => {
  const ripening = new Ripening()
  const { begun, of } = pieces()
  const run = runAt(0)
  expect(ripening.proceed(run, of('a'), true)).toBe('nothing')
  await begun[0]?.finish()
  expect(ripening.proceed(run, of('a'), true)).toBe('steps')
  expect(begun.map(({ name }) => name)).toEqual(['a steps', 'a recording'])
  await begun[1]?.finish()
  expect(ripening.proceed(run, of('a'), true)).toBe('all')
  expect(ripening.underWay).toBeNull()
})

test('where somebody waits for motion the recording waits until a step was made', async () => {
  const ripening = new Ripening()
  const { begun, of } = pieces()
  const run = { ...runAt(0) }
  ripening.proceed(run, of('a'), false)
  await begun[0]?.finish()
  expect(ripening.proceed(run, of('a'), false)).toBe('steps')
  expect(begun).toHaveLength(1)
  run.step = 1
  expect(ripening.proceed(run, of('a'), false)).toBe('steps')
  expect(begun).toHaveLength(2)
})

test('a run that has changed begins anew, and what comes late for the last one is none of its own', async () => {
  const ripening = new Ripening()
  const { begun, of } = pieces()
  ripening.proceed(runAt(0), of('a'), true)
  const other = runAt(0)
  expect(ripening.proceed(other, of('b'), true)).toBe('nothing')
  await begun[0]?.finish()
  expect(ripening.proceed(other, of('b'), true)).toBe('nothing')
  expect(begun.map(({ name }) => name)).toEqual(['a steps', 'b steps'])
})

test('where nothing is missing nothing is waited for', () => {
  expect(new Ripening().proceed(runAt(3), () => [], false)).toBe('all')
})
