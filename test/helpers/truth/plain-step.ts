/**
 * One whole training step of dense games on plain numbers, written from the papers' formulas: any loss, penalty and cure,
 * plain gradient descent. Shares no code with src/ but what the catalogue says; draws and statistics are handed to it.
 */
import { lossEntry } from '../../../src/common/catalog/losses.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { TRUTH } from '../../worker/gan/losses/truth.ts'
import { TAPE } from './arithmetic.ts'
import {
  discriminator,
  generator,
  must,
  numbers,
  transposed,
  type Rows,
  type Setting,
  type Weights,
} from './plain-networks.ts'
import * as t from './tape.ts'
import type { Num } from './tape.ts'

function lossD({ loss, labelSmoothing }: RunConfig, real: Num[], fake: Num[]): Num {
  return TRUTH[loss].discriminator(TAPE, real, fake, labelSmoothing)
}

function lossG({ loss, topK }: RunConfig, all: Num[], real: Num[] | null): Num {
  const best = [...all].sort((a, b) => b.value - a.value).slice(0, Math.ceil(topK * all.length))
  return TRUTH[loss].generator(TAPE, lossEntry(loss).comparesReals ? all : best, real ?? [])
}

/** Numbers that need reals in G's update. */
export const looksAtReals = ({ loss, unroll, featureMatching }: RunConfig) =>
  lossEntry(loss).comparesReals || unroll > 0 || featureMatching > 0

export interface Outcome {
  g: Weights
  d: Weights
  lossD: number
  penalty: number
  lossG: number
  gradD: number
  gradG: number
}

/** U(0, 1) out of four normals, as the feed's users make it. */
function uniform(values: number[]): number[] {
  const n = values.length / 4
  return Array.from({ length: n }, (_, i) => {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((k) => (values[k * n + i] ?? 0) ** 2)
    return (a + b) / (a + b + c + d)
  })
}

export function plainStep(setting: Setting): Outcome {
  const { config, draws } = setting
  let { d } = setting
  const noiseNow =
    config.instanceNoise * (config.noiseSteps === 0 ? 1 : Math.max(0, 1 - setting.clock / config.noiseSteps))
  const gamma =
    config.gammaSteps === 0
      ? config.gamma
      : config.gammaEnd +
        (config.gamma - config.gammaEnd) * Math.max(0, 1 - setting.clock / config.gammaSteps)
  const noisy = (rows: Rows, slot: number): Rows => {
    if (config.instanceNoise === 0) return rows
    const columns = must(rows[0], 'row').length
    const added = draws.normal(slot, rows.length * columns)
    return rows.map((row, i) =>
      row.map((v, j) => t.shift(v, noiseNow * must(added[i * columns + j], 'noise'))),
    )
  }
  const couples =
    config.diversity !== 'none' ||
    (config.dNorm === 'batch' && config.model === 'mlp' && config.dLayers.length > 0)
  const both = (real: Rows, fake: Rows, w: Weights, labels: number[][] | null, follow: boolean) => {
    if (couples) {
      const onReal = discriminator(real, w, setting, { labels, follow })
      return [onReal, discriminator(fake, w, setting, { labels, follow })] as const
    }
    const twice = labels === null ? null : [...labels, ...labels]
    const { features, logits } = discriminator([...real, ...fake], w, setting, { labels: twice, follow })
    const n = real.length
    return [
      { features: features.slice(0, n), logits: logits.slice(0, n) },
      { features: features.slice(n), logits: logits.slice(n) },
    ] as const
  }
  const historyOf = (w: Weights, past: Map<string, number[][]> | undefined) =>
    config.history === 0
      ? t.num(0)
      : t.scale(
          t.sum(
            [...w].flatMap(([name, rows]) =>
              rows.flatMap((row, i) =>
                row.map((v, j) => t.square(t.shift(v, -must(past?.get(name)?.[i]?.[j], 'past')))),
              ),
            ),
          ),
          config.history,
        )
  let anchors = setting.anchors
  let past = setting.past?.d ?? null
  let last = { lossD: NaN, penalty: NaN, gradD: NaN }
  for (let update = 0; update < config.dSteps; update++) {
    let slot = update * 64
    const labels = draws.labels(update)
    const seeing = (rows: Rows) => (config.instanceNoise === 0 ? rows : noisy(rows, slot++))
    const fakes = numbers(
      generator(draws.noiseD(update), setting.g, setting, labels).map((row) => row.map((v) => v.value)),
    )
    const real = seeing(numbers(draws.real(update)))
    const fake = seeing(fakes)
    const [onReal, onFake] = both(real, fake, d, labels, true)
    const value = lossD(config, onReal.logits, onFake.logits)
    const slopes = (items: Rows): { squared: Num[]; mean: Num } => {
      const { logits } = discriminator(items, d, setting, { labels, follow: false })
      const columns = must(items[0], 'row').length
      const flat = gradients2(t.sum(logits), items)
      const perItem = items.map((_, i) => t.sum(flat.slice(i * columns, (i + 1) * columns).map(t.square)))
      const n = logits.length
      const squared = logits.map((_, i) =>
        t.sum(perItem.filter((__, k) => k % n === i && k < n * Math.floor(items.length / n))),
      )
      return { squared, mean: t.scale(t.sum(perItem), 1 / n) }
    }
    const oneCentred = (items: Rows) =>
      t.mean(slopes(items).squared.map((s) => t.square(t.shift(t.root(t.shift(s, 1e-12)), -1))))
    const n = real.length
    const term = (): Num => {
      switch (config.penalty) {
        case 'r1':
          return t.scale(slopes(real).mean, gamma / 2)
        case 'r2':
          return t.scale(slopes(fake).mean, gamma / 2)
        case 'r1r2':
          return t.scale(t.add(slopes(real).mean, slopes(fake).mean), gamma / 2)
        case 'gradient': {
          const share = uniform(draws.normal(slot++, 4 * n))
          const between = real.map((row, i) =>
            row.map((v, j) => {
              const e = must(share[i], 'share')
              return t.num(e * v.value + (1 - e) * must(fake[i]?.[j], 'fake').value)
            }),
          )
          return t.scale(oneCentred(between), gamma)
        }
        case 'dragan': {
          const flat = real.flat().map(({ value: v }) => v)
          const middle = flat.reduce((a, b) => a + b, 0) / flat.length
          const deviation = Math.sqrt(flat.reduce((so, v) => so + (v - middle) ** 2, 0) / flat.length)
          const reach = uniform(draws.normal(slot++, 4 * n))
          const columns = flat.length / n
          const u = uniform(draws.normal(slot++, 4 * flat.length))
          return t.scale(
            oneCentred(
              real.map((row, i) =>
                row.map((v, j) =>
                  t.num(v.value + 0.5 * deviation * must(reach[i], 'reach') * must(u[i * columns + j], 'u')),
                ),
              ),
            ),
            gamma,
          )
        }
        case 'none':
        case 'clip':
          return t.num(0)
      }
    }
    const [anchorReal, anchorFake] = anchors
    const lecam = t.scale(
      t.add(
        t.mean(onReal.logits.map((v) => t.square(t.rectified(t.shift(v, -anchorFake), 0)))),
        t.mean(onFake.logits.map((v) => t.square(t.rectified(t.shift(t.neg(v), anchorReal), 0)))),
      ),
      config.lecam,
    )
    const penalty = t.add(t.add(term(), lecam), historyOf(d, past ?? undefined))
    const { moved, norm } = descended(t.add(value, penalty), d, config.dLr)
    d = config.penalty === 'clip' ? clipped(moved, config.gamma) : moved
    last = { lossD: value.value, penalty: penalty.value, gradD: norm }
    anchors = [
      0.99 * anchorReal + 0.01 * t.mean(onReal.logits).value,
      0.99 * anchorFake + 0.01 * t.mean(onFake.logits).value,
    ]
    const share = 1 / (setting.clock * config.dSteps + update + 2)
    past = past && meanWith(past, d, share)
  }

  let slot = config.dSteps * 64
  const labels = draws.labels(config.dSteps)
  const raw = generator(draws.noiseG(), setting.g, setting, labels)
  const fake = config.instanceNoise === 0 ? raw : noisy(raw, slot++)
  const wants = looksAtReals(config)
  const real = !wants
    ? null
    : config.instanceNoise === 0
      ? numbers(draws.real(config.dSteps))
      : noisy(numbers(draws.real(config.dSteps)), slot++)
  let ahead = d
  for (let k = 0; k < config.unroll && real !== null; k++) {
    const [onReal, onFake] = both(real, fake, ahead, labels, false)
    const flat = [...ahead.values()].flat(2)
    const grads = t.gradients(lossD(config, onReal.logits, onFake.logits), flat)
    let next = 0
    ahead = new Map(
      [...ahead].map(([name, rows]) => [
        name,
        rows.map((row) => row.map((v) => t.sub(v, t.scale(must(grads[next++], 'gradient'), config.dLr)))),
      ]),
    )
  }
  const judged =
    real === null
      ? { fake: discriminator(fake, ahead, setting, { labels, follow: false }), real: null }
      : (() => {
          const [onReal, onFake] = both(real, fake, ahead, labels, false)
          return { fake: onFake, real: onReal }
        })()
  const adversarial = lossG(config, judged.fake.logits, judged.real?.logits ?? null)
  const matching = (() => {
    if (config.featureMatching === 0 || real === null) return t.num(0)
    const [onReal, onFake] = both(real, fake, d, labels, false)
    const [a, b] = [transposed(onReal.features), transposed(onFake.features)]
    return t.scale(
      t.mean(a.map((column, i) => t.absolute(t.sub(t.mean(must(b[i], 'feature')), t.mean(column))))),
      config.featureMatching,
    )
  })()
  const objective = t.add(t.add(adversarial, matching), historyOf(setting.g, setting.past?.g))
  const { moved, norm } = descended(objective, setting.g, config.gLr)
  return { g: moved, d, ...last, lossG: objective.value, gradG: norm }
}

const gradients2 = (of: Num, items: Rows) => t.gradients(of, items.flat())

function descended(objective: Num, weights: Weights, rate: number): { moved: Weights; norm: number } {
  const grads = t.gradients(objective, [...weights.values()].flat(2))
  let next = 0
  const moved: Weights = new Map(
    [...weights].map(([name, rows]) => [
      name,
      rows.map((row) => row.map((v) => t.num(v.value - rate * must(grads[next++], 'gradient').value))),
    ]),
  )
  return { moved, norm: Math.hypot(...grads.map(({ value }) => value)) }
}

/** The mean with one value more, which is `share` of all. */
export function meanWith(
  past: Map<string, number[][]>,
  now: Weights,
  share: number,
): Map<string, number[][]> {
  return new Map(
    [...past].map(([name, rows]) => [
      name,
      rows.map((row, i) => row.map((v, j) => v + share * (must(now.get(name)?.[i]?.[j], name).value - v))),
    ]),
  )
}

function clipped(weights: Weights, bound: number): Weights {
  const at = (v: Num) => t.num(Math.min(bound, Math.max(-bound, v.value)))
  return new Map([...weights].map(([name, rows]) => [name, rows.map((row) => row.map(at))]))
}
