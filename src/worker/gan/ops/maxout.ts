/** Maxout (Goodfellow et al. 2013): the largest of several pieces. Right at any order: its slope is ones and zeros. */
import { cast, equal, max, mul, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs'
import { constant, differentiable, savedAt } from './autodiff.ts'

/** [n, units·pieces] → [n, units]; the pieces of a unit lie side by side. */
export function maxout(x: Tensor2D, pieces: number): Tensor2D {
  const [rows, width] = x.shape
  const units = width / pieces
  return differentiable<Tensor2D>({
    inputs: { x },
    forward: (save) => {
      const best = max<Tensor2D>(x.reshape([rows, units, pieces]), 2)
      save([x, best])
      return best
    },
    backward: (upstream, saved) => ({
      x: () => {
        const wins = constant(() => {
          const all = savedAt(saved, 0).reshape<Tensor3D>([rows, units, pieces])
          return cast(equal(all, savedAt(saved, 1).reshape([rows, units, 1])), 'float32')
        })
        return mul(upstream.reshape([rows, units, 1]), wins).reshape([rows, width])
      },
    }),
  })
}
