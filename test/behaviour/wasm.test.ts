/**
 * What runs did on WASM in the first edition, they do today: 40 losses of both players, and all that is kept after them.
 * RECORD_FIRST_EDITION=1 writes the recordings, which nobody does without a decision on record.
 */
import { afterAll, describe, expect, test } from 'vitest'
import { distance, faults, type Drift } from './compare.ts'
import type { Config } from './harness.ts'
import { nodeMachine, openInNode, readJson, RECORDING, writeText } from './node.ts'
import { nudged } from './nudge.ts'
import { configOfSetting, record, settingTraining, type Recorded, type Setting } from './record.ts'
import {
  lines,
  NOTE,
  recordOf,
  strictnessFor,
  strictnessInWords,
  written,
  type Drifts,
  type Recordings,
} from './recordings.ts'

const settings = readJson('settings.json') as readonly Setting[]
const stored = readJson('wasm.json') as Recordings
const drifts = readJson('drift.json') as Drifts
const configs = readJson('configs.json') as Readonly<Record<string, Config>>

const engine = await openInNode('wasm')
const here = nodeMachine(engine)

async function made(setting: Setting): Promise<Recorded> {
  const training = settingTraining(setting, engine)
  const result = await record(training)
  training.dispose()
  return result
}

const fresh: Record<string, Recorded> = {}
const freshDrifts: Record<string, Drift> = {}
const freshConfigs: Record<string, Config> = {}

/** Runs that are rounded differently, to know how far that leads. */
const NUDGES = 3

async function take(setting: Setting): Promise<void> {
  const result = await made(setting)
  const drift: Drift[] = []
  for (let seed = 1; seed <= NUDGES; seed++) drift.push(distance(result, await nudged(setting, seed)))
  fresh[setting.name] = result
  freshConfigs[setting.name] = configOfSetting(setting)
  freshDrifts[setting.name] = {
    losses: result.lossD.map((_, i) => worst(drift.map(({ losses }) => losses[i]))),
    weights: result.weights.map((_, i) => worst(drift.map(({ weights }) => weights[i]))),
  }
}

function worst(values: readonly (number | undefined)[]): number {
  return Number(Math.max(...values.map((value) => value ?? NaN)).toPrecision(2))
}

afterAll(() => {
  if (!RECORDING) return
  writeText('wasm.json', written({ machine: here, records: fresh }))
  writeText('drift.json', `${lines(freshDrifts)}\n`)
  writeText('configs.json', `${lines(freshConfigs)}\n`)
})

describe(`on WASM, ${strictnessInWords(stored.machine, here)}`, () => {
  test.for(settings)('$name', async (setting) => {
    if (RECORDING) await take(setting)
    const then = RECORDING ? { machine: here, records: fresh } : stored
    // Settings that have come since are no matter.
    expect(configOfSetting(setting)).toMatchObject((RECORDING ? freshConfigs : configs)[setting.name] ?? {})
    const strictness = strictnessFor(then, here, drifts, setting)
    expect(faults(recordOf(then, setting), await made(setting), strictness), NOTE).toEqual([])
  })
})
