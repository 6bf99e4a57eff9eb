/** Whose checkpoints a run takes: its own items’ and the first edition’s, which named none. */
import { beforeAll, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { Checkpoint } from '../../../src/common/config/checkpoint.ts'
import { fixedPoints } from '../../../src/worker/data/point-set.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { tableSummary } from '../../helpers/data/sets.ts'
import { useCpu } from '../../helpers/engine/backend.ts'

const CONFIG: RunConfig = { ...defaultsFor('ring'), gLayers: [4], dLayers: [4], latent: 2, batch: 4 }
const set = fixedPoints(Float32Array.of(0, 1, 1, 0, -1, 0), tableSummary({ count: 3 }))

beforeAll(useCpu)

async function restored(change: (checkpoint: Checkpoint) => Checkpoint): Promise<number> {
  const [from, to] = [new Run(CONFIG, set), new Run({ ...CONFIG, seed: 99 }, set)]
  from.advance(2)
  try {
    to.restore(change(await from.checkpoint()))
    return to.step
  } finally {
    from.dispose()
    to.dispose()
  }
}

test('a checkpoint names the items its networks make', async () => {
  const run = new Run(CONFIG, set)
  expect(await run.checkpoint()).toMatchObject({ version: 2, item: { kind: 'point', extent: 1.6 } })
  run.dispose()
})

test('one of the same items is taken, however far their stage reaches', async () => {
  expect(await restored((checkpoint) => checkpoint)).toBe(2)
  expect(await restored((checkpoint) => ({ ...checkpoint, item: { kind: 'point', extent: 9 } }))).toBe(2)
})

test('one that names no item, as the first edition kept them, is taken', async () => {
  expect(
    await restored((checkpoint) => {
      const { item, ...first } = checkpoint
      expect(item).toBeDefined()
      return first
    }),
  ).toBe(2)
})

test('one of other items is refused, and it is said what they are', async () => {
  const item = { kind: 'picture', size: 28, channels: 1 } as const
  const refused = restored((checkpoint) => ({ ...checkpoint, item }))
  await expect(refused).rejects.toMatchObject({
    code: 'checkpoint-other-item',
    message: expect.stringContaining('pictures at 28 × 28, gray') as string,
  })
})

test('one of other data of the same kind is refused', async () => {
  await expect(restored((checkpoint) => ({ ...checkpoint, fingerprint: 'other' }))).rejects.toMatchObject({
    code: 'checkpoint-mismatch',
  })
})
