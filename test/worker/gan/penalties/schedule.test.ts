import { scalar, tensor1d, type Scalar } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { PENALTIES } from '../../../../src/common/catalog/penalties.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import { FIGURES } from '../../../../src/worker/gan/game-types.ts'
import { atGamma } from '../../../../src/worker/gan/penalties/schedule.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { ringFeed } from '../../../helpers/engine/ring-feed.ts'

beforeAll(useCpu)

const value = (term: Scalar) => term.dataSync()[0] ?? NaN
const at = (step: number, settings: Parameters<typeof atGamma>[1]) =>
  value(atGamma((gamma) => scalar(3 * gamma), settings, tensor1d([step])))

test('γ goes in a straight line to its end, and stays there', () => {
  const settings = { gamma: 10, gammaEnd: 2, gammaSteps: 100 }
  const expected = [0, 25, 50, 100, 1000].map((step) => 3 * (10 - 8 * Math.min(1, step / 100)))
  expect([0, 25, 50, 100, 1000].map((step) => at(step, settings))).toEqual(
    expected.map((one) => expect.closeTo(one, 4) as number),
  )
  expect(at(25, { gamma: 1, gammaEnd: 5, gammaSteps: 100 })).toBeCloseTo(6, 4)
  expect(at(50, { ...settings, gammaSteps: 0 })).toBe(30)
})

describe.each(PENALTIES.filter(({ id }) => id !== 'none' && id !== 'clip'))('$id', ({ id }) => {
  const base: RunConfig = {
    ...defaultsFor('ring'),
    ...{ gLayers: [6], dLayers: [5], batch: 8, penalty: id, gamma: 4, gLr: 0, dLr: 0 },
  }
  /** The penalty's figure at each of three steps of networks that stand still. */
  const figures = (config: RunConfig) => {
    const game = createGame(config, [2])
    const feed = ringFeed(config)
    const found = [0, 1, 2].map((step) => {
      const row = game.step(config, feed, step)
      const [figure] = row.dataSync().slice(FIGURES.indexOf('penalty'))
      row.dispose()
      return figure ?? NaN
    })
    game.dispose()
    return found
  }

  test('is weighed by γ as it is at each step', () => {
    const still = figures(base)
    const moving = figures({ ...base, gammaEnd: 0, gammaSteps: 2 })
    expect(Math.min(...still)).toBeGreaterThan(0)
    const shares = moving.map((figure, i) => figure / (still[i] ?? NaN))
    expect(shares).toEqual([1, 0.5, 0].map((share) => expect.closeTo(share, 4) as number))
  })
})
