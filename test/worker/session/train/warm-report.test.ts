/** What is told of a warm start: figures of the generator alone, and no verdict before the game. */
import { beforeAll, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { SERIES_COLUMNS, SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { sideNamed, told } from '../../../helpers/engine/tiny-run.ts'

const WARM = 5
const CONFIG: RunConfig = {
  ...defaultsFor('mnist'),
  ...{ size: 8, model: 'mlp', gLayers: [6], dLayers: [6], batch: 4, latent: 3, warmStart: WARM },
}
const pixels = Uint8Array.from({ length: 60 * 64 }, (_, i) => (i * 37 + (i % 64) * 5) % 256)

beforeAll(useCpu)

test('rows of the warm start hold the generator’s figures alone; those of the game hold all', async () => {
  const { emit, of } = told()
  const side = sideNamed('run', emit)
  const run = new Run(CONFIG, picturesOf({ size: 8, pixels }))
  side.put(run, 'begins anew')
  run.advance(3)
  await side.trainer.tick(run)
  expect(side.observer.verdict).toEqual({
    kind: 'warming-up',
    since: 0,
    evidence: ['Warm start: the forger learns to redraw the data; the game begins at step 5.'],
  })
  run.advance(4)
  await side.trainer.tick(run)
  const rows = of('tick').flatMap(({ tick }) => [...tick.rows])
  const absent = Array.from({ length: rows.length / SERIES_WIDTH }, (_, i) =>
    SERIES_COLUMNS.filter((_, c) => Number.isNaN(rows[i * SERIES_WIDTH + c])),
  )
  const ofDiscriminator = ['lossD', 'realScore', 'fakeScore', 'gradNormD', 'penalty']
  expect(absent.map((names) => [...names].sort())).toEqual([
    ...Array.from({ length: WARM }, () => [...ofDiscriminator].sort()),
    [],
    [],
  ])
  side.clear()
})
