/** The check itself, on whatever back end is current: our gradients of a case against both truths. */
import { getBackend } from '@tensorflow/tfjs'
import type { GradientCase } from './case.ts'
import { deviation, deviationFromDifferences, type Deviation } from './deviation.ts'
import { gradientsByUs } from './ours.ts'
import type { Truth } from './stored.ts'
import { beyond, OF_COSINES, OF_OURS } from './tolerances.ts'

export interface Finding {
  readonly jax: Deviation
  readonly differences: Deviation
  /** What is wrong; empty when nothing is. */
  readonly faults: readonly string[]
}

export async function check(spec: GradientCase, truth: Truth): Promise<Finding> {
  const ours = await gradientsByUs(spec)
  const jax = deviation(ours, truth.jax)
  const differences = deviationFromDifferences(ours, truth.differences)
  const onGpu = getBackend().startsWith('webg')
  const allowed = onGpu && spec.cosine === true ? OF_COSINES : OF_OURS
  const faults = [...beyond(jax, allowed, 'jax-js'), ...beyond(differences, allowed, 'central differences')]
  return { jax, differences, faults }
}
