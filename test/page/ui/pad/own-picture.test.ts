// @vitest-environment happy-dom
/** A picture of one's own: chosen, restored, seen before and after; what goes wrong is said and nothing is stuck. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { GanvasError } from '../../../../src/common/failure.ts'
import { OwnPictureDialog } from '../../../../src/page/ui/pad/own/own-picture-dialog.tsx'
import { savedName, sizeWords } from '../../../../src/page/ui/pad/own/own-words.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'
import { settled } from '../../../helpers/page/scripted-client.ts'

afterEach(cleanup)

const FILE = new File(['picture'], 'holiday.jpg', { type: 'image/jpeg' })

function opened(first: File | null = null) {
  return renderPage(createElement(OwnPictureDialog, { open: true, first, onOpenChange: () => undefined }), {
    dataset: 'own',
    task: 'restore',
    source: 'half',
  })
}

async function choose(): Promise<void> {
  fireEvent.change(screen.getByLabelText('Choose a picture'), { target: { files: [FILE] } })
  await act(settled)
}

describe('a picture of one’s own', () => {
  test('is restored as soon as it is chosen, and its size is told', async () => {
    const { calls } = opened()
    await choose()
    expect(calls).toContainEqual(['restore', [FILE, 'holiday.jpg', 0]])
    expect(screen.getByText('40 × 30 pixels.')).toBeTruthy()
    const share = screen.getByRole<HTMLInputElement>('slider')
    fireEvent.change(share, { target: { value: '80' } })
    expect(share.getAttribute('aria-valuetext')).toBe('80 %')
    fireEvent.click(screen.getByRole('button', { name: 'Another picture' }))
    expect(screen.getByLabelText('Choose a picture')).toBeTruthy()
  })

  test('that was dropped on the page is restored at once', async () => {
    const { calls } = opened(FILE)
    await act(settled)
    expect(calls).toContainEqual(['restore', [FILE, 'holiday.jpg', 0]])
    expect(screen.getByText('40 × 30 pixels.')).toBeTruthy()
  })

  test('that cannot be read is refused with what to do, and another may be chosen', async () => {
    const { client } = opened()
    client.restoring.restore = () =>
      Promise.reject(new GanvasError('cut-off', 'holiday.jpg is cut off.', 'Save it once more.'))
    await choose()
    expect(screen.getByRole('alert').textContent).toBe('holiday.jpg is cut off. Save it once more.')
    expect(screen.getByLabelText('Choose a picture')).toBeTruthy()
  })

  test('is no longer waited for once the dialog is gone', async () => {
    const { calls, view } = opened()
    view.unmount()
    await act(settled)
    expect(calls.map(([name]) => name)).toContain('stopRestoring')
  })

  test('says before training that nothing was learnt', () => {
    const { emit } = opened()
    expect(screen.getByText(/Nothing was learnt yet/)).toBeTruthy()
    act(() => emit({ type: 'state', state: 'paused', step: 40 }))
    expect(screen.queryByText(/Nothing was learnt yet/)).toBeNull()
  })
})

test('its size in words, and the name it is saved under', () => {
  expect(sizeWords({ width: 1024, height: 768, shrunkFrom: { width: 4000, height: 3000 } })).toBe(
    '1,024 × 768 pixels. It was made smaller first, for it came with 4,000 × 3,000: so many would take minutes.',
  )
  expect([
    savedName('holiday.jpg', 'restored'),
    savedName('no ending', 'translated'),
    savedName('.png', 'restored'),
  ]).toEqual(['holiday restored.png', 'no ending translated.png', 'picture restored.png'])
})
