// @vitest-environment happy-dom
/** The plane of distortion against realism: which way is better, names that do not lie over each other, and the same in words. */
import { act, cleanup, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, expect, test } from 'vitest'
import { placedNames, planeModel } from '../../../../src/page/ui/charts/plane/plane-model.ts'
import { RestoredPlane } from '../../../../src/page/ui/charts/plane/restored-plane.tsx'
import { renderPage } from '../../../helpers/page/render-page.tsx'

afterEach(cleanup)

const PATH = [
  { step: 100, psnr: 22.9, realism: 0.04 },
  { step: 1200, psnr: 22.1, realism: 0.027 },
]
const NAMED = [
  { label: 'Bicubic', psnr: 19.3, realism: 0.089 },
  { label: 'Nearest', psnr: 18.4, realism: 0.064 },
]

test('more real lies to the right, nearer to the truth above, and all of it within', () => {
  const { across, up, acrossTicks, upTicks } = planeModel({ path: PATH, twin: null, named: NAMED })
  expect(across[0]).toBeGreaterThan(0.089)
  expect(across[1]).toBeLessThan(0.027)
  expect(up[0]).toBeLessThan(18.4)
  expect(up[1]).toBeGreaterThan(22.9)
  for (const ticks of [acrossTicks, upTicks]) expect(ticks.length).toBeGreaterThanOrEqual(2)
  expect(upTicks).toEqual([18, 20, 22])
})

test('a single point has a plane around it, and realism never falls below nothing', () => {
  const { across, up } = planeModel({ path: [{ step: 0, psnr: 20, realism: 0 }], twin: null, named: [] })
  expect(up[1] - up[0]).toBeGreaterThan(0.5)
  expect(across[0]).toBeGreaterThan(across[1])
  expect(across[1]).toBe(0)
})

test('says in words where the run stands and stood, and what needs no training', () => {
  expect(planeModel({ path: PATH, twin: null, named: NAMED }).summary).toBe(
    'The run stands at 22.10 dB and 0.027 from real at step 1,200, and stood at 22.90 dB and 0.040 from real at step 100. Without training: Bicubic 19.30 dB and 0.089 from real; Nearest 18.40 dB and 0.064 from real.',
  )
})

test('names beside points that lie together are moved apart', () => {
  const close = [
    { label: 'a', psnr: 20, realism: 0.09 },
    { label: 'b', psnr: 20.01, realism: 0.09 },
    { label: 'c', psnr: 20.02, realism: 0.03 },
  ]
  const model = planeModel({ path: PATH, twin: null, named: close })
  const placed = placedNames(close, model, { width: 300, height: 150 })
  expect(placed.map(({ label, left, down }) => [label, left, down > 5])).toEqual([
    ['c', true, false],
    ['b', false, false],
    ['a', false, true],
  ])
})

test('is there for runs that restore alone, and fills with what is measured', () => {
  const { emit } = renderPage(createElement(RestoredPlane), { dataset: 'fashion', task: 'restore' })
  expect(screen.getByRole('region', { name: 'Distortion against realism' }).textContent).toContain(
    'Nothing measured yet',
  )
  const over = { pictures: 64, heldOut: true, realism: 'patches' as const }
  const baselines = NAMED.map((one) => ({ ...one, id: one.label, l1: 0.1 }))
  act(() =>
    emit({
      type: 'tick',
      side: 'run',
      tick: {
        step: 10,
        rows: new Float32Array(0),
        stepsPerSecond: 1,
        verdict: { kind: 'warming-up', since: 0, evidence: [] },
        metrics: { samples: 64, psnr: 21, realism: 0.05, restored: { ...over, baselines } },
      },
    }),
  )
  expect(screen.queryByText('Nothing measured yet')).toBeNull()
  expect(screen.getByRole('img').getAttribute('aria-label')).toContain('The run stands at 21.00 dB')
  cleanup()
  renderPage(createElement(RestoredPlane), { dataset: 'fashion' })
  expect(screen.queryByRole('region')).toBeNull()
})
