/** A run's path between distortion and realism: what is kept of it, and what is forgotten. */
import { expect, test } from 'vitest'
import type { Metrics } from '../../../../src/common/protocol/report.ts'
import { RestoredPath } from '../../../../src/page/ui/figures/restored-path.ts'

const over = { pictures: 64, heldOut: true, realism: 'patches', baselines: [] } as const
const at = (psnr: number, realism = 0.1): Metrics => ({ samples: 1, psnr, realism, restored: over })
const pathOf = (...points: [step: number, metrics: Metrics][]) => {
  const path = new RestoredPath()
  for (const [step, metrics] of points) path.add(step, metrics)
  return path
}
const steps = (path: RestoredPath) => path.plane?.path.map(({ step }) => step) ?? null

test('a figure is noted once, at the step at which it came', () => {
  const path = pathOf([10, at(20)], [20, at(20)], [30, at(21)], [40, { samples: 1 }], [50, at(21, 0.2)])
  expect(path.plane).toEqual({
    over,
    path: [
      { step: 10, psnr: 20, realism: 0.1 },
      { step: 30, psnr: 21, realism: 0.1 },
      { step: 50, psnr: 21, realism: 0.2 },
    ],
  })
})

test('nothing is to be shown before anything was measured, nor of a run that imagines', () => {
  expect(new RestoredPath().plane).toBeNull()
  expect(pathOf([10, { samples: 1 }]).plane).toBeNull()
})

test('a run that went back forgets what came after', () => {
  const path = pathOf([10, at(20)], [20, at(21)], [30, at(22)])
  path.add(20, at(19))
  expect(path.plane?.path.map(({ psnr }) => psnr)).toEqual([20, 19])
  path.forgetFrom(0)
  expect(path.plane).toBeNull()
  path.load([
    { step: 5, metrics: at(18) },
    { step: 6, metrics: at(18.5) },
  ])
  expect(steps(path)).toEqual([5, 6])
})

test('a kept twin’s path goes on where the two parted', () => {
  const run = pathOf([10, at(20)], [20, at(21)], [30, at(22)])
  run.takeOver(pathOf([20, at(21)], [25, at(30)], [35, at(31)]), 20)
  expect(run.plane?.path.map(({ step, psnr }) => [step, psnr])).toEqual([
    [10, 20],
    [20, 21],
    [25, 30],
    [35, 31],
  ])
})

test('a long path is thinned, but where the run stands is always shown', () => {
  const path = pathOf(...Array.from({ length: 900 }, (_, i): [number, Metrics] => [i, at(10 + i)]))
  const all = steps(path) ?? []
  expect(all.length).toBeLessThanOrEqual(257)
  expect(all.at(-1)).toBe(899)
  expect(all[0]).toBe(0)
})
