// @vitest-environment happy-dom
/** What is offered to take away of a run that makes pictures from pictures: nothing that then cannot be had, and no field without use. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { ExportDialog } from '../../../../src/page/ui/export/export-dialog.tsx'
import { renderPage } from '../../../helpers/page/render-page.tsx'
import { built, settled, SUMMARY } from '../../../helpers/page/scripted-client.ts'

async function opened(change: Partial<RunConfig>, format: string): Promise<void> {
  const page = renderPage(createElement(ExportDialog, { onClose: () => undefined }), {
    ...{ dataset: 'own', size: 8 },
    ...change,
  })
  act(() => {
    const item = { kind: 'picture', size: 8, channels: 3 } as const
    page.emit({ type: 'dataset', summary: { ...SUMMARY, item, size: 8, channels: 3 } })
    page.emit(built(change.task === 'imagine' ? 2 : 0))
    page.emit({ type: 'state', state: 'ready', step: 0 })
  })
  await act(settled)
  fireEvent.click(screen.getByRole('radio', { name: new RegExp(`^${format}`) }))
  await act(settled)
}

afterEach(cleanup)

const saves = () => screen.queryByRole('button', { name: 'Save' })
const fields = () => screen.queryAllByRole('textbox').map((field) => field.getAttribute('aria-label'))

test.each([
  [
    'PyTorch script',
    'There is no PyTorch script for a run that makes pictures from pictures. Save the whole run',
  ],
  [
    'TensorFlow.js',
    'TensorFlow.js has no stock layers for a network that makes pictures from pictures. Save it as ONNX',
  ],
])('%s: a sentence in place of a button that would fail', async (format, sentence) => {
  for (const change of [{ task: 'restore' }, { task: 'translate', from: 0, to: 1 }] as const) {
    await opened(change, format)
    expect(screen.getByRole('status').textContent).toContain(sentence)
    expect(saves()).toBeNull()
    expect(screen.queryByRole('region', { name: 'How to open it' })).toBeNull()
  }
  await opened({ task: 'imagine' }, format)
  expect(saves()).not.toBeNull()
})

test.each([
  'The whole run',
  'ONNX',
  'Weights for PyTorch',
  'Single files',
  'Figures as a table',
  'TensorBoard',
])('%s can be saved of such a run', async (format) => {
  await opened({ task: 'restore', source: 'gray' }, format)
  expect(saves()).not.toBeNull()
})

test('a seed is asked for where sources are left to chance, and nowhere else', async () => {
  await opened({ task: 'restore', source: 'hole', hole: 'random' }, 'Single files')
  expect(fields()).toEqual(['How many', 'Sources from seed'])
  expect(screen.getByText(/Source, result and truth of each picture/u)).toBeTruthy()
  await opened({ task: 'restore', source: 'hole', hole: 'centre' }, 'Single files')
  expect(fields()).toEqual(['How many'])
  await opened({ task: 'translate', from: 0, to: 1 }, 'Single files')
  expect(fields()).toEqual(['How many'])
  expect(screen.getByText(/^Source and result of each picture/u)).toBeTruthy()
  await opened({ task: 'imagine' }, 'Single files')
  expect(fields()).toEqual(['How many', 'From seed'])
})

test('the lines for ONNX say how a source is made', async () => {
  await opened({ task: 'restore', source: 'noise', sourceNoise: 0.2 }, 'ONNX')
  const code = screen.getByRole('region', { name: 'How to open it' }).textContent
  expect(code).toContain('# The picture plus normal noise of deviation 0.4.')
  expect(code).toContain('{"source": source}')
  expect(code).not.toContain('"z"')
})
