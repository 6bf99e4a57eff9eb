/**
 * Links of the first edition open what they opened then. RECORD_FIRST_EDITION=1 writes what they are read as, which nobody
 * does without a decision on record.
 */
import { afterAll, expect, test } from 'vitest'
import { readLink, type Config } from './harness.ts'
import { readJson, RECORDING, writeText } from './node.ts'
import { NOTE } from './recordings.ts'

interface Link {
  readonly hash: string
  readonly config: Config
  /** How many keys, values and clashes were complained of. */
  readonly complaints: number
}

const links = readJson('links.json') as readonly Link[]

afterAll(() => {
  if (!RECORDING) return
  const fresh = links.map(({ hash }) => JSON.stringify({ hash, ...readLink(hash) }))
  writeText('links.json', `[\n${fresh.join(',\n')}\n]\n`)
})

test.for(links)('$hash', ({ hash, config, complaints }) => {
  const now = readLink(hash)
  if (RECORDING) return
  // Settings that have come since are no matter.
  expect(now.config, NOTE).toMatchObject(config)
  expect(now.complaints, NOTE).toBe(complaints)
})

test('there are some twenty links, and no two are the same', () => {
  expect(new Set(links.map(({ hash }) => hash)).size).toBe(links.length)
  expect(links.length).toBeGreaterThanOrEqual(20)
})
