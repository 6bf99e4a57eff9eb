import { expect, test } from 'vitest'
import { CheckpointHistory } from '../../../../src/page/client/kept/checkpoint-history.ts'
import type { Checkpoint } from '../../../../src/common/config/checkpoint.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'

const at = (step: number, floats = 1): Checkpoint => ({
  version: 2,
  step,
  config: defaultsFor('ring'),
  fingerprint: 'ring',
  tensors: [{ name: 'w', shape: [floats], data: new Float32Array(floats) }],
})

const stepsOf = (album: CheckpointHistory) => album.all.map(({ step }) => step)

test('keeps the first and the newest state, and thins what lies between', () => {
  const album = new CheckpointHistory({ count: 5, bytes: 1e6 })
  for (let step = 100; step <= 2000; step += 100) album.keep(at(step))
  const steps = stepsOf(album)
  expect(steps).toHaveLength(5)
  expect(steps[0]).toBe(100)
  expect(steps.at(-1)).toBe(2000)
  expect(steps).toEqual([...steps].sort((a, b) => a - b))
})

test('large networks take fewer places; the newest stays in any case', () => {
  const album = new CheckpointHistory({ count: 24, bytes: 4 * 250 })
  for (const step of [100, 200, 300, 400]) album.keep(at(step, 100))
  expect(stepsOf(album)).toHaveLength(2)
  album.keep(at(500, 1000))
  expect(stepsOf(album)).toEqual([500])
})

test('a run that went back forgets its future, and one that begins anew forgets all', () => {
  const album = new CheckpointHistory()
  for (const step of [100, 200, 300]) album.keep(at(step))
  album.cutAfter(200)
  expect(stepsOf(album)).toEqual([100, 200])
  album.cutAfter(0)
  expect(stepsOf(album)).toEqual([])
})
