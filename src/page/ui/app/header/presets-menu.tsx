/** Named experiments: what each shows, at one click. */
import { Check, ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { CHALLENGES } from '../../../../common/config/challenges.ts'
import { PRESETS } from '../../../../common/config/presets.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'

const selectChallenge = (state: PageState) => state.challenge?.id ?? null
const selectPreset = (state: PageState) => state.presetId

export function PresetsMenu() {
  const chosen = useGanvas(selectPreset)
  const challenge = useGanvas(selectChallenge)
  const actions = useActions()
  const label = PRESETS.find(({ id }) => id === chosen)?.short ?? 'Presets'
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button button-outline presets" title="Ready-made experiments">
        <span className="presets-name">{label}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Label className="menu-title">
            Ready-made experiments; choosing one starts over
          </DropdownMenu.Label>
          {PRESETS.map(({ id, label: name, meaning }) => (
            <DropdownMenu.Item key={id} className="menu-item" onSelect={() => actions.applyPreset(id)}>
              <Check size={14} aria-hidden="true" className="menu-check" data-chosen={id === chosen} />
              <span>
                <span className="menu-name">{name}</span>
                <span className="menu-meaning">{meaning}</span>
              </span>
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Label className="menu-title">
            Challenges: six tasks to solve with the settings
          </DropdownMenu.Label>
          {CHALLENGES.map(({ id, label: name, task }) => (
            <DropdownMenu.Item key={id} className="menu-item" onSelect={() => actions.startChallenge(id)}>
              <Check size={14} aria-hidden="true" className="menu-check" data-chosen={id === challenge} />
              <span>
                <span className="menu-name">{name}</span>
                <span className="menu-meaning">{task}</span>
              </span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
