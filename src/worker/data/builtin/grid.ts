/** side × side equal Gaussians, `gap` apart, centred on the origin (VEEGAN, PacGAN: 5 × 5, gap 2). */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { sampledPoints, type Mixture, type PointSet } from '../point-set.ts'
import { mixtureDensity, sampleMixture } from './mixture.ts'
import { pointSummary } from './summary.ts'

export function grid({ side, gap, std }: RunConfig): PointSet {
  const half = ((side - 1) * gap) / 2
  const centres = new Float32Array(side * side * 2)
  for (let k = 0; k < side * side; k++) {
    centres[2 * k] = (k % side) * gap - half
    centres[2 * k + 1] = Math.floor(k / side) * gap - half
  }
  const mixture: Mixture = { centres, std }
  const extent = half + 0.75 * gap + 3 * std
  return sampledPoints({
    summary: pointSummary('grid', `${side} × ${side} modes`, `side=${side} gap=${gap} std=${std}`, extent),
    mixture,
    density: () => mixtureDensity(mixture),
    draw: (stream, count) => sampleMixture(mixture, stream, count),
  })
}
