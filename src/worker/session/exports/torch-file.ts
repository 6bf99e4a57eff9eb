/** One network's tensors for PyTorch: weights and buffers, and the optimiser's moments in the weights' layouts. */
import type { ExportOptions } from '../../../common/protocol/exports.ts'
import { readAll } from '../../gan/tensors/state.ts'
import type { NamedTensor } from '../../../common/protocol/report.ts'
import { inTorchLayout, torchState, torchTensors } from '../../formats/networks/torch-tensors.ts'
import type { Shown } from '../../kinds/shown.ts'
import { exportedNetwork } from './network.ts'

/** Ours, and torch.optim's word for the same: Adam's m and v, SGD's velocity, RMSprop's mean square. */
const MOMENTS = {
  adam: { mean: 'exp_avg', square: 'exp_avg_sq' },
  sgd: { mean: 'momentum_buffer' },
  rmsprop: { square: 'square_avg' },
} as const

/**
 * `dense1.weight` and, with the optimiser, `optimizer.dense1.weight.exp_avg` and `optimizer.step`. The moments are those of the
 * weights in training, also where the averaged generator leaves.
 */
export async function torchFile(
  { game, config, dataset }: Shown,
  { network: role = 'generator', optimiser = false }: ExportOptions,
): Promise<NamedTensor[]> {
  const { layers, tensors } = await exportedNetwork(game, config, dataset.item, role)
  const state = torchState(layers, tensors)
  if (!optimiser) return state
  const words = Object.entries(MOMENTS[config.optimizer])
  const wanted = torchTensors(layers)
    .filter(({ trained }) => trained)
    .flatMap((torch) =>
      words.map(([ours, theirs]) => ({
        torch: { ...torch, name: `optimizer.${torch.name}.${theirs}` },
        from: `${torch.source}:${ours}`,
      })),
    )
  const held = new Map(
    (
      await readAll(
        tensorsNamed(
          game,
          wanted.map(({ from }) => from),
        ),
      )
    ).map((t) => [t.name, t]),
  )
  const [clock] = await readAll(tensorsNamed(game, [`${role}:updates`]))
  return [
    ...state,
    ...wanted.flatMap(({ torch, from }) => {
      const moment = held.get(from)
      return moment === undefined ? [] : [inTorchLayout(torch, moment)]
    }),
    { name: 'optimizer.step', shape: [], data: clock?.data ?? Float32Array.of(0) },
  ]
}

function tensorsNamed({ tensors }: Pick<Shown['game'], 'tensors'>, names: readonly string[]) {
  return names.map((name) => {
    const tensor = tensors.get(name)
    if (tensor === undefined) throw new Error(`The game holds no ${name}.`)
    return [name, tensor] as const
  })
}
