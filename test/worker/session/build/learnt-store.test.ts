/** When the file of learnt weights is fetched, and what happens where it cannot be. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { LearntStore } from '../../../../src/worker/session/build/learnt-store.ts'

const chance = defaultsFor('ring')
const learnt = { ...chance, transfer: 'drawings' as const }
const file = () => Uint8Array.from(readFileSync('public/data/learnt.bin')).buffer

function store(answers: (() => Promise<ArrayBuffer>)[]) {
  const [asked, complaints]: [string[], string[]] = [[], []]
  const made = new LearntStore(
    (path) => {
      asked.push(path)
      return (answers.shift() ?? (() => Promise.reject(new Error('Nothing is left.'))))()
    },
    (sentence) => complaints.push(sentence),
  )
  return { made, asked, complaints }
}

test('nothing is fetched for networks that begin by chance', async () => {
  const { made, asked } = store([])
  expect(await made.of(chance)).toBeNull()
  expect(made.held(chance)).toBeNull()
  expect(asked).toEqual([])
})

test('the file is fetched once for all who want it, and held from then on', async () => {
  const { made, asked } = store([() => Promise.resolve(file())])
  expect(made.held(learnt)).toBeNull()
  const [one, two] = await Promise.all([made.of(learnt), made.of(learnt)])
  expect(one?.size).toBe(16)
  expect(two).toBe(one)
  expect(await made.of(learnt)).toBe(one)
  expect(made.held(learnt)).toBe(one)
  expect(made.held(chance)).toBeNull()
  expect(asked).toEqual(['data/learnt.bin'])
})

test('where it cannot be had the run begins by chance, which is said; the next run asks again', async () => {
  const { made, asked, complaints } = store([
    () => Promise.reject(new Error('The host does not answer.')),
    () => Promise.resolve(new ArrayBuffer(7)),
    () => Promise.resolve(file()),
  ])
  expect(await made.of(learnt)).toBeNull()
  expect(await made.of(learnt)).toBeNull()
  expect((await made.of(learnt))?.size).toBe(16)
  expect(asked).toHaveLength(3)
  expect(complaints).toEqual([
    expect.stringMatching(/^The networks begin by chance: .*The host does not answer/),
    expect.stringContaining('damaged'),
  ])
})
