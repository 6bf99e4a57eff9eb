/** What can be done with kept runs and steps: train them again, put them side by side, keep the best. */
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import type { WholeSession } from '../../../helpers/engine/whole-session.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { keptSessions, onlyRun, weightsOf } from '../../../helpers/engine/kept-session.ts'
import { tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const { store, begin, takeUp } = keptSessions()

describe('trained again from step 0', () => {
  /** Rows of all steps that were told, the last of each step. */
  const rowsOf = (whole: WholeSession): Map<number, number[]> => {
    const rows = new Map<number, number[]>()
    for (const { side, tick } of whole.page.of('tick')) {
      const width = SERIES_WIDTH
      for (let at = 0; side === 'run' && at < tick.rows.length; at += width)
        rows.set(tick.rows[at] ?? 0, [...tick.rows.subarray(at, at + width)])
    }
    return rows
  }

  test('a run makes every change again at its step, and the same figures come', async () => {
    const whole = begin()
    const change = (settings: Partial<RunConfig>) =>
      whole.ask({ kind: 'configure', side: 'run', change: settings })
    await whole.ask({ kind: 'train', steps: 12 })
    await change({ gLr: 0.01, std: 0.2 })
    await whole.ask({ kind: 'train', steps: 5 })
    await whole.ask({ kind: 'slow-step', part: 'discriminator' })
    await whole.ask({ kind: 'train', steps: 6 })
    // A new discriminator, and settings that live networks take.
    await change({ dLayers: [7], loss: 'hinge' })
    await whole.ask({ kind: 'train', steps: 8 })
    await change({ penalty: 'r1' })
    await whole.ask({ kind: 'train', steps: 5 })
    const [rows, held] = [rowsOf(whole), await weightsOf(whole)]

    await whole.ask({ kind: 'reproduce' })
    expect(await whole.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 0 })
    whole.page.events.length = 0
    await whole.ask({ kind: 'train', steps: 36 })
    expect([...rowsOf(whole).keys()]).toHaveLength(36)
    expect(rowsOf(whole)).toEqual(rows)
    expect(await weightsOf(whole)).toEqual(held)
    expect(whole.session.config).toMatchObject({ gLr: 0.01, dLayers: [7], loss: 'hinge', penalty: 'r1' })
  })

  test('goes its own way from where somebody changes something', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 5 })
    await whole.ask({ kind: 'configure', side: 'run', change: { gLr: 0.01 } })
    await whole.ask({ kind: 'train', steps: 5 })
    await whole.ask({ kind: 'reproduce' })
    await whole.ask({ kind: 'configure', side: 'run', change: { dLr: 0.02 } })
    expect(whole.page.of('notice').at(-1)?.code).toBe('another-way')
    await whole.ask({ kind: 'train', steps: 8 })
    expect(whole.session.config.gLr).not.toBe(0.01)
  })

  test('is refused where how it came here is not known', async () => {
    const whole = begin({ dataset: 'drawn' })
    await whole.ask({ kind: 'train', steps: 5 })
    whole.session.paint({ density: new Float32Array(16).fill(1), side: 4 })
    await whole.ask({ kind: 'train', steps: 2 })
    await expect(whole.ask({ kind: 'reproduce' })).rejects.toMatchObject({ code: 'no-story' })
  })
})

describe('a kept run as the twin', () => {
  test('keeps step from where the two are together, with its own settings and charts', async () => {
    const whole = begin({ gLr: 0.01 })
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    await whole.ask({ kind: 'reset' })
    await whole.ask({ kind: 'configure', side: 'run', change: { gLr: 0.001 } })
    await whole.ask({ kind: 'train', steps: 64 })
    await whole.ask({ kind: 'compare-kept', id })
    expect(await whole.ask({ kind: 'snapshot', side: 'twin' })).toMatchObject({
      step: 64,
      config: { gLr: 0.01 },
    })
    expect(whole.page.of('twin-taken')[0]?.twin.history).toHaveLength(60 * SERIES_WIDTH)
    const plain = tinyRun({ gLr: 0.01 }, 64)
    expect((await whole.ask({ kind: 'weights', side: 'twin' }))?.generator).toEqual(
      (await plain.game.weights()).generator,
    )
    plain.dispose()
  })

  test('that came further is taken at a step of its past', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 30 })
    await whole.ask({ kind: 'train', steps: 30 })
    const { id } = await onlyRun(whole)
    await whole.ask({ kind: 'reset' })
    await whole.ask({ kind: 'train', steps: 40 })
    await whole.ask({ kind: 'compare-kept', id })
    expect(await whole.ask({ kind: 'snapshot', side: 'twin' })).toMatchObject({ step: 40 })
    expect(await whole.ask({ kind: 'weights', side: 'twin' })).toEqual(await weightsOf(whole))
  })

  test('is none on other data', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    await whole.ask({ kind: 'configure', side: 'run', change: { modes: 5 } })
    await whole.ask({ kind: 'reset' })
    await whole.ask({ kind: 'train', steps: 60 })
    await expect(whole.ask({ kind: 'compare-kept', id })).rejects.toMatchObject({ code: 'other-data' })
  })
})

describe('a step', () => {
  test('kept under a name is not thinned out, and is there after a reload under it', async () => {
    const first = begin()
    await first.ask({ kind: 'train', steps: 10 })
    await first.ask({ kind: 'train', steps: 50 })
    expect(await first.ask({ kind: 'keep-step', step: 9, name: 'Nice' })).toBe(10)
    expect(first.page.of('step-kept')).toEqual([{ type: 'step-kept', step: 10, name: 'Nice' }])
    await vi.waitFor(() => expect(store().written.filter((name) => name.includes('past-'))).not.toEqual([]))
    await first.ask({ kind: 'train', steps: 1 })
    const { id } = await onlyRun(first)
    const second = await takeUp(id)
    await second.ask({ kind: 'snapshot', side: 'run' })
    const frames = second.page.of('film').flatMap(({ added }) => added)
    expect(frames.find(({ step }) => step === 10)?.kept).toBe('Nice')
    await second.ask({ kind: 'release-step', step: 10 })
    expect(second.page.of('step-kept').at(-1)).toEqual({ type: 'step-kept', step: 10, name: null })
  })

  test('that stands now is kept where none is named', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 7 })
    expect(await whole.ask({ kind: 'keep-step', step: null, name: 'Now' })).toBe(7)
    expect(whole.session.travel.timeline.nameOf(7)).toBe('Now')
  })

  test('is kept while it is the best so far by the chosen figure, and no longer', async () => {
    const whole = begin()
    const { session } = whole
    /** Figures of the step that stands, as the trainer tells them. */
    const measure = async (highQuality: number): Promise<void> => {
      const { step } = await whole.ask({ kind: 'train', steps: 10 })
      const verdict = { kind: 'healthy', since: 0, evidence: [] } as const
      session.emit({
        type: 'tick',
        side: 'run',
        tick: {
          ...{ step, rows: new Float32Array(), stepsPerSecond: 1 },
          ...{ metrics: { samples: 9, highQuality }, verdict: { ...verdict, evidence: [] } },
        },
      })
      await whole.ask({ kind: 'snapshot', side: 'run' })
    }
    await whole.ask({ kind: 'keep-best', figure: 'highQuality' })
    const { timeline } = session.travel
    const named = () => timeline.steps.filter((step) => timeline.nameOf(step) !== null)
    await measure(0.3)
    await vi.waitFor(() => expect(named()).toEqual([10]))
    await measure(0.2)
    await measure(0.5)
    await vi.waitFor(() => expect(named()).toEqual([30]))
    expect(timeline.nameOf(30)).toBe('Best: High-quality samples')
    expect(whole.page.of('best').at(-1)?.best).toEqual({ figure: 'highQuality', step: 30, value: 0.5 })
    await whole.ask({ kind: 'keep-best', figure: null })
    await measure(0.9)
    expect(named()).toEqual([30])
  })
})
