/** First values of parameters. Plain arrays from seeded streams; knows no tensors. */
import { normals, type Stream } from '../../../common/numbers/random.ts'
import { sizeOf, type Initialiser } from './layer.ts'

export const zeros: Initialiser = told((_, shape) => new Float32Array(sizeOf(shape)), 0, 0)

export const ones: Initialiser = told((_, shape) => new Float32Array(sizeOf(shape)).fill(1), 1, 0)

/** N(mean, deviation²). */
export function normal(mean: number, deviation: number): Initialiser {
  return told((stream, shape) => normals(stream, sizeOf(shape), mean, deviation), mean, deviation)
}

/** Draws, and says as data what it draws. */
function told(
  draw: (stream: Stream, shape: readonly number[]) => Float32Array,
  mean: number,
  deviation: number,
): Initialiser {
  return Object.assign(draw, { spread: { mean, deviation } })
}

/** How many numbers flow into and out of one unit. */
export interface Fan {
  in: number
  out: number
}

/** A rule that gives weights their spread. */
export type WeightRule = (fan: Fan, rectified: boolean) => Initialiser

/**
 * Keeps the signal's variance from layer to layer: N(0, 2/in) before a rectifier (He et al. 2015, equation 10), else
 * N(0, 2/(in + out)) (Glorot & Bengio 2010, equation 12). `scale` multiplies the deviation.
 */
export function variancePreserving(scale: number): WeightRule {
  return (fan, rectified) => normal(0, scale * Math.sqrt(2 / (rectified ? fan.in : fan.in + fan.out)))
}

/** DCGAN's N(0, 0.02²) for all weights (Radford et al. 2016, section 4): meant for networks with batch norm. */
export function dcganRule(scale: number): WeightRule {
  return () => normal(0, 0.02 * scale)
}
