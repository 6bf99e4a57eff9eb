/**
 * The losses that WebGPU computes in one kernel: for each the frame it stands in, which says what is held against what,
 * and its own few lines, value and slope. A loss without a shader is computed by its formulas (src/worker/gan/losses/).
 */
import type { LossId } from '../../../../../common/catalog/losses.ts'
import hinge from './hinge.wgsl?raw'
import leastSquares from './least-squares.wgsl?raw'
import minimax from './minimax.wgsl?raw'
import nonSaturating from './non-saturating.wgsl?raw'
import relativisticAverage from './relativistic-average.wgsl?raw'
import relativisticPaired from './relativistic-paired.wgsl?raw'
import wasserstein from './wasserstein.wgsl?raw'
import againstMeans from './frame/against-means.wgsl?raw'
import alone from './frame/alone.wgsl?raw'
import inPairs from './frame/in-pairs.wgsl?raw'

export interface LossShader {
  readonly frame: string
  readonly loss: string
}

export const LOSS_SHADERS = {
  'non-saturating': { frame: alone, loss: nonSaturating },
  minimax: { frame: alone, loss: minimax },
  'least-squares': { frame: alone, loss: leastSquares },
  hinge: { frame: alone, loss: hinge },
  wasserstein: { frame: alone, loss: wasserstein },
  'relativistic-average': { frame: againstMeans, loss: relativisticAverage },
  'relativistic-paired': { frame: inPairs, loss: relativisticPaired },
} satisfies Partial<Record<LossId, LossShader>>
