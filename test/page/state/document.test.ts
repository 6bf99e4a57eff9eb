// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { followAddress, linkTo } from '../../../src/page/state/run/address.ts'
import { createStore } from '../../../src/page/state/store.ts'
import { followTheme, nextTheme, rememberedTheme, themeChange } from '../../../src/page/state/theme.ts'
import { ring, scriptedClient, SUMMARY } from '../../helpers/page/scripted-client.ts'

function start() {
  const script = scriptedClient()
  const page = createStore(script.client, { config: ring() })
  return { ...script, page, state: () => page.store.getState() }
}

const configured = (calls: [string, unknown?][]) => calls.filter(([name]) => name === 'configure')

let stop = (): void => undefined
afterEach(() => stop())
beforeEach(() => {
  localStorage.clear()
  window.history.replaceState(null, '', '/page')
})

describe('the address bar', () => {
  test('follows every change without a new entry in the history', () => {
    const { page, state } = start()
    stop = followAddress(page)
    const entries = window.history.length
    state().actions.configure({ gLr: 0.005, seed: 3 })
    expect(window.location.hash).toBe('#gLr=0.005&seed=3')
    expect(window.history.length).toBe(entries)
    expect(linkTo(state().sides.run.config)).toBe(window.location.href)
  })

  test('a pasted link is followed, and what it gets wrong is named', () => {
    const { page, state, calls } = start()
    stop = followAddress(page)
    paste('#batch=64&colour=red')
    expect(configured(calls)[0]?.[1]).toMatchObject({ batch: 64, dataset: 'ring' })
    expect(state().notices[0]).toMatchObject({ role: 'status' })
    expect(state().notices[0]?.sentence).toContain('colour')
  })

  test('a pasted link is weighed against the data that are there', () => {
    const { page, state, calls, emit } = start()
    stop = followAddress(page)
    emit({ type: 'dataset', summary: { ...SUMMARY, item: { kind: 'point', extent: 1 } } })
    paste('#dataset=own&augment=diffaugment')
    expect(configured(calls)[0]?.[1]).toMatchObject({ dataset: 'own', model: 'mlp', augment: 'none' })
    expect(state().notices[0]?.sentence).toContain('DiffAugment')
  })

  test('a link to what is already shown changes nothing', () => {
    const { page, calls } = start()
    stop = followAddress(page)
    paste('')
    expect(configured(calls)).toEqual([])
  })

  test('a pasted link is followed even if an answer has written another over it before it is heard of', () => {
    const { page, state, calls } = start()
    stop = followAddress(page)
    const pasted = new URL('/page#batch=64', window.location.href).href
    state().actions.configure({ gLr: 0.005 })
    window.dispatchEvent(new HashChangeEvent('hashchange', { newURL: pasted }))
    expect(configured(calls).at(-1)?.[1]).toMatchObject({ batch: 64 })
  })
})

/** As a browser does: first the address, then the event that tells of it. */
function paste(hash: string): void {
  window.history.replaceState(null, '', `/page${hash}`)
  window.dispatchEvent(new HashChangeEvent('hashchange', { newURL: window.location.href }))
}

describe('the theme', () => {
  test('is set on the document, told to the worker and remembered', () => {
    const { page, state, calls } = start()
    stop = followTheme(page)
    state().actions.setView(themeChange('dark'))
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expect(calls.at(-1)).toMatchObject(['view', { theme: 'dark' }])
    expect(rememberedTheme()).toEqual({ themeChoice: 'dark', theme: 'dark' })
  })

  test('goes round, and nonsense in the storage means the system’s', () => {
    expect(nextTheme('system')).toBe('light')
    expect(nextTheme('light')).toBe('dark')
    expect(nextTheme('dark')).toBe('system')
    localStorage.setItem('ganvas-theme', 'pink')
    expect(rememberedTheme().themeChoice).toBe('system')
  })
})
