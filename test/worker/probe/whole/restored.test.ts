/** Given sources through a game: read back and left on the device alike, each picture judged beside its own source. */
import { memory } from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { applyChange } from '../../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import { restoredOnDevice, restoreItems, restoreScored } from '../../../../src/worker/probe/restored.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'

beforeAll(useCpu)

test('fresh networks hand on what they are given, however it is asked for', async () => {
  const config = applyChange(defaultsFor('fashion'), { task: 'restore', source: 'blur', width: 4 })
  const game = createGame(config, [8, 8, 1])
  const sources = uniforms(streamFor(4, 'data'), 3 * 64, -1, 1)
  const before = memory().numTensors
  const { items, scores, count } = await restoreScored(game, config, sources, 3)
  expect(count).toBe(3)
  expect([...items]).toEqual([...sources])
  expect([...(await restoreItems(game, config, sources, 3))]).toEqual([...sources])
  const there = restoredOnDevice(game, config, sources, 3)
  expect([...there.items.dataSync()]).toEqual([...sources])
  const logits = [...there.logits.dataSync()]
  logits.forEach((logit, i) => expect(scores[i]).toBeCloseTo(1 / (1 + Math.exp(-logit)), 6))
  expect(new Set(logits).size).toBe(3)
  there.items.dispose()
  there.logits.dispose()
  expect(memory().numTensors).toBe(before)
})
