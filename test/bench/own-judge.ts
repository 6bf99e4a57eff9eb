/**
 * Judges the looks of own-figures.ts and writes what the verdict was at a third, two thirds and the end of each run as
 * JSON lines, for own-truth.py to compare. See docs/verdict.md.
 *
 *   node own-judge.mjs LOOKS.jsonl OUT.jsonl
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { createDiagnosis } from '../../src/worker/evaluation/diagnosis/diagnose.ts'
import type { Observation } from '../../src/worker/evaluation/diagnosis/observation.ts'

interface SeenRun {
  run: string
  set: string
  looks: Observation[]
}

/** Parts of a run after which it is judged. */
const JUDGED = [1 / 3, 2 / 3, 1]

function judge({ run, set, looks }: SeenRun): object[] {
  const diagnosis = createDiagnosis()
  const due = JUDGED.map((part) => Math.max(0, Math.round(part * looks.length) - 1))
  return looks.flatMap((observation, look) => {
    const { kind, evidence } = diagnosis.observe(observation)
    const { shares: _, ...figures } = observation
    return due.includes(look) ? [{ run, set, look, kind, evidence, ...figures }] : []
  })
}

const [, , from, to] = argv
if (from === undefined || to === undefined) throw new Error('LOOKS.jsonl OUT.jsonl, please.')
const lines = readFileSync(from, 'utf8').split('\n').filter(Boolean)
const judged = lines.flatMap((line) => judge(JSON.parse(line) as SeenRun))
writeFileSync(to, judged.map((line) => `${JSON.stringify(line)}\n`).join(''))
