/**
 * One-hot classes of a batch drawn by the device itself: the very items that it draws from the dataset. Where its back end
 * has no kernels for that, src/worker/gan/batches/feed.ts uploads them.
 */
import {
  abs,
  keep,
  matMul,
  range,
  relu,
  sub,
  tensor2d,
  tidy,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs'
import type { Resident } from '../../data/resident.ts'
import { ResidentItems, type Draw } from './device-draws.ts'

/** Bytes of a class's number, lowest first. */
const BYTES = 4

export class ResidentLabels {
  private readonly items: ResidentItems
  /** What each byte counts, [BYTES, 1]. */
  private readonly places = keep(tensor2d([1, 256, 65536, 0], [BYTES, 1]))
  /** 0 … classes − 1, [1, classes]. */
  private readonly names: Tensor2D

  constructor(resident: Resident, classes: number) {
    this.items = ResidentItems.of(resident)
    this.names = tidy(() => keep(range(0, classes, 1, 'float32').reshape<Tensor2D>([1, classes])))
  }

  /** [count, classes] */
  draw(draw: Draw, count: number): Tensor2D {
    return tidy(() => {
      const bytes = this.items.draw(draw, [count, BYTES]) as Tensor2D
      const numbers = matMul<Tensor2D>(bytes, this.places)
      return relu(sub(1, abs(sub(numbers, this.names))))
    })
  }

  get residentTensors(): readonly Tensor[] {
    return [...this.items.residentTensors, this.places, this.names]
  }

  dispose(): void {
    this.residentTensors.forEach((tensor) => tensor.dispose())
  }
}
