/**
 * Packing (Lin et al. 2018, PacGAN): D sees m items at once, side by side on their channels, and gives them one logit.
 * When evaluating, each item is judged in the company of the reals D was last trained on.
 */
import { add, concat, slice, split, zeros as zerosOf, type Tensor, type Variable } from '@tensorflow/tfjs'
import { follow } from '../../optimizers/average.ts'
import { outsideTape } from '../../ops/autodiff.ts'
import { zeros } from '../initialisers.ts'
import { statisticOf, type Layer } from '../layer.ts'
import { GanvasError } from '../../../../common/failure.ts'

/** [n, …, c] → [n/m, …, m·c]; item i goes with i + n/m, i + 2n/m, …; what is left over is not shown. */
export function packLayer(network: string, shape: readonly number[], pack: number): Layer {
  const company = `${network}/pack/company`
  const outputShape = [...shape.slice(0, -1), (shape.at(-1) ?? 0) * pack]
  return {
    name: 'pack',
    op: { type: 'pack', pack, statistics: { company } },
    outputShape,
    parameters: [],
    statistics: [{ name: company, shape: [pack - 1, ...shape], initial: zeros }],
    couples: true,
    apply: (x, state, pass) => {
      const companions = statisticOf(state, company)
      if (pass.mode === 'evaluate') return inCompany(x, companions, pack)
      if (pass.memory !== null && pass.real === true) remember(x, companions, pack)
      const packs = packsIn(x.shape.at(0) ?? 0, pack)
      return concat(split(slice(x, 0, packs * pack), pack), -1)
    },
  }
}

function packsIn(batch: number, pack: number): number {
  if (batch >= pack) return Math.floor(batch / pack)
  throw new GanvasError(
    'config-unsupported',
    `A batch of ${batch} holds no pack of ${pack}.`,
    `Choose a batch of ${pack} or more.`,
  )
}

/** Each item beside the same companions. */
function inCompany(x: Tensor, companions: Variable, pack: number): Tensor {
  const others = split(companions, pack - 1).map((other) => add(zerosOf(x.shape), other))
  return concat([x, ...others], -1)
}

function remember(reals: Tensor, companions: Variable, pack: number): void {
  outsideTape(() => follow([companions], [slice(reals, 0, pack - 1)], 0))
}
