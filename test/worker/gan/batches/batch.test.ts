/** What a feed draws, and when: nothing before somebody looks, nothing twice, and the same whoever looks. */
import { memory, type Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { fork, normals, streamFor } from '../../../../src/common/numbers/random.ts'
import { createFeed } from '../../../../src/worker/gan/batches/feed.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'

beforeAll(useCpu)

const CONFIG: RunConfig = {
  ...defaultsFor('ring'),
  ...{ batch: 3, latent: 2, gLayers: [3], dLayers: [3], dSteps: 2, penalty: 'none' },
}

function counted(config: RunConfig) {
  let draws = 0
  const feed = createFeed(
    () => config,
    [2],
    (stream, count) => {
      draws++
      return normals(stream, 2 * count)
    },
  )
  return { feed, draws: () => draws }
}

const values = (tensor: Tensor | null) => [...(tensor?.dataSync() ?? [])]

describe('a batch', () => {
  test('is drawn part by part, when first looked at, and once', () => {
    const { feed, draws } = counted(CONFIG)
    const before = memory().numTensors
    const batch = feed.batch(5, 0)
    expect(batch.conditions).toEqual({})
    expect(memory().numTensors).toBe(before)
    expect(batch.noise).toBe(batch.noise)
    expect([memory().numTensors - before, draws()]).toEqual([1, 0])
    expect(batch.real).toBe(batch.real)
    expect([memory().numTensors - before, draws()]).toEqual([2, 1])
  })

  test('has the streams it always had: k of D’s own, and G’s', () => {
    const { feed } = counted(CONFIG)
    const at = (purpose: Parameters<typeof streamFor>[1], update: number) =>
      fork(fork(streamFor(CONFIG.seed, purpose), 5), update)
    for (const update of [0, 1]) {
      expect(values(feed.batch(5, update).noise)).toEqual([...normals(at('noise-discriminator', update), 6)])
      expect(values(feed.batch(5, update).real)).toEqual([...normals(at('data', update), 6)])
    }
    expect(values(feed.batch(5, 2).noise)).toEqual([...normals(at('noise-generator', 0), 6)])
    expect(values(feed.batch(5, 2).real)).toEqual([...normals(at('data', 2), 6)])
  })

  test('of a generator without a latent has no noise', () => {
    const { feed } = counted({ ...CONFIG, latent: 0 })
    expect([feed.batch(0, 0).noise, feed.batch(0, 2).noise]).toEqual([null, null])
  })
})

test.each<[Partial<RunConfig>, number]>([
  [{ loss: 'non-saturating' }, 2],
  [{ loss: 'relativistic-paired' }, 3],
  [{ loss: 'non-saturating', unroll: 1 }, 3],
  [{ loss: 'non-saturating', featureMatching: 1 }, 3],
])('a step with %o draws %i batches of reals', (change, expected) => {
  const config = { ...CONFIG, ...change }
  const { feed, draws } = counted(config)
  const game = createGame(config, [2])
  game.step(config, feed, 0).dispose()
  expect(draws()).toBe(expected)
  game.dispose()
})
