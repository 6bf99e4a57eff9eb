/**
 * Where a class enters a pair: beside the generator's latent, and in the discriminator's logit. Used by every
 * builder.
 */
import type { DiscriminatorNormId } from '../../../common/catalog/models.ts'
import { GanvasError } from '../../../common/failure.ts'
import type { Layer } from './layer.ts'
import { sum } from './composite/sum.ts'
import { classInputLayer, EMBEDDING, projectionLayer } from './layers/classes.ts'
import { denseLayer, type DenseOptions } from './layers/dense.ts'
import { normedOutput } from './norms.ts'

/**
 * What a generator starts with: the layers before its first, and how many numbers they hand on.
 * @param latent 0: the class alone says what is made @param classes 0: none
 * @throws GanvasError `config-unsupported` where there is neither
 */
export function generatorInput(
  latent: number,
  classes: number,
): { layers: readonly Layer[]; inputs: number } {
  if (latent + classes === 0) {
    throw new GanvasError(
      'config-unsupported',
      'Without a latent there is nothing these networks could make an item from.',
      'Choose a latent of 1 or more.',
    )
  }
  if (classes === 0) return { layers: [], inputs: latent }
  return { layers: [classInputLayer('generator', latent, classes)], inputs: latent + EMBEDDING }
}

/** The layer that gives the logit, with the class's say where there are classes. */
export function logitLayer(
  norm: DiscriminatorNormId,
  classes: number,
  options: Pick<DenseOptions, 'inputs' | 'rule'>,
): Layer {
  const { inputs, rule } = options
  const network = 'discriminator'
  const plain = denseLayer({
    network,
    name: 'output',
    inputs,
    units: 1,
    activation: 'linear',
    biased: true,
    rule,
  })
  const output = normedOutput(norm, plain)
  if (classes === 0) return output
  const projection = normedOutput(norm, projectionLayer(network, inputs, classes, rule))
  return sum(output.name, [inputs], [[output], [projection]])
}
