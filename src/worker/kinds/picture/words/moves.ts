/** Latents moved along a direction, as a slider moves them; and what a judge says changed. Plain numbers. */
import type { RunConfig } from '../../../../common/config/run-config.ts'
import { normals, type Stream } from '../../../../common/numbers/random.ts'
import type { Aside, Flips } from '../../../../common/words/protocol.ts'
import type { Word } from '../../../../common/words/word.ts'

/** How far a slider reaches, in deviations of the prior. */
export const REACH = 3
/** Of one coordinate: 1 of N(0, 1), 1/√3 of U(−1, 1). */
const DEVIATION = { normal: 1, uniform: 1 / Math.sqrt(3) } as const

/** Latents [n, d] set to a strength along a unit vector; nothing else of them changes, but where a uniform prior ends. */
export function movedTo(
  latents: Float32Array,
  direction: Float32Array,
  strength: number,
  prior: RunConfig['prior'],
): Float32Array {
  const d = direction.length
  const out = latents.slice()
  for (let from = 0; from < out.length; from += d) {
    let along = 0
    for (let k = 0; k < d; k++) along += (latents[from + k] ?? 0) * (direction[k] ?? 0)
    const by = strength * DEVIATION[prior] - along
    for (let k = 0; k < d; k++) {
      const next = (latents[from + k] ?? 0) + by * (direction[k] ?? 0)
      out[from + k] = prior === 'uniform' ? Math.min(1, Math.max(-1, next)) : next
    }
  }
  return out
}

/** A direction by chance. */
export function chanceDirection(d: number, stream: Stream): Float32Array {
  const vector = normals(stream, d)
  const length = Math.hypot(...vector)
  return vector.map((x) => x / length)
}

/** What was said of latents where they lay, and at both ends: [n, words] each. */
export interface Looks {
  readonly before: Float32Array
  readonly low: Float32Array
  readonly high: Float32Array
}

/** @param k the word that was meant */
export function flipsOf({ before, low, high }: Looks, words: readonly Word[], k: number): Flips {
  const column = (values: Float32Array) => columnOf(values, words.length, k)
  const [then, down, up] = [column(before), column(low), column(high)]
  if (words[k]?.kind === 'number')
    return { up: null, down: null, apart: mean(up.map((x, i) => x - (down[i] ?? 0))) }
  const share = (from: boolean, to: readonly number[]) => {
    const rows = then.flatMap((x, i) => (x > 0 === from ? [i] : []))
    return rows.length === 0 ? null : rows.filter((i) => (to[i] ?? 0) > 0 !== from).length / rows.length
  }
  return { up: share(false, up), down: share(true, down), apart: null }
}

/** How the other words change, as the mean of both ends. @param known those that the judge can tell */
export function asidesOf(
  looks: Looks,
  chance: readonly Looks[],
  words: readonly Word[],
  k: number,
  known: readonly boolean[] = words.map(() => true),
): Aside[] {
  return words.flatMap((word, other) =>
    other === k || word.family === words[k]?.family || known[other] === false
      ? []
      : [
          {
            id: word.id,
            name: word.name,
            kind: word.kind,
            change: changeOf(looks, word, other, words.length),
            byChance: mean(chance.map((one) => changeOf(one, word, other, words.length))),
          },
        ],
  )
}

function changeOf({ before, low, high }: Looks, { kind }: Word, k: number, of: number): number {
  const then = columnOf(before, of, k)
  const changes = [low, high].flatMap((end) =>
    columnOf(end, of, k).map((x, i) => {
      const was = then[i] ?? 0
      return kind === 'number' ? Math.abs(x - was) : Number(x > 0 !== was > 0)
    }),
  )
  return mean(changes)
}

/** Mean change of a number of the item in [−1, 1], as a share of its range. */
export function pixelChange(before: Float32Array, after: Float32Array): number {
  const sum = before.reduce((all, x, i) => all + Math.abs(x - (after[i] ?? 0)), 0)
  return sum / before.length / 2
}

function columnOf(values: Float32Array, of: number, k: number): number[] {
  return Array.from({ length: values.length / of }, (_, row) => values[row * of + k] ?? 0)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
