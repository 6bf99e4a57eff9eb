/** The layers of the 2-D stage in words: for the toggles, for the help, and for those who do not see them. Plain data. */
import type { LayerId, Layers } from '../../../common/items/stage-layers.ts'

interface LayerWords {
  readonly id: LayerId
  /** On the toggle; part of the label. */
  readonly short: string
  /** Its accessible name. */
  readonly label: string
  readonly help: string
  /** In the stage's text alternative. */
  readonly said: string
}

/** In the order of the toolbar. */
export const LAYERS: readonly LayerWords[] = [
  {
    id: 'real',
    short: 'Real',
    label: 'Real',
    help: 'Points of the dataset, as round dots; always the same 512. Classes of a table have a colour each.',
    said: 'reals as dots',
  },
  {
    id: 'fake',
    short: 'Fakes',
    label: 'Fakes',
    help: 'What the forger makes of 512 fixed noises, as crosses. Point at one to look at it closely.',
    said: 'fakes as crosses',
  },
  {
    id: 'surface',
    short: 'Surface',
    label: 'Detective’s surface',
    help: 'The detective’s score at every place: green real, orange fake. On the blue line it cannot tell.',
    said: 'the detective’s scores as a coloured surface',
  },
  {
    id: 'grid',
    short: 'Grid',
    label: 'Generator’s grid',
    help:
      'How the forger bends its noise: a square grid of noise, drawn where it goes. Every cell holds the same share of ' +
      'the noise, so the darker a cell, the denser the fakes. With more than two noise dimensions it is the plane of ' +
      'the latent pad through the held point.',
    said: 'the generator’s warped grid, darker where fakes are denser',
  },
  {
    id: 'arrows',
    short: 'Arrows',
    label: 'Gradient arrows',
    help:
      'Which way the forger’s objective draws each fake while the detective stands still: −∂L/∂x. Long ones are cut; ' +
      'point at a fake for its figures.',
    said: 'an arrow on each fake, pointing where it is drawn',
  },
  {
    id: 'field',
    short: 'Field',
    label: 'Detective’s gradient field',
    help: 'Which way the detective’s output grows: ∇D on a coarse grid. Where it is flat, the forger learns nothing.',
    said: 'the detective’s gradient as blue arrows',
  },
  {
    id: 'density',
    short: 'Density',
    label: 'Density side by side',
    help:
      'Reals and fakes beside each other as densities on one scale, both blurred alike by 2 % of the view. The real ' +
      'one is computed from the dataset’s formula, the fakes’ from 4,096 samples.',
    said: 'the densities of reals and of fakes side by side',
  },
]

/** The layers that are drawn, for those who do not see them. @param classes by which reals are coloured; empty: they are not */
export function layerSentence(layers: Layers, classes: readonly string[] = []): string {
  const named = (id: LayerId, said: string) =>
    id === 'real' && classes.length > 0 ? `${said}, coloured by class (${classes.join(', ')})` : said
  const drawn = LAYERS.filter(({ id }) => layers[id]).map(({ id, said }) => named(id, said))
  return drawn.length === 0 ? 'every layer is switched off' : drawn.join(', ')
}
