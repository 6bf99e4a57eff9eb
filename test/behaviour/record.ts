/** What is kept of a recorded run, and how a run is recorded. Plain data in and out; knows no back end. */
import {
  configOf,
  trainingOf,
  type Config,
  type Engine,
  type Figures,
  type State,
  type Training,
} from './harness.ts'
import { itemsOf, type Items } from './items.ts'

export interface Setting {
  readonly name: string
  readonly dataset: string
  /** Absent: the set is made by a formula. */
  readonly own?: Items
  /** Recorded on WASM alone: the software adapter would be at it for long. */
  readonly only?: 'wasm'
  /** What differs from the dataset's defaults. */
  readonly change: Readonly<Record<string, unknown>>
}

/** A tensor after the last step: name, digest of its bytes, sum, sum of squares, first two values. */
export type Summary = readonly [
  name: string,
  digest: string,
  sum: number,
  squares: number,
  ...first: number[],
]

export interface Recorded {
  /** Loss of each step, single precision. */
  readonly lossD: readonly number[]
  readonly lossG: readonly number[]
  /** Digest of all figures of all steps. */
  readonly figures: string
  /** Weights and running statistics by name. */
  readonly weights: readonly Summary[]
  /** What else is kept from step to step (moments, averages, clocks), by player and kind: a digest of each kind, by name. */
  readonly others: Readonly<Record<string, string>>
}

export const STEPS = 40

export function settingTraining(setting: Setting, engine: Engine | null): Training {
  const config = configOf(setting.dataset, setting.change)
  const prepared = setting.own === undefined ? null : itemsOf(setting.dataset, setting.own)
  return trainingOf(config, prepared, engine)
}

export function configOfSetting({ dataset, change }: Setting): Config {
  return configOf(dataset, change)
}

/** Trains on to the last step and takes down what came of it. */
export async function record(training: Training, steps = STEPS): Promise<Recorded> {
  await training.advance(steps)
  const figures = await training.figures()
  const rows = figures.values.length / figures.columns.length
  if (rows !== steps) throw new Error(`${rows} rows of figures came of ${steps} steps.`)
  const state = (await training.state()).sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    lossD: column(figures, 'lossD'),
    lossG: column(figures, 'lossG'),
    figures: digest([figures.values]),
    weights: state.filter(isWeight).map(summary),
    others: othersOf(state),
  }
}

/** Weights and running statistics have plain names; what belongs to the rule has a colon in it. */
export function isWeight({ name }: State): boolean {
  return !name.includes(':')
}

function othersOf(state: readonly State[]): Record<string, string> {
  const kinds = new Map<string, Float32Array[]>()
  for (const { name, data } of state.filter((one) => !isWeight(one))) {
    const kind = name.replace(/\/.*:/, ':')
    kinds.set(kind, [...(kinds.get(kind) ?? []), data])
  }
  return Object.fromEntries([...kinds].map(([kind, all]) => [kind, digest(all)]))
}

export function column({ columns, values }: Figures, name: string): number[] {
  const at = columns.indexOf(name)
  if (at < 0) throw new Error(`There is no figure ${name}.`)
  return Array.from(
    { length: values.length / columns.length },
    (_, i) => values[i * columns.length + at] ?? NaN,
  )
}

function summary({ name, data }: State): Summary {
  let [sum, squares] = [0, 0]
  for (const value of data) {
    sum += value
    squares += value * value
  }
  return [name, digest([data]), short(sum), short(squares), ...[...data.subarray(0, 2)].map(short)]
}

/** More digits than a comparison to one part in a million needs. */
function short(value: number): number {
  return Number(value.toPrecision(9))
}

/** FNV-1a over the bytes, 64 bits as two halves that start apart. */
export function digest(parts: readonly Float32Array[]): string {
  let [a, b] = [0x811c9dc5, 0x9dc5811c]
  for (const { buffer, byteOffset, byteLength } of parts) {
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) {
      a = Math.imul(a ^ byte, 0x01000193)
      b = Math.imul(b ^ byte, 0x01000193) ^ (b >>> 15)
    }
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}
