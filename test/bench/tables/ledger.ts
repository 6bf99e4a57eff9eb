/**
 * What has been run so far, one JSON line a run, so that a study of hours may be broken off and gone on with. A run counts
 * only for the very config and length it was made with.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { Outcome } from './run-one.ts'

/** Raised when what a run does changes although its config does not. */
const EDITION = 1

interface Entry {
  readonly key: string
  readonly date: string
  readonly outcome: Outcome
}

export interface Recorded extends Outcome {
  /** YYYY-MM-DD, UTC. */
  readonly date: string
}

export interface Ledger {
  find(config: RunConfig, steps: number): Recorded | null
  add(config: RunConfig, steps: number, outcome: Outcome): Recorded
}

export function openLedger(file: string): Ledger {
  mkdirSync(dirname(file), { recursive: true })
  const held = new Map<string, Recorded>()
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  for (const line of lines) {
    const { key, date, outcome } = JSON.parse(line) as Entry
    held.set(key, { ...outcome, date })
  }
  return {
    find: (config, steps) => held.get(keyOf(config, steps)) ?? null,
    add: (config, steps, outcome) => {
      const entry: Entry = { key: keyOf(config, steps), date: new Date().toISOString().slice(0, 10), outcome }
      appendFileSync(file, `${JSON.stringify(entry)}\n`)
      const recorded = { ...outcome, date: entry.date }
      held.set(entry.key, recorded)
      return recorded
    },
  }
}

function keyOf(config: RunConfig, steps: number): string {
  const sorted = Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([EDITION, steps, ...sorted])
}
