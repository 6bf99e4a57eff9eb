/** A search for settings as the worker tells it: two candidates, one of which has won. */
import type { Measurement, CandidateRow, SearchReport } from '../../../src/common/protocol/search.ts'
import { ring } from './scripted-client.ts'

export function lookAt(step: number, score: number): Measurement {
  const metrics = { samples: 2500, modes: 7, modesTotal: 8, highQuality: 0.5, coverage: 0.6, diversity: 0.9 }
  return { step, spent: 10 * step, quality: score, variety: score, score, trouble: null, metrics }
}

export function rowOf(id: string, change: Partial<CandidateRow> = {}): CandidateRow {
  return {
    id,
    label: `The ${id} one`,
    meaning: 'Other settings.',
    change: {},
    state: 'racing',
    rank: 0,
    step: 0,
    measurements: [],
    sample: null,
    reason: '',
    ...change,
  }
}

export function searched(change: Partial<SearchReport> = {}): SearchReport {
  return {
    budget: { minutes: 5 },
    state: 'racing',
    round: 1,
    rounds: 1,
    spent: 60_000,
    total: 300_000,
    base: ring(),
    rows: [rowOf('now'), rowOf('small', { change: { batch: 128 } })],
    standing: 'before',
    before: null,
    ...change,
  }
}

export const OVER: SearchReport = searched({
  state: 'over',
  spent: 300_000,
  rows: [
    rowOf('now', {
      state: 'dropped',
      rank: 2,
      step: 20,
      measurements: [lookAt(10, 0.1), lookAt(20, 0.2)],
      reason: 'Round 1.',
    }),
    rowOf('small', {
      change: { batch: 128 },
      state: 'won',
      rank: 1,
      step: 30,
      measurements: [lookAt(30, 0.8)],
      reason: 'Best of 2.',
    }),
  ],
  standing: 'small',
  before: { step: 1234 },
})
