/**
 * Who listens while a step is made, to make it again by itself: is told of what the step is fed with, and how that is drawn for other
 * steps. Types alone.
 */
import type { TensorInfo } from '@tensorflow/tfjs'

export interface Ear {
  /** A tensor of numbers that JavaScript draws anew for each step. */
  drawn(tensor: TensorInfo, draw: (step: number) => Float32Array): void
  /** What a kernel gave that gets other attributes in each step. */
  rekeyed(tensor: TensorInfo, attributesAt: (step: number) => object): void
}
