/** What a rebuild takes over: the data where the same items are wanted, networks that fit them, and a state to rest in. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { SessionState } from '../../../../src/common/protocol/report.ts'
import { fixedPoints } from '../../../../src/worker/data/point-set.ts'
import { fitted, keptDataset, settled } from '../../../../src/worker/session/build/fit-config.ts'
import type { Run } from '../../../../src/worker/session/train/run.ts'
import { picturesOf, tableSummary } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const runs: Run[] = []
afterEach(() => runs.splice(0).forEach((run) => run.dispose()))

describe('settings for the person’s own data', () => {
  const table = fixedPoints(Float32Array.of(0, 1, 1, 0), tableSummary({ count: 2 }))
  const pictures = picturesOf({ size: 16, pixels: new Uint8Array(512) })

  test('get networks for points, and lose what means nothing to them, where files held a table', () => {
    const config: RunConfig = { ...defaultsFor('own'), augment: 'diffaugment' }
    expect(fitted(config, table)).toMatchObject({ model: 'mlp', augment: 'none' })
  })

  test('stay as they are where they fit', () => {
    const config: RunConfig = { ...defaultsFor('own'), augment: 'diffaugment' }
    expect(fitted(config, pictures)).toEqual(config)
  })
})

describe('the dataset in use', () => {
  const keeps = (change: Partial<RunConfig>): boolean => {
    const run = tinyRun()
    runs.push(run)
    const { dataset } = keptDataset(run, { ...run.config, ...change })
    expect([undefined, run.dataset]).toContain(dataset)
    return dataset !== undefined
  }

  test('stays for other networks and rates', () => {
    expect(keeps({ gLayers: [9], dLayers: [3], gLr: 0.1, seed: 7 })).toBe(true)
  })

  test.each<Partial<RunConfig>>([{ dataset: 'moons' }, { size: 16 }, { radius: 0.5 }, { modes: 3 }])(
    'is no longer what %o wants',
    (change) => {
      expect(keeps(change)).toBe(false)
    },
  )

  test('there is none before there is a run', () => {
    expect(keptDataset(null, defaultsFor('ring'))).toEqual({})
  })
})

test.each<[SessionState, SessionState]>([
  ['ready', 'ready'],
  ['paused', 'paused'],
  ['failed', 'failed'],
  ['running', 'paused'],
  ['preparing', 'paused'],
  ['compiling', 'paused'],
])('what was %s rests as %s', (before, after) => {
  expect(settled(before)).toBe(after)
})
