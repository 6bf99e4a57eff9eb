/**
 * `npm run bench -- worth`, the part of it that runs in Node: splits, rows of every arm but the reference, our judgement, and the
 * tables. What is made is kept in .cache/worth/ and not made again. Python's part: scripts/worth/.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { argv, exit, resourceUsage, stderr, stdout } from 'node:process'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'
import { ARMS, REAL, REFERENCE } from './arms.ts'
import { folderOf, readFakes, ROOM, writeFakes, writeSplit } from './files.ts'
import { sharesOff, worthOf } from './judge.ts'
import { readOptions, USAGE, type Options } from './options.ts'
import { subjectOf, teach } from './ours.ts'
import { plantedRule, type Planted } from './planted.ts'
import { recipeFor } from './recipe.ts'
import { report } from './report.ts'
import { SETS, splitSet, understoodSet, type SplitSet } from './sets.ts'

const tell = (text: string): void => void stderr.write(`${text}\n`)
/** Epochs that are timed, after as many that are not. */
const TIMED = 10
const PLANTED_SEEDS = [1, 2, 3]

function* splits({ sets, seeds }: Options): Generator<{ split: SplitSet; seed: number }> {
  for (const set of SETS.filter(({ id }) => sets.includes(id))) {
    const table = understoodSet(set.id)
    for (const seed of seeds) yield { split: splitSet(set, table, seed), seed }
  }
}

function read(path: string): Record<string, unknown> {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {}
}

function put(path: string, name: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify({ ...read(path), [name]: value }, null, 1)}\n`)
}

async function make(options: Options): Promise<void> {
  await openWasmEngine()
  for (const { split, seed } of splits(options)) {
    for (const arm of ARMS) {
      if (!options.anew && readFakes(split.id, seed, arm.id, split.train) !== null) continue
      const { columns, facts } = await arm.make(split, seed, options.epochs[split.id] ?? 300)
      writeFakes(split.id, seed, arm.id, columns)
      put(`${folderOf(split.id, seed)}/facts.json`, arm.id, facts)
      tell(`${split.id} ${seed} ${arm.id} ${JSON.stringify(facts)}`)
    }
  }
}

/** Our seconds an epoch and memory, of a process that does nothing else. */
async function timing(options: Options): Promise<void> {
  await openWasmEngine()
  for (const { split, seed } of splits({ ...options, seeds: options.seeds.slice(0, 1) })) {
    const recipe = { ...recipeFor(), epochs: TIMED }
    const subject = subjectOf(split.encoding, split.table.readings, split.training, seed)
    const warm = await teach(subject, { ...recipe, epochs: 2 }, seed)
    warm.game.dispose()
    const { game, config, secondsPerEpoch, processorSecondsPerEpoch } = await teach(subject, recipe, seed)
    game.dispose()
    const memory = resourceUsage().maxRSS / 1024
    const facts = { secondsPerEpoch, processorSecondsPerEpoch, memory, batch: config.batch }
    put(`${ROOM}/timing.json`, split.id, facts)
    tell(`${split.id} ${JSON.stringify(facts)}`)
  }
}

async function planted(): Promise<void> {
  await openWasmEngine()
  const kinds: readonly Planted[] = ['numbers', 'categories']
  for (const kind of kinds)
    for (const seed of PLANTED_SEEDS) {
      const recipe = { ...recipeFor(), epochs: 300 }
      const found = await plantedRule(kind, recipe, seed, 20, (epoch, share) =>
        tell(`${kind} ${seed}: ${epoch} ${share}`),
      )
      put(`${ROOM}/planted.json`, `${kind} ${seed}`, found)
    }
}

function judge(options: Options): void {
  for (const { split, seed } of splits(options)) {
    const file = `${folderOf(split.id, seed)}/judged.json`
    for (const arm of [REAL, REFERENCE, ...ARMS.map(({ id }) => id)]) {
      if (!options.anew && read(file)[arm] !== undefined) continue
      const fakes = arm === REAL ? split.train : readFakes(split.id, seed, arm, split.train)
      if (fakes === null) continue
      const found = split.targets.map((target) => [
        target,
        { ...worthOf(fakes, split.test, target, seed), off: sharesOff(split.train, fakes, target) },
      ])
      put(file, arm, Object.fromEntries(found))
      tell(`${split.id} ${seed} ${arm} ${JSON.stringify(Object.fromEntries(found))}`)
    }
  }
}

async function main(): Promise<void> {
  const options = readOptions(argv.slice(2))
  switch (options.part) {
    case 'prepare':
      for (const { split, seed } of splits(options)) writeSplit(split, seed)
      return
    case 'make':
      return make(options)
    case 'timing':
      return timing(options)
    case 'planted':
      return planted()
    case 'judge':
      judge(options)
      return
    case 'report':
      stdout.write(report(options.seeds))
  }
}

try {
  await main()
} catch (error) {
  tell(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n${USAGE}`)
  exit(1)
}
