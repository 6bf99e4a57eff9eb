/** The keys of the page: which key does what, and when a key belongs to the control under the focus instead. */
import { useEffect } from 'react'

export type KeyAction = 'toggle' | 'step' | 'reset' | 'now' | 'help' | 'theme'

interface KeyEntry {
  /** As `KeyboardEvent.key`, in lower case. */
  key: string
  shown: string
  meaning: string
  action: KeyAction
}

export const KEYS: readonly KeyEntry[] = [
  { key: ' ', shown: 'Space', meaning: 'Train or pause', action: 'toggle' },
  { key: 's', shown: 'S', meaning: 'One step', action: 'step' },
  { key: 'r', shown: 'R', meaning: 'Start over with the same seed', action: 'reset' },
  { key: 'escape', shown: 'Esc', meaning: 'From a past step back to now', action: 'now' },
  { key: 't', shown: 'T', meaning: 'Theme: system, light, dark', action: 'theme' },
  { key: '?', shown: '?', meaning: 'This help', action: 'help' },
]

/** Typing happens here: every key is theirs. */
const TYPING =
  'input:not([type=radio], [type=checkbox], [type=range], [type=file]), textarea, select, [contenteditable]'
/** These take Space for themselves, and some of them letters. */
const OWN_KEYS =
  'button, summary, a[href], input, [role=application], [role=menu], [role=slider], [tabindex="0"]'
/** Nothing behind an open dialog or menu may move. */
const ABOVE = '[role=dialog], [role=menu]'

/** The action of a key press; null when it means nothing here or belongs to the focused control. */
export function actionOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'target'>,
): KeyAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const entry = KEYS.find(({ key }) => key === event.key.toLowerCase())
  if (entry === undefined || (event.repeat && entry.action !== 'step')) return null
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(TYPING) || target?.closest(ABOVE)) return null
  if (entry.key === ' ' && target?.closest(OWN_KEYS)) return null
  return target?.closest('[role=application]') ? null : entry.action
}

/** Listens on the whole page. @param act stable */
export function useKeys(act: (action: KeyAction) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const action = event.defaultPrevented ? null : actionOf(event)
      if (action === null) return
      event.preventDefault()
      act(action)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [act])
}
