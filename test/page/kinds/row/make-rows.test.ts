// @vitest-environment happy-dom
/** Rows for a file, as a person waits for many of them. */
import { act, fireEvent, screen } from '@testing-library/react'
import { createElement } from 'react'
import { expect, test } from 'vitest'
import { GanvasError } from '../../../../src/common/failure.ts'
import { MakeRows } from '../../../../src/page/kinds/row/leaving/make-rows.tsx'
import { useSaving } from '../../../../src/page/ui/latent/save/use-saving.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'
import { settled } from '../../../helpers/page/scripted-client.ts'
import { TABLE } from '../../../helpers/page/tables.ts'

function Saving() {
  return createElement(MakeRows, { saving: useSaving(), stem: 'rows' })
}

test('how far they are is shown, and whoever stops them is told nothing of a failure', async () => {
  const page = renderPage(createElement(Saving))
  await act(async () => {
    page.emit({ type: 'dataset', summary: TABLE })
    await settled()
  })
  let refuse: (thrown: unknown) => void = () => undefined
  page.client.rows.make = () => new Promise((_, failed) => (refuse = failed))
  page.client.rows.stop = () => {
    refuse(new GanvasError('cancelled', 'Making rows was stopped.', 'Ask for them again.'))
    return Promise.resolve(null)
  }
  expect(screen.queryByRole('progressbar')).toBe(null)
  fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  await act(async () => {
    page.emit({ type: 'rows-progress', done: 2500, total: 10_000 })
    await settled()
  })
  const bar = screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Rows made' })
  expect([bar.value, bar.max]).toEqual([2500, 10_000])
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
    await settled()
  })
  expect(screen.queryByRole('progressbar')).toBe(null)
  expect(screen.queryByRole('alert')).toBe(null)
  expect(page.state().notices).toEqual([])
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(false)
})
