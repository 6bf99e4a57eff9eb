/**
 * A patch discriminator and the two generators that play against it, on plain doubles and loops: what each loss, penalty and
 * term says of them, written down a second time. 8×8 pictures of one channel, 4 logits a picture. Knows no tensors.
 */
import { lossEntry, type LossId } from '../../../src/common/catalog/losses.ts'
import { TRUTH } from '../../worker/gan/losses/truth.ts'
import { PLAIN } from './arithmetic.ts'

export type Numbers = readonly number[]
/** By the parameters' names. */
export type Weights = ReadonlyMap<string, Numbers>

export const SIDE = 8

/** What the discriminator is shown, item by item. */
export interface PlainBatch {
  readonly real: readonly Numbers[]
  readonly fake: readonly Numbers[]
  /** What both are told; null: nothing. */
  readonly source: readonly Numbers[] | null
}

export interface PlainSetting {
  readonly loss: LossId
  readonly smoothing: number
  readonly penalty: 'none' | 'r1' | 'r1r2' | 'gradient'
  readonly gamma: number
  /** λ, with running means of the logits on reals and on fakes. */
  readonly lecam: number
  readonly anchors: readonly [number, number]
  readonly topK: number
  readonly featureMatching: number
  /** Weight of mean |fake − real|. */
  readonly reconstruction: number
}

export const mean = (values: Numbers): number => values.reduce((sum, x) => sum + x, 0) / values.length
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
const square = (x: number): number => x * x

function held(weights: Weights, name: string): Numbers {
  const values = weights.get(name)
  if (values === undefined) throw new Error(`no ${name}`)
  return values
}

/** Each pair of places a 4×4 kernel of stride 2 joins: small (i, j), large (y, x), and the kernel's (ky, kx). */
function joined(small: number, visit: (at: number, large: number, tap: number) => void): void {
  for (let i = 0; i < small; i++)
    for (let j = 0; j < small; j++)
      for (let ky = 0; ky < 4; ky++)
        for (let kx = 0; kx < 4; kx++) {
          const [y, x] = [2 * i + ky - 1, 2 * j + kx - 1]
          if (y < 0 || x < 0 || y >= 2 * small || x >= 2 * small) continue
          visit(i * small + j, y * 2 * small + x, ky * 4 + kx)
        }
}

function halved(
  x: Numbers,
  side: number,
  channels: [number, number],
  weights: Weights,
  name: string,
): number[] {
  const [inputs, outputs] = channels
  const [kernel, bias] = [held(weights, `${name}/kernel`), held(weights, `${name}/bias`)]
  const y = Array.from({ length: (side / 2) ** 2 * outputs }, (_, at) => bias[at % outputs] ?? NaN)
  joined(side / 2, (small, large, tap) => {
    for (let c = 0; c < inputs; c++)
      for (let o = 0; o < outputs; o++)
        y[small * outputs + o] =
          (y[small * outputs + o] ?? NaN) +
          (x[large * inputs + c] ?? NaN) * (kernel[(tap * inputs + c) * outputs + o] ?? NaN)
  })
  return y
}

function doubled(x: Numbers, side: number, inputs: number, weights: Weights, name: string): number[] {
  const [kernel, bias] = [held(weights, `${name}/kernel`), held(weights, `${name}/bias`)]
  const y = new Array<number>(4 * side * side).fill(bias[0] ?? NaN)
  joined(side, (small, large, tap) => {
    for (let c = 0; c < inputs; c++)
      y[large] = (y[large] ?? NaN) + (x[small * inputs + c] ?? NaN) * (kernel[tap * inputs + c] ?? NaN)
  })
  return y
}

/** The 4 logits of a picture, and what goes into the last layer. */
export function judged(
  d: Weights,
  item: Numbers,
  source: Numbers | null,
): { logits: Numbers; features: Numbers } {
  const shown = source === null ? item : item.flatMap((value, i) => [value, source[i] ?? NaN])
  const channels = source === null ? 1 : 2
  const features = halved(shown, SIDE, [channels, 2], d, 'discriminator/down1').map(Math.tanh)
  return { features, logits: halved(features, SIDE / 2, [2, 1], d, 'discriminator/down2') }
}

/** A picture from a latent, or from a source. */
export function made(g: Weights, noise: Numbers | null, source: Numbers | null): Numbers {
  if (noise === null) {
    const small = halved(source ?? [], SIDE, [1, 2], g, 'generator/down1').map(Math.tanh)
    return doubled(small, SIDE / 2, 2, g, 'generator/up1').map(Math.tanh)
  }
  const [kernel, bias] = [held(g, 'generator/dense1/kernel'), held(g, 'generator/dense1/bias')]
  return bias.map((b, unit) =>
    Math.tanh(noise.reduce((sum, z, i) => sum + z * (kernel[i * bias.length + unit] ?? NaN), b)),
  )
}

/** What the discriminator minimises: [the loss, what is added to it]. */
export function discriminatorObjective(
  s: PlainSetting,
  d: Weights,
  { real, fake, source }: PlainBatch,
): [number, number] {
  const logitsOf = (items: readonly Numbers[]) =>
    items.flatMap((item, i) => judged(d, item, source?.[i] ?? null).logits)
  const [r, f] = [logitsOf(real), logitsOf(fake)]
  const between = real.map((x, i) => x.map((value, at) => (value + (fake[i]?.[at] ?? NaN)) / 2))
  const steep = (items: readonly Numbers[], cost: (norm: number) => number) =>
    mean(items.map((x, i) => cost(steepness(d, x, source?.[i] ?? null))))
  const penalties = {
    none: () => 0,
    r1: () => (s.gamma / 2) * steep(real, square),
    r1r2: () => (s.gamma / 2) * (steep(real, square) + steep(fake, square)),
    gradient: () => s.gamma * steep(between, (norm) => square(norm - 1)),
  }
  const [anchorReal, anchorFake] = s.anchors
  const lecam =
    s.lecam *
    (mean(r.map((x) => square(Math.max(0, x - anchorFake)))) +
      mean(f.map((x) => square(Math.max(0, anchorReal - x)))))
  return [discriminatorLoss(s, r, f), penalties[s.penalty]() + lecam]
}

/** Norm of the slope of an item's mean logit, by the chain rule from the back. */
function steepness(d: Weights, item: Numbers, source: Numbers | null): number {
  const { features, logits } = judged(d, item, source)
  const [first, second] = [held(d, 'discriminator/down1/kernel'), held(d, 'discriminator/down2/kernel')]
  const byFeature = features.map(() => 0)
  joined(SIDE / 4, (_, large, tap) => {
    for (const c of [0, 1])
      byFeature[2 * large + c] =
        (byFeature[2 * large + c] ?? NaN) + (second[2 * tap + c] ?? NaN) / logits.length
  })
  const before = byFeature.map((slope, at) => slope * (1 - square(features[at] ?? NaN)))
  const shown = source === null ? 1 : 2
  const byPixel = item.map(() => 0)
  joined(SIDE / 2, (small, large, tap) => {
    for (const o of [0, 1])
      byPixel[large] =
        (byPixel[large] ?? NaN) + (before[2 * small + o] ?? NaN) * (first[tap * shown * 2 + o] ?? NaN)
  })
  return Math.hypot(...byPixel)
}

/** D’s loss of all logits, real by fake where it pairs. */
export function discriminatorLoss(
  { loss, smoothing }: Pick<PlainSetting, 'loss' | 'smoothing'>,
  r: Numbers,
  f: Numbers,
): number {
  return TRUTH[loss].discriminator(PLAIN, r, f, smoothing)
}

/** What the generator minimises. @param noise null: it starts from the source */
export function generatorObjective(
  s: PlainSetting,
  g: Weights,
  d: Weights,
  { real, noise, source }: Pick<PlainBatch, 'real' | 'source'> & { noise: readonly Numbers[] | null },
): number {
  const fake = (noise ?? source ?? []).map((_, i) => made(g, noise?.[i] ?? null, source?.[i] ?? null))
  const seen = (items: readonly Numbers[]) => items.map((x, i) => judged(d, x, source?.[i] ?? null))
  const [onReal, onFake] = [seen(real), seen(fake)]
  const [r, f] = [onReal.flatMap(({ logits }) => logits), onFake.flatMap(({ logits }) => logits)]
  const best = [...onFake]
    .sort((a, b) => mean(b.logits) - mean(a.logits))
    .slice(0, Math.ceil(s.topK * onFake.length))
    .flatMap(({ logits }) => logits)
  const column = (of: typeof onReal, at: number) => mean(of.map(({ features }) => features[at] ?? NaN))
  const apart = (onReal[0]?.features ?? []).map((_, at) => Math.abs(column(onFake, at) - column(onReal, at)))
  const off = fake.flatMap((x, i) => x.map((value, at) => Math.abs(value - (real[i]?.[at] ?? NaN))))
  return (
    generatorLoss(s.loss, r, f, best) +
    (s.featureMatching === 0 ? 0 : s.featureMatching * mean(apart)) +
    (s.reconstruction === 0 ? 0 : s.reconstruction * mean(off))
  )
}

/** G’s loss. @param best the logits that count, for losses that look at fakes alone */
export function generatorLoss(loss: LossId, r: Numbers, f: Numbers, best: Numbers): number {
  return TRUTH[loss].generator(PLAIN, lossEntry(loss).comparesReals ? f : best, r)
}

/** Central differences of a function of weights, in their order. */
export function slopesOf(f: (weights: Weights) => number, weights: Weights): number[] {
  const step = 1e-5
  return [...weights].flatMap(([name, values]) =>
    values.map((value, at) => {
      const moved = (shift: number) =>
        f(new Map([...weights, [name, values.map((other, i) => (i === at ? value + shift : other))]]))
      return (moved(step) - moved(-step)) / (2 * step)
    }),
  )
}
