import { afterEach, expect, test, vi } from 'vitest'
import { lifeLockName, watchLife } from '../../../src/page/client/life-lock.ts'
import { FakeLocks } from '../../helpers/page/fake-worker.ts'
import { settled } from '../../helpers/page/scripted-client.ts'

afterEach(() => vi.unstubAllGlobals())

function browserWithLocks(): FakeLocks {
  const locks = new FakeLocks()
  vi.stubGlobal('navigator', { locks })
  return locks
}

test('no two workers share a lock', () => {
  const names = Array.from({ length: 50 }, lifeLockName)
  expect(new Set(names).size).toBe(50)
})

test('whoever holds the lock lives; who lets go of it is dead', () => {
  const locks = browserWithLocks()
  let deaths = 0
  watchLife('mine', () => deaths++)
  locks.release('another')
  expect(deaths).toBe(0)
  locks.release('mine')
  expect(deaths).toBe(1)
})

test('a watch that was given up says nothing, not even that it was', async () => {
  const locks = browserWithLocks()
  let deaths = 0
  watchLife('mine', () => deaths++).cancel()
  locks.release('mine')
  await settled()
  expect(deaths).toBe(0)
})

test('where there are no locks nobody is taken for dead', () => {
  vi.stubGlobal('navigator', {})
  let deaths = 0
  watchLife('mine', () => deaths++).cancel()
  expect(deaths).toBe(0)
})
