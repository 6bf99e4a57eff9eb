/**
 * What runs did on WebGPU in the first edition, they do today, step by step and replayed: 40 losses of both players, and all
 * that is kept after them. RECORD_FIRST_EDITION=1 writes the recording, which nobody does without a decision on record.
 */
import { afterAll, describe, expect, inject, test } from 'vitest'
import { commands } from 'vitest/browser'
import storedDrifts from '../fixtures/first-edition/drift.json?raw'
import storedSettings from '../fixtures/first-edition/settings.json?raw'
import storedText from '../fixtures/first-edition/webgpu.json?raw'
import { faults } from '../behaviour/compare.ts'
import { openBackend } from '../behaviour/harness.ts'
import { record, settingTraining, type Recorded, type Setting } from '../behaviour/record.ts'
import {
  NOTE,
  recordOf,
  strictnessFor,
  strictnessInWords,
  written,
  type Drifts,
  type Machine,
  type Recordings,
} from '../behaviour/recordings.ts'
import { ASSETS } from './engine-assets.ts'

const settings = (JSON.parse(storedSettings) as readonly Setting[]).filter(({ only }) => only === undefined)
const stored = JSON.parse(storedText) as Recordings
const drifts = JSON.parse(storedDrifts) as Drifts

const RECORDING = inject('recording')
const engine = await openBackend('webgpu', ASSETS)
const here: Machine = {
  cpu: inject('cpu'),
  adapter: engine.report.adapter,
  runtime: /Chrome\/\d+/.exec(navigator.userAgent)?.[0] ?? navigator.userAgent,
}
const fresh: Record<string, Recorded> = {}

afterAll(async () => {
  if (RECORDING) {
    await commands.writeFile(
      'test/fixtures/first-edition/webgpu.json',
      written({ machine: here, records: fresh }),
    )
  }
})

describe(`on WebGPU, ${strictnessInWords(stored.machine, here)}`, () => {
  test.for(settings)('$name', async (setting) => {
    const immediate = settingTraining(setting, null)
    const stepByStep = await record(immediate)
    immediate.dispose()
    const replayed = settingTraining(setting, engine)
    const inReplay = await record(replayed)
    expect(replayed.refused()).toBeNull()
    expect(replayed.replays()).toBe(true)
    replayed.dispose()
    if (RECORDING) fresh[setting.name] = stepByStep
    const then = RECORDING ? { machine: here, records: fresh } : stored
    const strictness = strictnessFor(then, here, drifts, setting)
    expect(faults(recordOf(then, setting), stepByStep, strictness), `step by step. ${NOTE}`).toEqual([])
    expect(faults(recordOf(then, setting), inReplay, strictness), `replayed. ${NOTE}`).toEqual([])
  })
})
