/** Light, dark, or as the system has it. */
import { Monitor, Moon, Sun } from 'lucide-react'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { nextTheme, themeChange } from '../../../state/theme.ts'
import { IconButton } from '../../kit/button.tsx'

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const

const selectChoice = (state: PageState) => state.view.themeChoice

export function ThemeButton() {
  const choice = useGanvas(selectChoice)
  const actions = useActions()
  const Icon = ICONS[choice]
  return (
    <IconButton
      name={`Theme: ${choice}`}
      aria-keyshortcuts="T"
      icon={<Icon size={16} strokeWidth={1.75} />}
      onClick={() => actions.setView(themeChange(nextTheme(choice)))}
    />
  )
}
