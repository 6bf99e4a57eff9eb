/** A network that is looked at, as exporters take it: its layers, and the tensors that it judges or makes with, read back. */
import { tensorNames } from '../../../common/networks/layer-facts.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { givenShape } from '../../../common/config/task.ts'
import { shapeOf } from '../../../common/items/kinds.ts'
import type { ItemSpec } from '../../../common/items/item-spec.ts'
import { readAll } from '../../gan/tensors/state.ts'
import type { Game } from '../../gan/game-types.ts'
import type { ExportedNetwork } from '../../formats/networks/exported-network.ts'

export type ExportedGame = Pick<Game, 'tensors' | 'generator' | 'discriminator' | 'latent' | 'classes'>

/**
 * @param config what says whether the generator is shown averaged, and what it starts from
 * @throws Error where a layer names a tensor that the game does not hold
 */
export async function exportedNetwork(
  game: ExportedGame,
  config: Pick<RunConfig, 'ema' | 'task' | 'source'>,
  item: ItemSpec,
  role: ExportedNetwork['role'],
): Promise<ExportedNetwork> {
  const { layers } = game[role]
  const averaged = role === 'generator' && config.ema > 0
  const names = layers.flatMap(({ op }) => {
    const { weights, statistics } = tensorNames(op)
    return [...weights, ...statistics]
  })
  const held = names.map((name) => {
    const tensor = game.tensors.get(averaged ? `${name}:average` : name)
    if (tensor === undefined) throw new Error(`The game holds no ${name}.`)
    return [name, tensor] as const
  })
  const tensors = new Map((await readAll(held)).map((tensor) => [tensor.name, tensor]))
  const source = givenShape(config, shapeOf(item))
  return { role, layers, tensors, item, latent: game.latent, source, classes: game.classes }
}
