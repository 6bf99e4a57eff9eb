/** The script of a run: nothing in it of what is off, all numbers in one place, and its first lines true. Run in test/python. */
import { beforeAll, expect, test } from 'vitest'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { scriptOf } from '../../../../src/worker/session/exports/script.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { datasetOf, SCRIPT_CASES } from '../../../helpers/engine/script-cases.ts'
import { tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const fileOf = (run: Run, name = 'train.py'): string =>
  scriptOf(run).files.find((file) => file.name === name)?.text ?? ''
const settingsIn = (text: string): string => /^S = SimpleNamespace\((.*)\)$/mu.exec(text)?.[1] ?? ''

test('of what is off not a word', () => {
  const text = fileOf(tinyRun())
  const off = [
    'augment',
    'instanceNoise',
    'lecam',
    'history',
    'topK',
    'lookahead',
    'unroll',
    'warm',
    'labels',
    'penalty',
    'gamma',
  ]
  expect(off.filter((word) => text.includes(word))).toEqual([])
  expect(settingsIn(text)).toMatch(/^seed=1, batch=4, modes=\d+, .*pack=1$/u)
})

test.for<[string, Partial<RunConfig>]>([
  ['S.labelSmoothing * real', { labelSmoothing: 0.1 }],
  ['flatness(real) / 2', { penalty: 'r1' }],
  ['S.gammaEnd', { penalty: 'r2', gammaSteps: 5 }],
  ['weight.clamp_(-S.gamma, S.gamma)', { penalty: 'clip' }],
  ['def lecam', { lecam: 0.1 }],
  ['uniform=True', { prior: 'uniform' }],
  ['best(on_fake)', { topK: 0.5 }],
  ['look_ahead()', { lookahead: 3 }],
  ['discriminator_ahead(real, fake)', { unroll: 2 }],
])('“%s” stands where it is on', ([words, change]) => {
  expect(fileOf(tinyRun(change))).toContain(words)
  expect(fileOf(tinyRun())).not.toContain(words)
})

test('numbers that were changed on the way are changed again; more than numbers are not, and it says so', () => {
  const run = tinyRun({}, 2)
  run.change({ ...run.config, gLr: 0.5, truncation: 0.3 })
  expect(fileOf(run)).toContain('STORY = dict(gLr=0.002), [(2, dict(gLr=0.5))]')
  expect(fileOf(run)).not.toContain('--from-start begins with the settings of today')
  expect(scriptOf(run).first.gLr).toBe(0.002)
  run.advance(1)
  run.change({ ...run.config, loss: 'hinge' })
  expect(fileOf(run)).toContain('STORY = None')
  expect(fileOf(run)).toContain('--from-start begins with the settings of today')
  expect(scriptOf(run).first.loss).toBe('hinge')
})

test('a run in which a part of a step was made alone does not come again', async () => {
  const run = tinyRun({}, 1)
  await run.slowStep('generator')
  expect(fileOf(run)).toContain('STORY = None')
})

test('a name that data came with cannot leave the first lines', () => {
  const run = tinyRun()
  Object.assign(run.dataset.summary, { label: 'a"""\nimport os\\' })
  expect(fileOf(run).split('\n')[0]).toBe(
    `"""A run of Ganvas on a''''import os', step 0, to go on with in PyTorch: on one CPU, one GPU, or many.`,
  )
})

test('every script is short enough to be read', async () => {
  const long: string[] = []
  for (const { config, name, ...one } of SCRIPT_CASES) {
    const run = new Run(config, await datasetOf({ config, ...one }))
    const lines = fileOf(run).split('\n').length
    if (lines >= 300) long.push(`${name}: ${lines}`)
    run.dispose()
  }
  expect(SCRIPT_CASES.length).toBeGreaterThan(60)
  expect(long).toEqual([])
})

test('pictures come with their networks for larger sides, and what reads a folder', async () => {
  const one = SCRIPT_CASES.find(({ name }) => name === 'dcgan, batch, none')
  if (one === undefined) throw new Error('no such case')
  const run = new Run(one.config, await datasetOf(one))
  const larger = fileOf(run, 'larger.py')
  expect(larger).toContain('class Generator64(nn.Module):')
  expect(larger).toContain('self.up4 = Transposed(4, 3, 4, 2)')
  expect(larger).not.toContain('Generator8(')
  expect(fileOf(run, 'photographs.py')).toContain('def photographs(')
  expect(scriptOf(tinyRun()).files.map(({ name }) => name)).toEqual(['train.py', 'layers.py', 'ganvas.py'])
  run.dispose()
})

test('no case is left out for settings that do not go together, but those put together by rule or chance', () => {
  const named = [
    'a table',
    'painted',
    'drawn',
    'LeCam',
    'unrolled MLP by class',
    'in a warm start, SGD',
    'digits of 28 × 28',
  ]
  const there = SCRIPT_CASES.map(({ name }) => name)
  expect(named.filter((name) => !there.includes(name))).toEqual([])
})
