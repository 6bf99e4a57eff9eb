/**
 * What translating is worth: two classes of a shipped set translated into each other by a run of the engine alone: `npm run bench --
 * translate mnist 1,2 1500 '{"from":3,"to":8}'` – a set, seeds, steps, and other settings. One line of JSON for each look; pictures of the
 * last one beside it. A judge taught on real pictures of all classes says what the outcome is. For pixel faces a fifth word, such as
 * `grey`, has faces made twice that differ in that alone: how far a translated one is from its true partner. Uses no page and no worker.
 */
import { tensor, tensor2d } from '@tensorflow/tfjs'
import { encode } from 'fast-png'
import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { argv, stdout } from 'node:process'
import { pathToFileURL } from 'node:url'
import type { DatasetId } from '../../../src/common/catalog/datasets.ts'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { fork, integers, streamFor } from '../../../src/common/numbers/random.ts'
import { joinedFloats } from '../../../src/common/numbers/joined.ts'
import { isLabelled, type LabelledSet } from '../../../src/worker/data/labels.ts'
import { splitOfItems } from '../../../src/worker/data/split.ts'
import { Judge } from '../../../src/worker/probe/picture-judge.ts'
import { teachAndAsk } from '../../../src/worker/probe/picture-learner.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'
import { shippedSet } from './shipped-set.ts'

const MOST = 128
const EVERY = 250

async function main(): Promise<void> {
  const [id = 'mnist', seeds = '1', steps = '1000', own = '{}', toggled = ''] = argv.slice(2)
  await openWasmEngine()
  const change = JSON.parse(own) as Partial<RunConfig>
  const partners = toggled === '' ? null : await partnersOf(toggled)
  for (const seed of seeds.split(',').map(Number)) {
    const config = applyChange(defaultsFor(id as DatasetId), { task: 'translate', seed, ...change })
    const set = await shippedSet(config)
    if (!isLabelled(set)) throw new Error('There are no classes.')
    await translated(config, set, Number(steps), partners)
  }
}

async function translated(
  config: RunConfig,
  set: LabelledSet,
  steps: number,
  partners: Partners | null,
): Promise<void> {
  const run = new Run(config, set)
  const ways = [config.from, config.to].map((which) => heldOutOf(set, which))
  let spent = 0
  while (run.step < steps) {
    const start = performance.now()
    run.advance(1)
    if (run.step % 10 === 0) await run.log.read()
    spent += performance.now() - start
    if (run.step % EVERY !== 0 && run.step !== steps) continue
    const rows: Float32Array[] = []
    const asked: Float32Array[] = []
    for (const [way, items] of ways.entries()) {
      const there = await sent(run, items, way)
      const back = await sent(run, there, 1 - way)
      rows.push(items, there, back)
      asked.push(items, there)
      const { seed } = config
      say({
        seed,
        step: run.step,
        way,
        ms: spent / run.step,
        moved: apart(items, there),
        cycle: apart(items, back),
      })
    }
    picture(rows, set, config.seed)
    if (partners !== null && run.step === steps)
      for (const way of [0, 1] as const) {
        const [given, wanted] = [partners[way], partners[way === 0 ? 1 : 0]]
        const made = await sent(run, given, way)
        say({ seed: config.seed, way, toPartner: apart(made, wanted), doingNothing: apart(given, wanted) })
      }
    if (run.step === steps)
      say({ seed: config.seed, ...(await judged(config, set, asked)), changed: await changed(set, asked) })
  }
  run.dispose()
}

/** Pictures in [−1, 1] without something, and the same with it. */
type Partners = readonly [Float32Array, Float32Array]

async function partnersOf(toggled: string): Promise<Partners> {
  const path: string = pathToFileURL(resolve('scripts/data/avatars.mjs')).href
  const { avatarPairs } = (await import(/* @vite-ignore */ path)) as {
    avatarPairs: (toggled: string, count: number) => Promise<{ without: Uint8Array; with: Uint8Array }[]>
  }
  const pairs = await avatarPairs(toggled, MOST)
  const scaled = (bytes: Uint8Array) => Float32Array.from(bytes, (byte) => byte / 127.5 - 1)
  return [
    joinedFloats(pairs.map(({ without }) => scaled(without))),
    joinedFloats(pairs.map((pair) => scaled(pair.with))),
  ]
}

function heldOutOf(set: LabelledSet, which: number): Float32Array {
  const own = Array.from(splitOfItems(set).heldOut).filter((index) => set.labels[index] === which)
  return set.list.at(own.slice(0, MOST))
}

async function sent(run: Run, items: Float32Array, way: number): Promise<Float32Array> {
  const count = items.length / sizeOf(run)
  const source = tensor(items, [count, ...run.game.itemShape])
  const direction = tensor2d(
    Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 === way ? 1 : 0)),
    [count, 2],
  )
  const made = run.game.sample(run.config, null, { source, direction })
  const values = await made.data<'float32'>()
  for (const one of [source, direction, made]) one.dispose()
  return values
}

function sizeOf(run: Run): number {
  return run.game.itemShape.reduce((product, side) => product * side, 1)
}

/**
 * Of held-out pictures and of what they are translated into, the share that a judge of both classes takes for the other one. It is taught on
 * training items alone.
 */
async function judged({ from, to }: RunConfig, set: LabelledSet, asked: readonly Float32Array[]) {
  const { size, channels } = set.item as { readonly size: number; readonly channels: number }
  const known = Array.from(splitOfItems(set).training).filter((index) =>
    [from, to].includes(set.labels[index] ?? NaN),
  )
  let turn = 0
  const batch = () => {
    const picks = integers(fork(streamFor(77, 'evaluate'), turn++), 64, known.length)
    const indices = Array.from(picks, (pick) => known[pick] ?? 0)
    const labels = Uint16Array.from(indices, (index) => (set.labels[index] === to ? 1 : 0))
    return { pixels: set.list.at(indices), labels }
  }
  const shape = { size, channels, classes: 2 }
  const answers = teachAndAsk(
    shape,
    { updates: 600, batch: 64, rate: 2e-3 },
    batch,
    joinedFloats(asked),
    streamFor(78, 'evaluate'),
  )
  const said = await ended(answers)
  let at = 0
  const [before, there, beforeBack, back] = asked.map((items) => {
    const count = items.length / (size * size * channels)
    const own = said.slice(at, (at += count))
    return own.reduce((sum, one) => sum + one, 0) / count
  })
  return { firsts: before, there, seconds: beforeBack, back }
}

/**
 * Share of pictures of which another judge, of everything that is told of pictures beside their class, says otherwise once they are
 * translated: what else changes. Empty where nothing is told.
 */
async function changed(set: LabelledSet, asked: readonly Float32Array[]): Promise<Record<string, number>> {
  const told = (set.attributes ?? []).filter(
    ({ kind, name }) => kind === 'yes-no' && !set.summary.classes.includes(name),
  )
  if (told.length === 0) return {}
  const { size, channels } = set.item as { readonly size: number; readonly channels: number }
  const { training } = splitOfItems(set)
  let turn = 0
  const batch = () => {
    const picks = integers(fork(streamFor(79, 'evaluate'), turn++), 64, training.length)
    const indices = Array.from(picks, (pick) => training[pick] ?? 0)
    const targets = Float32Array.from(
      indices.flatMap((index) => told.map(({ values }) => values[index] ?? 0)),
    )
    return { pixels: set.list.at(indices), targets, weights: new Float32Array(targets.length).fill(1) }
  }
  const lesson = { size, channels, kinds: told.map(() => 'yes-no' as const) }
  const judge = await ended(
    Judge.taught(lesson, { updates: 800, batch: 64, rate: 2e-3 }, batch, streamFor(80, 'evaluate')),
  )
  const answers: Float32Array[] = []
  for (const items of asked) answers.push(await ended(judge.asked(items)))
  judge.dispose()
  const [firsts, there, seconds, back] = answers
  if (firsts === undefined || there === undefined || seconds === undefined || back === undefined)
    throw new Error('Four are asked.')
  const [before, after] = [joinedFloats([firsts, seconds]), joinedFloats([there, back])]
  return Object.fromEntries(
    told.map(({ name }, word) => {
      const count = before.length / told.length
      const other = Array.from({ length: count }, (_, i) => i * told.length + word).filter(
        (at) => (before[at] ?? 0) > 0 !== (after[at] ?? 0) > 0,
      )
      return [name, other.length / count]
    }),
  )
}

async function ended<T>(work: AsyncGenerator<undefined, T, undefined>): Promise<T> {
  for (;;) {
    const turn = await work.next()
    if (turn.done === true) return turn.value
  }
}

/** Rows of pictures as a PNG: as they were, there, and back again; then the other way. */
function picture(rows: readonly Float32Array[], set: LabelledSet, seed: number): void {
  const { size, channels } = set.item as { readonly size: number; readonly channels: number }
  const columns = 16
  const [width, height] = [columns * size, rows.length * size]
  const data = new Uint8Array(width * height * 3)
  rows.forEach((row, y) => {
    for (let x = 0; x < columns; x++)
      for (let i = 0; i < size * size; i++)
        for (let c = 0; c < 3; c++) {
          const value = row[(x * size * size + i) * channels + (channels === 1 ? 0 : c)] ?? 0
          const at = (y * size + Math.floor(i / size)) * width + x * size + (i % size)
          data[at * 3 + c] = Math.round((value + 1) * 127.5)
        }
  })
  mkdirSync('.cache/translate', { recursive: true })
  writeFileSync(
    `.cache/translate/${set.summary.id}-${seed}.png`,
    encode({ width, height, channels: 3, data }),
  )
}

function apart(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length / 2
}

function say(what: object): void {
  stdout.write(`${JSON.stringify(what)}\n`)
}

await main()
