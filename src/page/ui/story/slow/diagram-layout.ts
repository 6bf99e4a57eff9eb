/** Where everything stands in the diagram of the two networks, in CSS pixels. Pure. */
import type { LayerSummary } from '../../../../common/networks/layer-op.ts'
import type { Player } from './stage-types.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface LayerBar extends Box {
  readonly of: Player
  readonly layer: LayerSummary
  /** Under the bar; empty where there is no room. */
  readonly size: string
}

export interface Edge {
  readonly id:
    'noise-generator' | 'generator-fake' | 'fake-discriminator' | 'real-discriminator' | 'discriminator-score'
  /** SVG path, in the forward direction. */
  readonly path: string
}

export interface Layout {
  readonly noise: Box
  readonly fake: Box
  readonly real: Box
  readonly score: Box
  readonly generator: readonly LayerBar[]
  readonly discriminator: readonly LayerBar[]
  /** Around a network's bars. */
  readonly frames: Readonly<Record<Player, Box>>
  readonly edges: readonly Edge[]
}

/** Room for a caption above or below a box. */
const CAPTION = 15
/** Between neighbours, for the arrows. */
const GAP = 14
const BAR = { least: 5, most: 16 }
/** A size is written under a bar where there is this much room for each letter. */
const LETTER = 7.5
/** The widest layer that still makes a bar taller. */
const TALLEST = 4096

/**
 * @param generatorLayers,discriminatorLayers in order
 */
export function layOut(
  { width, height }: { width: number; height: number },
  generatorLayers: readonly LayerSummary[],
  discriminatorLayers: readonly LayerSummary[],
): Layout {
  const generator = shownLayers(generatorLayers)
  const discriminator = shownLayers(discriminatorLayers)
  const side = Math.max(28, Math.min((height - 3 * CAPTION - 4) / 2, width * 0.15, 150))
  const room = Math.max(60, width - 3 * side - 4 * GAP)
  const pitch = room / Math.max(1, generator.length + discriminator.length)
  const low = height - CAPTION - side / 2
  const high = CAPTION + side / 2
  const middle = (low + high) / 2
  const noise = boxAt(side / 2, low, side)
  const generatorLeft = side + GAP
  const generatorRight = generatorLeft + pitch * generator.length
  const data = generatorRight + GAP + side / 2
  const discriminatorLeft = data + side / 2 + GAP
  const discriminatorRight = discriminatorLeft + pitch * discriminator.length
  const fake = boxAt(data, low, side)
  const real = boxAt(data, high, side)
  const score = boxAt(discriminatorRight + GAP + side / 2, middle, side)
  return {
    noise,
    fake,
    real,
    score,
    generator: bars('generator', generator, generatorLeft, pitch, low, side),
    discriminator: bars('discriminator', discriminator, discriminatorLeft, pitch, middle, side),
    frames: {
      generator: { x: generatorLeft, y: low - side / 2, width: generatorRight - generatorLeft, height: side },
      discriminator: {
        x: discriminatorLeft,
        y: middle - side / 2,
        width: discriminatorRight - discriminatorLeft,
        height: side,
      },
    },
    edges: [
      { id: 'noise-generator', path: line(side, low, generatorLeft, low) },
      { id: 'generator-fake', path: line(generatorRight, low, data - side / 2, low) },
      { id: 'fake-discriminator', path: curve(data + side / 2, low, discriminatorLeft, middle) },
      { id: 'real-discriminator', path: curve(data + side / 2, high, discriminatorLeft, middle) },
      { id: 'discriminator-score', path: line(discriminatorRight, middle, discriminatorRight + GAP, middle) },
    ],
  }
}

/** More bars than this are a fence, not a picture: layers without weights go first. */
const MOST_BARS = 8

function shownLayers(layers: readonly LayerSummary[]): readonly LayerSummary[] {
  if (layers.length <= MOST_BARS) return layers
  const trained = layers.filter(({ parameters }) => parameters > 0)
  if (trained.length <= MOST_BARS) return trained
  const half = MOST_BARS / 2
  return [...trained.slice(0, half), ...trained.slice(-half)]
}

function bars(
  of: Player,
  layers: readonly LayerSummary[],
  left: number,
  pitch: number,
  centre: number,
  most: number,
): LayerBar[] {
  const width = Math.min(BAR.most, Math.max(BAR.least, pitch * 0.45))
  return layers.map((layer, i) => {
    const units = layer.outputShape.reduce((product, side) => product * side, 1)
    const share = Math.min(1, Math.log2(1 + units) / Math.log2(TALLEST))
    const height = Math.max(6, share * most)
    const size = layer.outputShape.join('×')
    return {
      of,
      layer,
      x: left + pitch * (i + 0.5) - width / 2,
      y: centre - height / 2,
      width,
      height,
      size: size.length * LETTER <= pitch ? size : '',
    }
  })
}

function boxAt(x: number, y: number, side: number): Box {
  return { x: x - side / 2, y: y - side / 2, width: side, height: side }
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `M${x1} ${y1}L${x2} ${y2}`
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`
}
