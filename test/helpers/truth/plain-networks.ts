/**
 * Dense generators and discriminators of every kind on plain numbers, with every norm and aid, written from the
 * papers' formulas. Shares no code with src/: the step that uses it (plain-step.ts) is what the engine is held
 * against.
 */
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import * as t from './tape.ts'
import type { Num } from './tape.ts'

export type Rows = Num[][]
export type Weights = Map<string, Rows>

export interface Draws {
  real(update: number): number[][]
  noiseD(update: number): number[][]
  noiseG(): number[][]
  /** One-hot classes; none: null. */
  labels(update: number): number[][] | null
  /** N(0, 1): numbers of a slot. */
  normal(slot: number, count: number): number[]
}

export interface Setting {
  config: RunConfig
  draws: Draws
  g: Weights
  d: Weights
  /** Of spectral norm: right singular vectors by kernel. Changed. */
  directions: Map<string, number[]>
  /** Fixed random waves, where there are any. */
  waves: { frequencies: number[][]; phases: number[] } | null
  /** Means of D's outputs on reals and fakes, for LeCam. */
  anchors: [number, number]
  /** Mean past weights, where a history is kept. */
  past: { g: Map<string, number[][]>; d: Map<string, number[][]> } | null
  /** Steps made before this one. */
  clock: number
}

interface Pass {
  labels: number[][] | null
  follow: boolean
}

export const must = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`no ${what}`)
  return value
}
const weightOf = (weights: Weights, name: string) => must(weights.get(name), name)
export const numbers = (rows: number[][]): Rows => rows.map((row) => row.map(t.num))
const columnOf = (rows: Rows, j: number) => rows.map((row) => must(row[j], 'column'))

function product(x: Rows, w: Rows): Rows {
  const columns = must(w[0], 'row').map((_, j) => columnOf(w, j))
  return x.map((row) => columns.map((column) => t.sum(row.map((v, i) => t.mul(v, must(column[i], 'row'))))))
}
const plus = (x: Rows, bias: Num[]) => x.map((row) => row.map((v, j) => t.add(v, must(bias[j], 'bias'))))

function activated(x: Rows, kind: RunConfig['activation']): Rows {
  const apply = kind === 'tanh' ? t.tanh : (v: Num) => t.rectified(v, kind === 'relu' ? 0 : 0.2)
  return x.map((row) => row.map(apply))
}

function whitened(values: Num[], epsilon = 1e-5): Num[] {
  const middle = t.mean(values)
  const centred = values.map((v) => t.sub(v, middle))
  const deviation = t.root(t.shift(t.mean(centred.map(t.square)), epsilon))
  return centred.map((v) => t.div(v, deviation))
}
export const transposed = (x: Rows): Rows => must(x[0], 'row').map((_, j) => columnOf(x, j))

function normed(x: Rows, weights: Weights, at: string, norm: 'batch' | 'layer'): Rows {
  const white =
    norm === 'layer' ? x.map((row) => whitened(row)) : transposed(transposed(x).map((c) => whitened(c)))
  const [scales, offsets] = [weightOf(weights, `${at}/scale`)[0], weightOf(weights, `${at}/offset`)[0]]
  return white.map((row) =>
    row.map((v, j) => t.add(t.mul(v, must(scales?.[j], 'scale')), must(offsets?.[j], 'offset'))),
  )
}

const unit = (v: number[]) => {
  const length = Math.hypot(...v)
  return v.map((x) => x / length)
}

/** Miyato et al. 2018, algorithm 1. */
function spectral(w: Rows, name: string, { directions }: Setting, follow: boolean): Rows {
  const right = must(directions.get(name), `direction of ${name}`)
  const left = unit(w.map((row) => row.reduce((so, v, j) => so + v.value * must(right[j], 'right'), 0)))
  const better = unit(
    right.map((_, j) => w.reduce((so, row, i) => so + must(row[j], 'w').value * must(left[i], 'left'), 0)),
  )
  if (follow) directions.set(name, better)
  const sigma = t.sum(
    w.flatMap((row, i) => row.map((v, j) => t.scale(v, must(left[i], 'left') * must(better[j], 'better')))),
  )
  return w.map((row) => row.map((v) => t.div(v, sigma)))
}

/** Hidden features and logits of D. */
export function discriminator(
  x: Rows,
  w: Weights,
  setting: Setting,
  { labels, follow }: Pass,
): { features: Rows; logits: Num[] } {
  const { config } = setting
  const kernelOf = (name: string) => {
    const full = `discriminator/${name}/kernel`
    const plain = weightOf(w, full)
    const norms = config.dNorm === 'spectral' && config.model === 'mlp' && name !== 'nearness'
    return norms ? spectral(plain, full, setting, follow) : plain
  }
  const biasOf = (name: string) => must(weightOf(w, `discriminator/${name}/bias`)[0], 'bias')
  let h = x
  if (config.diversity === 'packing') {
    const packs = Math.floor(x.length / config.pack)
    h = Array.from({ length: packs }, (_, i) =>
      Array.from({ length: config.pack }, (__, m) => must(x[i + m * packs], 'item')).flat(),
    )
  }
  if (config.model === 'fourier') {
    const { frequencies, phases } = must(setting.waves ?? undefined, 'waves')
    const gain = Math.sqrt(2 / phases.length)
    h = plus(product(h, numbers(frequencies)), phases.map(t.num)).map((row) =>
      row.map((v) => t.scale(t.cosine(v), gain)),
    )
  } else if (config.model !== 'linear') {
    config.dLayers.forEach((units, i) => {
      if (config.model === 'maxout') {
        const wide = plus(product(h, kernelOf(`maxout${i + 1}`)), biasOf(`maxout${i + 1}`))
        h = wide.map((row) => Array.from({ length: units }, (_, u) => t.largest(row.slice(u * 5, u * 5 + 5))))
        return
      }
      const mapped = product(h, kernelOf(`dense${i + 1}`))
      const { dNorm } = config
      const normal = dNorm === 'batch' || dNorm === 'layer'
      h = activated(
        normal
          ? normed(mapped, w, `discriminator/norm${i + 1}`, dNorm)
          : plus(mapped, biasOf(`dense${i + 1}`)),
        config.activation,
      )
    })
  }
  if (config.diversity === 'minibatch-stddev') {
    const n = h.length
    const size = [4, 3, 2].find((s) => n % s === 0) ?? n
    const groups = n / size
    const perGroup = Array.from({ length: groups }, (_, k) => {
      const members = Array.from({ length: size }, (__, m) => must(h[k + m * groups], 'member'))
      return t.mean(
        transposed(members).map((column) => {
          const middle = t.mean(column)
          return t.root(t.shift(t.mean(column.map((v) => t.square(t.sub(v, middle)))), 1e-8))
        }),
      )
    })
    h = h.map((row, i) => [...row, must(perGroup[i % groups], 'group')])
  }
  if (config.diversity === 'minibatch-discrimination') {
    const m = product(h, kernelOf('nearness'))
    h = h.map((row, i) => [
      ...row,
      ...Array.from({ length: 8 }, (_, b) =>
        t.sum(
          m.flatMap((other, j) =>
            j === i
              ? []
              : [
                  t.exp(
                    t.neg(
                      t.sum(
                        [0, 1, 2, 3].map((c) =>
                          t.absolute(t.sub(must(m[i]?.[b * 4 + c], 'm'), must(other[b * 4 + c], 'm'))),
                        ),
                      ),
                    ),
                  ),
                ],
          ),
        ),
      ),
    ])
  }
  const logits = plus(product(h, kernelOf('output')), biasOf('output')).map((row) => must(row[0], 'logit'))
  if (labels === null) return { features: h, logits }
  const embedded = product(numbers(labels), kernelOf('classes'))
  return {
    features: h,
    logits: logits.map((logit, i) =>
      t.add(logit, t.sum(must(h[i], 'row').map((v, j) => t.mul(v, must(embedded[i]?.[j], 'embedding'))))),
    ),
  }
}

export function generator(z: number[][], w: Weights, { config }: Setting, labels: number[][] | null): Rows {
  let h = numbers(z)
  if (labels !== null) {
    const rows = product(numbers(labels), weightOf(w, 'generator/classes/table'))
    h = h.map((row, i) => [...row, ...must(rows[i], 'class')])
  }
  const biasOf = (name: string) => must(weightOf(w, `generator/${name}/bias`)[0], 'bias')
  config.gLayers.forEach((_, i) => {
    const mapped = product(h, weightOf(w, `generator/dense${i + 1}/kernel`))
    h = activated(
      config.gNorm === 'batch'
        ? normed(mapped, w, `generator/norm${i + 1}`, 'batch')
        : plus(mapped, biasOf(`dense${i + 1}`)),
      config.activation,
    )
  })
  return plus(product(h, weightOf(w, 'generator/output/kernel')), biasOf('output'))
}
