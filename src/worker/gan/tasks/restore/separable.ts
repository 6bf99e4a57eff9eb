/** Matrices of common/restore/ applied to pictures on the device. Not differentiated: sources are made of reals alone. */
import { matMul, tensor2d, transpose, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs'
import type { Matrix } from '../../../../common/restore/matrices.ts'

/**
 * As `separably` of common/restore/matrices.ts, for each picture of a batch: [n, h, w, c] → [n, rows.to, columns.to, c]. Two
 * products of plain matrices, with the axis that is mixed moved to the end.
 */
export function separable(pictures: Tensor4D, rows: Matrix, columns: Matrix = rows): Tensor4D {
  const [count, height, width, channels] = pictures.shape
  const lines = transpose(pictures, [0, 3, 1, 2]).reshape<Tensor2D>([count * channels * height, width])
  const across = matMul<Tensor2D>(lines, turned(columns)).reshape<Tensor4D>([
    count,
    channels,
    height,
    columns.to,
  ])
  const upright = transpose(across, [0, 1, 3, 2]).reshape<Tensor2D>([count * channels * columns.to, height])
  const down = matMul<Tensor2D>(upright, turned(rows)).reshape<Tensor4D>([
    count,
    channels,
    columns.to,
    rows.to,
  ])
  return transpose(down, [0, 3, 2, 1])
}

/** [from, to] */
function turned({ to, from, values }: Matrix): Tensor2D {
  const made = new Float32Array(values.length)
  for (let row = 0; row < to; row++)
    for (let column = 0; column < from; column++) made[column * to + row] = values[row * from + column] ?? 0
  return tensor2d(made, [from, to])
}
