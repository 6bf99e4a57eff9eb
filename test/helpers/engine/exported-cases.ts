/** Networks to export: every model with every aid and norm that goes with it, on points and pictures, with classes and without. */
import { conflictsIn } from '../../../src/common/config/check.ts'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { givenShape } from '../../../src/common/config/task.ts'
import type { ItemSpec } from '../../../src/common/items/item-spec.ts'
import { shapeOf } from '../../../src/common/items/kinds.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import type { Game } from '../../../src/worker/gan/game-types.ts'
import { dice } from './dice.ts'

export interface ExportCase {
  readonly name: string
  readonly config: RunConfig
  readonly item: ItemSpec
  readonly classes: number
}

const POINT: ItemSpec = { kind: 'point', extent: 2 }
const GRAY: ItemSpec = { kind: 'picture', size: 28, channels: 1 }
const COLOUR: ItemSpec = { kind: 'picture', size: 8, channels: 3 }

const MODELS = [
  ['mlp', [POINT, COLOUR]],
  ['maxout', [POINT]],
  ['linear', [POINT]],
  ['fourier', [POINT]],
  ['dcgan', [COLOUR, GRAY]],
  ['residual', [COLOUR]],
] as const satisfies readonly (readonly [RunConfig['model'], readonly ItemSpec[]])[]
const NORMS = ['none', 'batch', 'layer', 'spectral'] as const
const AIDS = ['none', 'minibatch-stddev', 'minibatch-discrimination', 'packing'] as const

export const EXPORT_CASES: readonly ExportCase[] = MODELS.flatMap(([model, items]) =>
  items.flatMap((item) =>
    AIDS.flatMap((diversity) =>
      NORMS.flatMap((dNorm, i) => {
        const change = {
          model,
          diversity,
          dNorm,
          gNorm: i % 2 === 0 ? 'batch' : 'none',
          activation: (['leaky-relu', 'relu', 'tanh'] as const)[i % 3] ?? 'relu',
          ema: i % 2 === 0 ? 0.9 : 0,
          prior: i === 3 ? 'uniform' : 'normal',
        } as const
        return [0, 3].map((classes) => caseOf(item, classes, change))
      }),
    ),
  ),
).filter(({ config, item, classes }) => {
  // Norms are for models that heed them, classes for pictures.
  if (!['mlp', 'dcgan'].includes(config.model) && config.dNorm !== 'none') return false
  return (classes === 0 || item.kind === 'picture') && conflictsIn(config, null).length === 0
})

const SMALL_GRAY: ItemSpec = { kind: 'picture', size: 8, channels: 1 }

/** Networks that make pictures from pictures: each end of a U-Net, with norms and without, and both ways of a translation. */
export const FROM_PICTURES: readonly ExportCase[] = [
  fromPictures(COLOUR, { task: 'restore', source: 'half', gNorm: 'batch', dNorm: 'spectral' }),
  fromPictures(GRAY, { task: 'restore', source: 'noise', dNorm: 'layer' }),
  fromPictures(COLOUR, { task: 'restore', source: 'hole', ema: 0.9, diversity: 'minibatch-stddev' }),
  fromPictures(SMALL_GRAY, { task: 'restore', source: 'hole', hole: 'brush' }),
  fromPictures(COLOUR, { task: 'restore', source: 'gray' }),
  fromPictures(COLOUR, { task: 'restore', source: 'edges' }),
  fromPictures(COLOUR, { task: 'translate', ema: 0.9, from: 2, to: 0 }),
  fromPictures(SMALL_GRAY, { task: 'translate', dNorm: 'spectral' }),
]

function fromPictures(item: ItemSpec, change: Partial<RunConfig>): ExportCase {
  const size = item.kind === 'picture' ? item.size : 0
  const tasked = applyChange({ ...defaultsFor('mnist'), size }, { task: change.task ?? 'restore', ema: 0 })
  const config: RunConfig = { ...tasked, ...change, width: 3, warmStart: 0 }
  const said = [
    config.task,
    config.task === 'restore' && config.source,
    shapeOf(item).join('×'),
    config.dNorm,
  ]
  return { name: said.filter((word) => word !== false).join(', '), config, item, classes: 0 }
}

/** What such networks are told of a few items: sources of any numbers that a source may have, and ways whole and in shares. */
export function givenFor({ config, item }: ExportCase, count: number) {
  const { uniform } = dice(9)
  const shape = givenShape(config, shapeOf(item)) ?? []
  const channels = shape.at(-1) ?? 1
  const length = count * shape.reduce((product, side) => product * side, 1)
  const source = Float32Array.from({ length }, () => 2 * uniform() - 1)
  if (config.task === 'restore' && config.source === 'hole') {
    for (let pixel = 0; pixel < length; pixel += channels) {
      const missing = uniform() < 0.4
      source[pixel + channels - 1] = missing ? 1 : 0
      if (missing) source.fill(0, pixel, pixel + channels - 1)
    }
  }
  const shares = [0, 1, 0.5, 1, 0.25, 0]
  const direction =
    config.task === 'translate'
      ? Float32Array.from({ length: 2 * count }, (_, i) => {
          const share = shares[Math.floor(i / 2) % shares.length] ?? 0
          return i % 2 === 0 ? share : 1 - share
        })
      : null
  return { shape: [count, ...shape], source, direction }
}

function caseOf(item: ItemSpec, classes: number, change: Partial<RunConfig>): ExportCase {
  const config: RunConfig = {
    ...defaultsFor(item.kind === 'point' ? 'ring' : 'mnist'),
    ...change,
    conditional: classes === 0 ? 'none' : 'projection',
    gLayers: [5, 4],
    dLayers: [6, 5],
    width: 3,
    latent: 3,
    pack: 3,
    ...(item.kind === 'picture' && { size: item.size }),
  }
  const said = [config.model, item.kind, config.diversity, config.dNorm, classes === 0 ? '' : 'by class']
  return { name: said.filter((word) => word !== '').join(', '), config, item, classes }
}

/** A game in which every tensor is far from where it began: what is left out or mistaken for another shows. */
export function shakenGame({ config, item, classes }: ExportCase): Game {
  const game = createGame(config, shapeOf(item), classes, item.kind === 'point' ? 'linear' : 'tanh')
  const { normal } = dice(config.seed)
  const values = [...game.tensors].map(([name, tensor]) => {
    const positive = name.includes('/variance')
    const data = Float32Array.from(tensor.dataSync() as Float32Array, (value) => {
      const shaken = value * (1 + 0.2 * normal()) + 0.1 * normal()
      return positive ? Math.abs(shaken) + 0.1 : shaken
    })
    return { name, shape: [...tensor.shape], data }
  })
  game.restore(values)
  return game
}

/** Latents and labels for a few items. */
export function questionsFor({ config, classes }: ExportCase, count: number) {
  const { normal, pick } = dice(7)
  const all = Array.from({ length: classes }, (_, i) => i)
  return {
    z: Float32Array.from({ length: count * config.latent }, normal),
    labels: classes === 0 ? null : Uint16Array.from({ length: count }, () => pick(all)),
  }
}

/** [n, h, w, c] ↔ [n, c, h, w]; rows as they are. */
export function channelsFirst(data: ArrayLike<number>, shape: readonly number[]): Float32Array {
  const [n = 0, h = 0, w = 0, c = 0] = shape
  if (shape.length !== 4) return Float32Array.from(data)
  return Float32Array.from({ length: data.length }, (_, at) => {
    const [x, y] = [at % w, Math.floor(at / w) % h]
    const [channel, i] = [Math.floor(at / (w * h)) % c, Math.floor(at / (w * h * c))]
    return i < n ? (data[((i * h + y) * w + x) * c + channel] ?? NaN) : NaN
  })
}
