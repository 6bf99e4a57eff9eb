/**
 * Judges recorded runs (verdict-study.ts) and prints how the verdicts agree with the truth, at every 500th step.
 *
 *   node verdict-judge.mjs RUNS.jsonl [STRIDE] [-v]    STRIDE: take every n-th look, as a faster machine would
 */
import { readFileSync } from 'node:fs'
import { argv, stdout } from 'node:process'
import { createDiagnosis, type VerdictReport } from '../../src/worker/evaluation/diagnosis/diagnose.ts'
import type { Observation } from '../../src/worker/evaluation/diagnosis/observation.ts'
import type { Truth } from './verdict-truth.ts'
import { labelAt, type TruthLabel } from './verdict-labels.ts'

export interface RecordedRun {
  run: string
  looks: { observation: Observation; truth: Truth }[]
}

const FIRST = 1000
const EVERY = 500

type Table = Map<TruthLabel, Map<string, number>>

function judge({ run, looks }: RecordedRun, stride: number, verbose: boolean, table: Table): void {
  const discriminator = createDiagnosis()
  const spoken: string[] = []
  let last: VerdictReport | null = null
  let due = FIRST
  for (let i = stride - 1; i < looks.length; i += stride) {
    const look = looks[i]
    if (look === undefined) break
    const verdict = discriminator.observe(revive(look.observation))
    const step = look.observation.step + 1
    if (verdict.kind !== last?.kind) spoken.push(`${step} ${verdict.kind} (since ${verdict.since + 1})`)
    last = verdict
    const over = i + stride >= looks.length
    if (step < due && !(over && step < FIRST)) continue
    due = step + EVERY
    const truth = labelAt(looks.slice(0, i + 1))
    const row = table.get(truth) ?? new Map<string, number>()
    row.set(verdict.kind, (row.get(verdict.kind) ?? 0) + 1)
    table.set(truth, row)
    spoken.push(`[${step}: truth ${truth}]`)
  }
  if (verbose) stdout.write(`${run}: ${spoken.join(', ')}\n    ${last?.evidence.join(' ') ?? ''}\n`)
}

/** JSON has no NaN: a null among the figures was one. */
function revive(observation: Observation): Observation {
  const entries = Object.entries(observation).map(([key, value]) => [key, value ?? NaN] as const)
  return Object.fromEntries(entries) as unknown as Observation
}

const KINDS = [
  'healthy',
  'mode-collapse',
  'oscillating',
  'discriminator-wins',
  'generator-wins',
  'diverged',
  'warming-up',
]

function print(table: Table): void {
  stdout.write(`| truth | ${KINDS.join(' | ')} |\n| --- |${' --- |'.repeat(KINDS.length)}\n`)
  for (const [truth, row] of [...table].sort(([a], [b]) => a.localeCompare(b))) {
    stdout.write(`| ${truth} | ${KINDS.map((kind) => row.get(kind) ?? '·').join(' | ')} |\n`)
  }
}

const [, , file, ...options] = argv
if (file === undefined) throw new Error('Which runs?')
const table: Table = new Map()
const runs = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as RecordedRun)
const stride = Number(options.find((option) => /^\d+$/.test(option)) ?? 1)
for (const run of runs) judge(run, stride, options.includes('-v'), table)
stdout.write(`${runs.length} runs, every ${stride * 25} steps a look\n`)
print(table)
