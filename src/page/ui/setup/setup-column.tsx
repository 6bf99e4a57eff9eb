/** The left column: panels that scroll, and the line that explains the setting under the hand. */
import { memo, useRef } from 'react'
import { ChallengeCard } from './challenge-card.tsx'
import { Panels } from './panels.tsx'
import { SearchButton } from '../search/search-button.tsx'
import { SideSwitch } from '../comparison/side-switch.tsx'
import { SettingInfo } from './settings/setting-info.tsx'
import './setup.css'

export const SetupColumn = memo(function SetupColumn() {
  const column = useRef<HTMLElement>(null)
  return (
    <section className="setup" aria-label="Set-up" ref={column}>
      <div className="setup-panels">
        <ChallengeCard />
        <SearchButton />
        <SideSwitch />
        <Panels />
      </div>
      <SettingInfo column={column} />
    </section>
  )
})
