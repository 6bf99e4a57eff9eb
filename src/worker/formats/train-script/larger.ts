/**
 * `larger.py`: the run's networks once more, for pictures of larger sides, so that a script can go to the original photographs.
 * Their layers are those that the page would build for that side, and so are the spreads of their first weights.
 */
import type { LayerChain } from '../../../common/networks/layer-op.ts'
import { definedIn, importsFor } from './imports.ts'
import { layerClasses } from './layers.ts'
import { networkClass } from './networks.ts'
import { indented, lines, parts } from './python.ts'

export const LARGER = 'larger.py'

/** N(mean, deviation²). */
export interface Spread {
  readonly mean: number
  readonly deviation: number
}

export interface LargerNetwork {
  readonly layers: LayerChain
  /** Of each parameter, in their order. */
  readonly spreads: readonly Spread[]
}

/** Networks for one side. */
export interface LargerPair {
  /** In pixels. */
  readonly side: number
  readonly generator: LargerNetwork
  readonly discriminator: LargerNetwork
}

interface About {
  readonly latent: number
  readonly channels: number
  readonly classes: boolean
  readonly featured: boolean
}

/** Empty sides: the run's own is the largest there is. */
export function largerText(pairs: readonly LargerPair[], about: About): string {
  const made = pairs.map(({ side, generator, discriminator }) =>
    [
      classFor(`Generator${side}`, 'z', [about.latent], generator, about, false),
      classFor(
        `Discriminator${side}`,
        'x',
        [side, side, about.channels],
        discriminator,
        about,
        about.featured,
      ),
    ].join('\n\n\n'),
  )
  const sides = lines(
    '# Of each side: generator, discriminator, and (mean, deviation) of their first weights.',
    'SIDES = {',
    ...pairs.map((pair) =>
      indented(`${pair.side}: (Generator${pair.side}, Discriminator${pair.side}, ${spreadsOf(pair)}),`),
    ),
    '}',
  )
  const body = parts(...made, sides)
  const layers = definedIn(
    layerClasses(
      ...pairs.flatMap(({ generator, discriminator }) => [generator.layers, discriminator.layers]),
    ).join('\n'),
  )
  const head = '"""The networks of train.py for larger pictures, untrained: for --data FOLDER --size N."""'
  return `${parts(lines(head, '', importsFor(body, layers)), body)}\n`
}

function classFor(
  name: string,
  input: string,
  inputShape: readonly number[],
  { layers }: LargerNetwork,
  { classes }: About,
  featured: boolean,
): string {
  const about = input === 'z' ? 'Noise to pictures.' : 'Pictures to raw logits.'
  return networkClass({ name, about, layers, input, inputShape, classes, featured })
}

function spreadsOf({ generator, discriminator }: LargerPair): string {
  const list = ({ spreads }: LargerNetwork) =>
    `[${spreads.map(({ mean, deviation }) => `(${mean}, ${deviation})`).join(', ')}]`
  return `{"generator": ${list(generator)}, "discriminator": ${list(discriminator)}}`
}
