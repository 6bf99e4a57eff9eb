// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { spawnWorker } from '../../../src/page/client/spawn.ts'
import { fakeWorkers } from '../../helpers/page/fake-worker.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function open() {
  const sources: Blob[] = []
  const dropped: string[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((source) => `blob:${sources.push(source as Blob)}`)
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((address) => void dropped.push(address))
  return { ...fakeWorkers(), sources, dropped }
}

test('the worker starts from a blob, so that the page’s Content-Security-Policy binds it too', async () => {
  const { newest, sources } = open()
  spawnWorker()
  expect(newest().address).toBe('blob:1')
  expect(newest().options).toEqual({ type: 'module', name: 'ganvas-engine' })
  const source = (await sources[0]?.text()) ?? ''
  const address: unknown = JSON.parse(source.replace(/^import /, ''))
  // A blob has no place of its own: what it imports must be named in full.
  expect(new URL(String(address)).origin).toBe(new URL(document.baseURI).origin)
  expect(sources[0]?.type).toBe('text/javascript')
})

test('the blob is kept until the worker has spoken, and dropped once', () => {
  const { newest, dropped } = open()
  spawnWorker()
  expect(dropped).toEqual([])
  newest().dispatchEvent(new MessageEvent('message'))
  newest().dispatchEvent(new MessageEvent('message'))
  expect(dropped).toEqual(['blob:1'])
})
