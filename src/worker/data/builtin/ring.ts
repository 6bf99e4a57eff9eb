/** Equal Gaussians on a circle, at angles 2πk/K, k = 0 … K−1 (the convention of PacGAN's code). */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { sampledPoints, type Mixture, type PointSet } from '../point-set.ts'
import { mixtureDensity, sampleMixture } from './mixture.ts'
import { pointSummary } from './summary.ts'

export function ring({ modes, radius, std }: RunConfig): PointSet {
  const centres = new Float32Array(modes * 2)
  for (let k = 0; k < modes; k++) {
    centres[2 * k] = radius * Math.cos((2 * Math.PI * k) / modes)
    centres[2 * k + 1] = radius * Math.sin((2 * Math.PI * k) / modes)
  }
  const mixture: Mixture = { centres, std }
  const extent = radius * 1.6 + 3 * std
  return sampledPoints({
    summary: pointSummary(
      'ring',
      `${modes} ${modes === 1 ? 'mode' : 'modes'}`,
      `modes=${modes} radius=${radius} std=${std}`,
      extent,
    ),
    mixture,
    density: () => mixtureDensity(mixture),
    draw: (stream, count) => sampleMixture(mixture, stream, count),
  })
}
