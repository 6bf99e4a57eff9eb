/** What is shipped learns no word about people: no network of the page's knows the faces, and words are those of the data. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DATASETS, type DatasetEntry } from '../../../../src/common/catalog/datasets.ts'
import { readShipped } from '../../../../src/worker/data/shipped-format.ts'

/** Networks that come with the page, and what each knows: docs/judge.md, docs/perceptual.md, docs/own-pictures.md. */
const NETWORKS = ['judge-mnist.bin', 'perceptual.bin', 'learnt.bin']

test('every file beside the page is a set of the catalogue or a network that is known to know no people', () => {
  const sets = DATASETS.filter(({ origin }) => origin === 'shipped').map(({ id }) => `${id}.bin`)
  const files = readdirSync('public/data').filter((name) => !name.endsWith('.md'))
  expect(files.sort()).toEqual([...sets, ...NETWORKS].sort())
})

test('only digits have a classifier', () => {
  const entries: readonly DatasetEntry[] = DATASETS
  expect(entries.flatMap(({ classifier }) => classifier ?? [])).toEqual(['data/judge-mnist.bin'])
})

test('the words of the faces are of what was drawn', async () => {
  const { attributes } = await readShipped(Uint8Array.from(readFileSync('public/data/avatars.bin')).buffer)
  expect(attributes.map(({ name }) => name)).toEqual(['Glasses', 'Beard', 'Hat', 'Grey hair', 'Skin tone'])
})
