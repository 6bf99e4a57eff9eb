// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import type { WorkerEvent } from '../../../src/common/protocol/events.ts'
import type { Failure } from '../../../src/common/failure.ts'
import { Connection } from '../../../src/page/client/connection.ts'
import { fakeWorkers } from '../../helpers/page/fake-worker.ts'
import { ring } from '../../helpers/page/scripted-client.ts'

afterEach(() => vi.unstubAllGlobals())

function connect(runId = 7) {
  const heard: WorkerEvent[] = []
  const deaths: Failure[] = []
  const fakes = fakeWorkers()
  const connection = new Connection(runId, {
    onEvent: (event) => heard.push(event),
    onDeath: (failure) => deaths.push(failure),
  })
  connection.start({ config: ring(), base: 'http://place/', running: false, files: [] })
  return { ...fakes, connection, worker: fakes.newest(), heard, deaths }
}

const NOTICE: WorkerEvent = { type: 'notice', code: 'n', sentence: 'Heard.' }

test('a question is settled by the answer that bears its number, whatever the order', async () => {
  const { connection, worker } = connect()
  const first = connection.ask({ kind: 'noise', seed: 1, count: 1 })
  const second = connection.ask({ kind: 'timeline' })
  worker.answer('timeline', [5, 10])
  worker.answer('noise', { shape: [1, 2], data: Float32Array.of(1, 2) })
  expect(await second).toEqual([5, 10])
  expect((await first).shape).toEqual([1, 2])
})

test('a refusal rejects with its own code, sentence and next step', async () => {
  const { connection, worker } = connect()
  const asked = connection.ask({ kind: 'profile' })
  worker.refuse('profile', 'no-data')
  await expect(asked).rejects.toMatchObject({
    code: 'no-data',
    message: 'It cannot be done.',
    nextStep: 'Do something else.',
  })
})

test('an event of an older run is dropped', () => {
  const { worker, heard } = connect(7)
  worker.say(NOTICE, 6)
  expect(heard).toEqual([])
  worker.say(NOTICE, 7)
  expect(heard).toEqual([NOTICE])
})

test('the worker that let go of its lock is dead: questions are refused, and it is told once', async () => {
  const { connection, worker, locks, deaths } = connect()
  worker.say({ type: 'alive' })
  const asked = connection.ask({ kind: 'profile' })
  locks.release(worker.start.lifeLock)
  await expect(asked).rejects.toMatchObject({
    code: 'engine-lost',
    nextStep: 'It is started again from the last saved step.',
  })
  worker.dispatchEvent(new ErrorEvent('error', { message: 'late' }))
  locks.release(worker.start.lifeLock)
  expect(deaths.map(({ code }) => code)).toEqual(['engine-lost'])
  expect(connection.isOver).toBe(true)
})

test('a script that cannot be read is another failure than a death', () => {
  const { worker, deaths } = connect()
  worker.dispatchEvent(new ErrorEvent('error', { message: 'SyntaxError' }))
  expect(deaths).toHaveLength(1)
  expect(deaths[0]).toMatchObject({
    code: 'engine-missing',
    sentence: 'The engine could not be started: SyntaxError.',
  })
  expect(worker.terminated).toBe(true)
})

test('an error in a living worker is reported and kills nothing', () => {
  const { connection, worker, heard, deaths } = connect()
  worker.say({ type: 'alive' })
  worker.dispatchEvent(new ErrorEvent('error', { message: 'oh', error: new Error('oh') }))
  expect(heard.at(-1)).toMatchObject({ type: 'failure', fatal: false, failure: { code: 'unexpected' } })
  expect(deaths).toEqual([])
  expect(connection.isOver).toBe(false)
})

test('a worker sent away on purpose is nobody’s death, and is neither heard nor told any more', async () => {
  const { connection, worker, locks, heard, deaths } = connect()
  worker.say({ type: 'alive' })
  const asked = connection.ask({ kind: 'profile' })
  connection.end()
  await expect(asked).rejects.toMatchObject({ code: 'engine-lost' })
  await expect(connection.ask({ kind: 'profile' })).rejects.toMatchObject({ code: 'engine-lost' })
  locks.release(worker.start.lifeLock)
  const before = worker.posted.length
  connection.send({ type: 'cancel-open' })
  worker.say(NOTICE)
  expect(worker.terminated).toBe(true)
  expect(worker.posted).toHaveLength(before)
  expect(heard).toEqual([{ type: 'alive' }])
  expect(deaths).toEqual([])
})
