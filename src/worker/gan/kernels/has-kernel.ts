/** Whether a back end has a kernel of ours: who has none runs the formulas instead. Registers nothing. */
import { getKernel } from '@tensorflow/tfjs'

/** tfjs' own type leaves out that there may be none. */
export function hasKernel(kernelName: string, backendName: string): boolean {
  return (getKernel(kernelName, backendName) as unknown) !== undefined
}
