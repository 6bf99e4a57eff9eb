/** Renders a part of the page around a scripted client, and counts how often it renders. */
import { cleanup, render } from '@testing-library/react'
import { Profiler, type ReactNode } from 'react'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { PageProvider } from '../../../src/page/state/page.ts'
import { createStore } from '../../../src/page/state/store.ts'
import { ring, scriptedClient } from './scripted-client.ts'

export function renderPage(part: ReactNode, change: Partial<RunConfig> = {}) {
  cleanup()
  const script = scriptedClient()
  const page = createStore(script.client, { config: ring(change) })
  const count = { renders: 0 }
  const view = render(
    <PageProvider value={page}>
      <Profiler id="part" onRender={() => (count.renders += 1)}>
        {part}
      </Profiler>
    </PageProvider>,
  )
  return { ...script, ...page, view, count, state: () => page.store.getState() }
}
