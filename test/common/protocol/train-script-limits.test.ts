/** What is said of a script before it is saved. */
import { expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { scriptLimits } from '../../../src/common/saved/train-script-limits.ts'

const config = defaultsFor('mnist')
const said = (change: Partial<Parameters<typeof scriptLimits>[0]> = {}): string =>
  scriptLimits({ config, kind: 'picture', replayed: true, ...change }).join('\n')

test('always: that rounding adds up, and what it does not measure', () => {
  expect(said().split('\n')).toHaveLength(2)
  expect(said()).toContain('1e-4')
})

test('what cannot be made again, before and after that is known', () => {
  expect(said({ replayed: false })).toContain('begins with the settings of today')
  expect(said({ replayed: null })).toContain('where more was changed on the way')
})

test('what is bound to the pictures of the run', () => {
  expect(said({ config: { ...config, warmStart: 100 } })).toContain('--data leaves the warm start out')
  expect(said({ config: { ...config, warmStart: 100 }, kind: 'point' })).not.toContain('--data')
  expect(said({ config: { ...config, model: 'fourier' } })).toContain('--size takes the run’s own side alone')
})

test('a batch that few can share', () => {
  expect(said({ config: { ...config, batch: 12 } })).not.toContain('processes')
  expect(said({ config: { ...config, batch: 12, diversity: 'packing', pack: 3 } })).toContain(
    'by 4 processes',
  )
})
