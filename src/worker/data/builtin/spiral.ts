/**
 * One Archimedean arm: radius grows with the angle from 0 to 1 over two turns. The radius is drawn as √t, which makes the
 * points almost equally dense along the arm (arc length grows with the square of the angle).
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { sampledPoints, type PointSet } from '../point-set.ts'
import { curveDensity, sampleCurve } from './mixture.ts'
import { pointSummary } from './summary.ts'

const TURNS = 2

export function spiral({ std }: RunConfig): PointSet {
  const extent = 1.4 + 3 * std
  return sampledPoints({
    summary: pointSummary('spiral', '', `turns=${TURNS} std=${std}`, extent),
    density: () => curveDensity(arm, 1, std),
    draw: (stream, count) => sampleCurve(arm, 1, std, stream, count),
  })
}

function arm(t: number): readonly [number, number] {
  const radius = Math.sqrt(t)
  const angle = 2 * Math.PI * TURNS * radius
  return [radius * Math.cos(angle), radius * Math.sin(angle)]
}
