/** What a task says is what a feed's batches tell: no more, and made of the batch's very reals. */
import { add, type Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { taskOf } from '../../../../src/common/config/task.ts'
import { createFeed } from '../../../../src/worker/gan/batches/feed.ts'
import type { Task } from '../../../../src/worker/gan/tasks/task.ts'
import { TASK_RULES } from '../../../../src/worker/gan/tasks/tasks.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { drawPictures, labels } from '../../../helpers/engine/two-classes.ts'

beforeAll(useCpu)

const CONFIG: RunConfig = { ...defaultsFor('mnist'), batch: 6, dSteps: 2 }
const SHAPE = [4, 4, 1] as const

const feedOf = (task?: Task) => createFeed(() => CONFIG, SHAPE, drawPictures(SHAPE), undefined, labels, task)
const values = (tensor: Tensor | undefined) => [...(tensor?.dataSync() ?? [])]

test('a run restores where it is asked to, else plays by class where it is conditional, and imagines else', () => {
  expect(taskOf({ task: 'imagine', conditional: 'none' })).toBe('imagine')
  expect(taskOf({ task: 'imagine', conditional: 'projection' })).toBe('by-class')
  expect(taskOf({ task: 'restore', conditional: 'none' })).toBe('restore')
  expect([TASK_RULES.imagine.terms, TASK_RULES['by-class'].terms]).toEqual([[], []])
})

describe('a batch', () => {
  test('of imagining tells nothing, though the data have classes', () => {
    expect(feedOf(TASK_RULES.imagine).batch(0, 0).conditions).toEqual({})
  })

  test('by class tells the classes of its reals', () => {
    const { real, conditions } = feedOf(TASK_RULES['by-class']).batch(3, 1)
    expect(Object.keys(conditions)).toEqual(['labels'])
    const bright = Array.from({ length: 6 }, (_, i) => ((real.dataSync()[16 * i] ?? NaN) > 0 ? 1 : 0))
    expect(conditions.labels?.arraySync()).toEqual(bright.map((is) => [1 - is, is]))
    expect(values(feedOf().batch(3, 1).conditions.labels)).toEqual(values(conditions.labels))
  })

  test('of a task with a source has it made of its very reals, with noise of its own', () => {
    const noisy: Task = {
      tellsClass: true,
      source: {
        shape: (item) => item,
        of: (real, normal) => add(add(real, normal(real.shape)), normal(real.shape)),
      },
      terms: [],
    }
    const noiseOf = (step: number, update: number) => {
      const { real, conditions } = feedOf(noisy).batch(step, update)
      expect(Object.keys(conditions).sort()).toEqual(['labels', 'source'])
      const reals = values(real)
      return values(conditions.source).map((value, i) => value - (reals[i] ?? NaN))
    }
    const all = [noiseOf(0, 0), noiseOf(0, 1), noiseOf(0, 2), noiseOf(1, 0)]
    expect(new Set(all.map(([first = NaN]) => first)).size).toBe(4)
    expect(noiseOf(0, 1)).toEqual(all[1])
    // Two draws of N(0, 1), which differ: variance 2.
    const flat = all.flat()
    const variance = flat.reduce((sum, x) => sum + x * x, 0) / flat.length
    expect(Math.abs(variance - 2)).toBeLessThan(0.5)
  })
})
