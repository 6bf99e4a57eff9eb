// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import type { WorkerEvent } from '../../../src/common/protocol/events.ts'
import { createClient } from '../../../src/page/client/client.ts'
import { PART } from '../../../src/page/client/hand-over.ts'
import { yieldToTasks } from '../../../src/common/yield.ts'
import { fakeWorkers, type FakeWorker } from '../../helpers/page/fake-worker.ts'
import { ring, SUMMARY } from '../../helpers/page/scripted-client.ts'

afterEach(() => vi.unstubAllGlobals())

function start() {
  const fakes = fakeWorkers()
  const heard: WorkerEvent[] = []
  const client = createClient(ring(), { run: () => ({}), twin: () => ({}) })
  client.subscribe((event) => heard.push(event))
  return { ...fakes, client, heard, first: fakes.newest() }
}

const some = (count: number, name = 'a') =>
  Array.from({ length: count }, (_, i) => new File([], `${name}${i}.png`))

/** As many turns as a handing over of so many files takes, and one more. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i <= Math.ceil(count / PART); i++) await yieldToTasks()
}

const sizes = (worker: FakeWorker) => worker.told('files').map(({ files }) => files.length)

test('few files come with the question itself, and nothing asked after it overtakes it', () => {
  const { client, first } = start()
  const files = some(PART)
  void client.open(files)
  void client.pause()
  expect(first.told('files')).toEqual([])
  expect(first.asked.map(({ kind }) => kind)).toEqual(['open', 'pause'])
  expect(first.asked[0]).toMatchObject({ files, chosen: [] })
})

test('many come in parts, one in each task, told from the first; the question brings the last', async () => {
  const { client, first, heard } = start()
  const files = some(2 * PART + 7)
  const opened = client.open(files)
  expect(sizes(first)).toEqual([PART])
  expect(heard).toEqual([{ type: 'progress', task: 'Handing over files', done: 0, total: files.length }])
  await turns(files.length)
  expect(sizes(first)).toEqual([PART, PART])
  const [asked] = first.asked
  expect(asked).toMatchObject({ kind: 'open', handover: first.told('files')[0]?.handover })
  const came = [
    ...first.told('files').flatMap((part) => part.files),
    ...(asked?.kind === 'open' ? asked.files : []),
  ]
  expect(came.map(({ name }) => name)).toEqual(files.map(({ name }) => name))
  first.answer('open', SUMMARY)
  expect(await opened).toEqual(SUMMARY)
})

test('a handing over that is cancelled asks nothing, and the worker lets go of what came', async () => {
  const { client, first } = start()
  const opened = client.open(some(3 * PART))
  client.cancelOpen()
  await expect(opened).rejects.toMatchObject({ code: 'cancelled' })
  await turns(3 * PART)
  expect(first.asked).toEqual([])
  const [part, gone] = first.told('files')
  expect(gone).toMatchObject({ files: [] })
  expect(gone?.handover).not.toBe(part?.handover)
})

test('a newer one takes the place of an older one', async () => {
  const { client, first } = start()
  const older = client.open(some(3 * PART))
  const files = some(2, 'newer')
  const newer = client.open(files)
  await expect(older).rejects.toMatchObject({ code: 'cancelled' })
  await turns(3 * PART)
  expect(first.asked).toHaveLength(1)
  expect(first.asked[0]).toMatchObject({ files })
  first.answer('open', SUMMARY)
  expect(await newer).toEqual(SUMMARY)
})

test('where the worker ends meanwhile, opening is refused for that', async () => {
  const { client, first } = start()
  const opened = client.open(some(3 * PART))
  void client.configure({ backend: 'cpu' })
  await expect(opened).rejects.toMatchObject({ code: 'engine-lost' })
  expect(first.asked).toEqual([])
})

test('a new worker starts with many files in parts as well; opening others meanwhile waits for that', async () => {
  const { client, first, newest } = start()
  const files = some(2 * PART + 1)
  const opened = client.open(files)
  await turns(files.length)
  first.answer('open', SUMMARY)
  await opened
  void client.configure({ backend: 'cpu' })
  const second = newest()
  expect(second).not.toBe(first)
  const newer = client.open(some(2 * PART, 'newer'))
  client.cancelOpen()
  await expect(newer).rejects.toMatchObject({ code: 'cancelled' })
  await turns(5 * PART)
  const order = second.posted
    .map(({ message }) => message.type)
    .filter((type) => /files|start|request/.test(type))
  expect(order.filter((type) => type !== 'request')).toEqual(['files', 'files', 'start'])
  expect(second.start).toMatchObject({ files: files.slice(-1), handover: second.told('files')[0]?.handover })
  expect(second.asked.map(({ kind }) => kind)).toEqual(['snapshot'])
  const last = some(3, 'last')
  void client.open(last)
  expect(second.asked.at(-1)).toMatchObject({ kind: 'open', files: last })
})
