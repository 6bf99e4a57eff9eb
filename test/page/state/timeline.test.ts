import { expect, test } from 'vitest'
import type { FilmFrame } from '../../../src/common/protocol/film.ts'
import type { VerdictKind } from '../../../src/common/protocol/report.ts'
import {
  cutTroubles,
  NO_TIMELINE,
  noteVerdict,
  stepBefore,
  type TimelineState,
} from '../../../src/page/state/run/timeline.ts'

function frame(step: number): FilmFrame {
  return {
    step,
    marked: false,
    picture: { kind: 'point', fakes: new Int8Array(0), reals: new Int8Array(0) },
  }
}

const KEPT: TimelineState = { ...NO_TIMELINE, frames: [0, 100, 200, 300, 400].map(frame) }

/** Verdicts one after the other: kind, the step since which, the step at which it was said. */
function turns(...said: [VerdictKind, number, number][]): TimelineState {
  return said.reduce(
    (state, [kind, since, at]) => noteVerdict(state, { kind, since, evidence: [] }, at),
    KEPT,
  )
}

test('while all is well there is nothing to roll back from', () => {
  expect(stepBefore(turns(['healthy', 50, 60]))).toBeNull()
  expect(stepBefore(turns(['mode-collapse', 150, 220], ['healthy', 300, 310]))).toBeNull()
  expect(stepBefore(turns(['blurred', 250, 260]))).toBeNull()
})

test('the last kept step before it began', () => {
  expect(stepBefore(turns(['healthy', 50, 60], ['mode-collapse', 201, 260]))).toBe(200)
  expect(stepBefore(turns(['mode-collapse', 200, 260]))).toBe(100)
  expect(stepBefore(turns(['mode-collapse', 0, 260]))).toBeNull()
})

test('one trouble that turned into another began with the first; a calm between them parts them', () => {
  const turned = turns(['mode-collapse', 150, 220], ['oscillating', 180, 330])
  expect(turned.troubles).toEqual([
    { kind: 'mode-collapse', from: 150, to: 180 },
    { kind: 'oscillating', from: 180, to: null },
  ])
  expect(stepBefore(turned)).toBe(100)
  const parted = turns(['mode-collapse', 150, 220], ['healthy', 230, 250], ['oscillating', 350, 390])
  expect(stepBefore(parted)).toBe(300)
})

test('going back forgets the troubles of the future', () => {
  const troubled = turns(['mode-collapse', 150, 220], ['healthy', 230, 250], ['oscillating', 350, 390])
  expect(cutTroubles(troubled, 200).troubles).toEqual([{ kind: 'mode-collapse', from: 150, to: 200 }])
  expect(cutTroubles(troubled, 100).troubles).toEqual([])
})
