/** Names of archives are folders where several are opened; the name of one alone says nothing of what is in it. */
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { file, plainPng } from '../../../helpers/data/files.ts'
import { images } from '../../../helpers/data/opening.ts'

const zip = (name: string, paths: readonly string[], from = 0) =>
  file(name, zipSync(Object.fromEntries(paths.map((path, i) => [path, plainPng(10 * (from + i) + 5)]))))

test('one archive is no folder: what is loose at its top is loose', async () => {
  const set = await images([zip('pets.zip', ['1.png', '2.png', 'cats/3.png', 'cats/4.png'])])
  expect(set.summary.classes).toEqual(['cats', 'other'])
})

test('several archives are a class each', async () => {
  const set = await images([zip('cats.zip', ['1.png', '2.png']), zip('dogs.zip', ['1.png', '2.png'], 4)])
  expect(set.summary.classes).toEqual(['cats', 'dogs'])
})
