/**
 * The number of the step that comes next, where the device's kernels read it. A replayed step raises it by itself. Must not
 * know what a step is.
 */
import { keep, tensor1d, type Tensor1D } from '@tensorflow/tfjs'
import { bufferOf, type HiddenBackend } from './backend.ts'

export class StepCounter {
  readonly tensor: Tensor1D = keep(tensor1d([0], 'int32'))
  /** What the device's memory holds once all that was submitted is done. */
  private at = 0

  get buffer(): GPUBuffer {
    return bufferOf(this.backend, this.tensor)
  }

  constructor(private readonly backend: HiddenBackend) {}

  /** Step `step` comes next. Costs nothing where it does so anyway. */
  set(step: number): void {
    if (step === this.at) return
    this.backend.queue.writeBuffer(this.buffer, 0, Int32Array.of(step))
    this.at = step
  }

  /** To be told that so many steps were replayed. */
  passed(steps: number): void {
    this.at += steps
  }

  dispose(): void {
    this.tensor.dispose()
  }
}
