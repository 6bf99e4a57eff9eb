/** Two level segments, from x = −1 to 1, at y = ½ and y = −½, with noise around them. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { sampledPoints, type PointSet } from '../point-set.ts'
import { curveDensity, sampleCurve } from './mixture.ts'
import { pointSummary } from './summary.ts'

export function lines({ std }: RunConfig): PointSet {
  const extent = 1.5 + 3 * std
  return sampledPoints({
    summary: pointSummary('lines', '', `std=${std}`, extent),
    density: () => curveDensity(line, 2, std),
    draw: (stream, count) => sampleCurve(line, 2, std, stream, count),
  })
}

function line(t: number, branch: number): readonly [number, number] {
  return [2 * t - 1, branch === 0 ? 0.5 : -0.5]
}
