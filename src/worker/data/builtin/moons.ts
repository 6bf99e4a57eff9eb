/**
 * Two interlocking half circles of radius 1. Shape as in scikit-learn's `make_moons`: the upper (cos θ, sin θ), the lower
 * (1 − cos θ, ½ − sin θ), θ uniform in (0, π); moved by (−½, −¼) so that the mean is the origin.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { sampledPoints, type PointSet } from '../point-set.ts'
import { curveDensity, sampleCurve } from './mixture.ts'
import { pointSummary } from './summary.ts'

export function moons({ std }: RunConfig): PointSet {
  const extent = 2 + 3 * std
  return sampledPoints({
    summary: pointSummary('moons', '', `std=${std}`, extent),
    density: () => curveDensity(moon, 2, std),
    draw: (stream, count) => sampleCurve(moon, 2, std, stream, count),
  })
}

function moon(t: number, branch: number): readonly [number, number] {
  const x = Math.cos(Math.PI * t)
  const y = Math.sin(Math.PI * t)
  return branch === 0 ? [x - 0.5, y - 0.25] : [0.5 - x, 0.25 - y]
}
