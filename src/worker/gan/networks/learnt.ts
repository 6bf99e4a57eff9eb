/**
 * Weights that networks begin with in place of chance: those of networks that have learnt other pictures before. Kept by
 * their place counted from the picture, so that networks for larger or smaller pictures take what they have in common:
 * `generator/up/0/kernel` makes the picture, `discriminator/down/0/kernel` sees it first. Must not know files.
 */
import type { ParameterSpec } from './layer.ts'

export interface LearntTensor {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** By network, layer, place and part. */
export type LearntWeights = ReadonlyMap<string, LearntTensor>

/** Values for a parameter; null where none fit. */
export type LearntValues = (parameter: Pick<ParameterSpec, 'name' | 'shape'>) => Float32Array | null

/** @param parameters all of a network, by which places are counted */
export function learntValues(
  weights: LearntWeights,
  parameters: readonly Pick<ParameterSpec, 'name'>[],
): LearntValues {
  const ups = parameters.filter(({ name }) => /^generator\/up\d+\/kernel$/.test(name)).length
  return ({ name, shape }) => {
    const tensor = weights.get(placeOf(name, ups))
    if (tensor === undefined) return null
    if (isOf(shape, tensor.shape)) return Float32Array.from(tensor.data)
    const gray = grayOf(name, tensor)
    return gray !== null && isOf(shape, gray.shape) ? gray.data : null
  }
}

/** `generator/up3/kernel` of three is the one that makes the picture, `generator/norm2/scale` is what comes before it. */
function placeOf(name: string, ups: number): string {
  const found = /^(generator|discriminator)\/(up|norm|down)(\d+)\/(.+)$/.exec(name)
  if (found === null) return name
  const [, network = '', layer = '', index = '', part = ''] = found
  const place = network === 'generator' ? ups - Number(index) : Number(index) - 1
  return `${network}/${layer}/${place}/${part}`
}

/**
 * What colour weights are to gray pictures: one that shows in three colours at once is the mean of what makes them, and what sees
 * three equal colours sees their sum. Null for layers that do not touch the picture.
 */
function grayOf(name: string, { shape, data }: LearntTensor): LearntTensor | null {
  if (name.endsWith('/bias') && name.startsWith('generator')) {
    return { shape: [1], data: Float32Array.of(sum(data) / data.length) }
  }
  const [rows = 0, columns = 0, colours = 0, others = 0] = shape
  if (shape.length !== 4) return null
  const share = name.startsWith('generator') ? 1 / colours : 1
  const gray = new Float32Array(rows * columns * others)
  for (let place = 0; place < rows * columns; place++) {
    for (let colour = 0; colour < colours; colour++) {
      for (let other = 0; other < others; other++) {
        const at = place * others + other
        gray[at] = (gray[at] ?? 0) + share * (data[(place * colours + colour) * others + other] ?? 0)
      }
    }
  }
  return { shape: [rows, columns, 1, others], data: gray }
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0)
}

function isOf(wanted: readonly number[], shape: readonly number[]): boolean {
  return wanted.length === shape.length && wanted.every((length, axis) => length === shape[axis])
}
