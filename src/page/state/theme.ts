/**
 * The theme: the system's unless the person chose one. Sets it on the document and remembers the choice. The one place
 * where the state meets the document's looks.
 */
import type { Page } from './page.ts'
import type { View } from './store-types.ts'

type Choice = View['themeChoice']

const KEY = 'ganvas-theme'
const CHOICES: readonly Choice[] = ['system', 'light', 'dark']

/** The choice of an earlier visit; a browser that keeps nothing follows the system. */
export function rememberedTheme(): Pick<View, 'theme' | 'themeChoice'> {
  const themeChoice = readChoice()
  return { themeChoice, theme: resolve(themeChoice, systemIsDark()) }
}

/** The choice after this one: system, light, dark, and round again. */
export function nextTheme(choice: Choice): Choice {
  return CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length] ?? 'system'
}

/** Chooses a theme, for the page and for what the worker draws. */
export function themeChange(choice: Choice): Pick<View, 'theme' | 'themeChoice'> {
  return { themeChoice: choice, theme: resolve(choice, systemIsDark()) }
}

/** Keeps document, storage and system in step with the store. Returns how to stop. */
export function followTheme({ store }: Page): () => void {
  show(store.getState().view)
  const stopShowing = store.subscribe(({ view }, { view: before }) => {
    if (view.theme !== before.theme || view.themeChoice !== before.themeChoice) show(view)
    if (view.themeChoice !== before.themeChoice) remember(view.themeChoice)
  })
  const system = darkQuery()
  const follow = (): void => {
    const { view, actions } = store.getState()
    if (view.themeChoice === 'system') actions.setView(themeChange('system'))
  }
  system.addEventListener('change', follow)
  return () => {
    stopShowing()
    system.removeEventListener('change', follow)
  }
}

function resolve(choice: Choice, dark: boolean): View['theme'] {
  return choice === 'system' ? (dark ? 'dark' : 'light') : choice
}

function show({ theme }: View): void {
  document.documentElement.dataset['theme'] = theme
}

function darkQuery(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)')
}

function systemIsDark(): boolean {
  return darkQuery().matches
}

function readChoice(): Choice {
  try {
    const stored = localStorage.getItem(KEY)
    return CHOICES.find((choice) => choice === stored) ?? 'system'
  } catch {
    return 'system'
  }
}

function remember(choice: Choice): void {
  try {
    localStorage.setItem(KEY, choice)
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
}
