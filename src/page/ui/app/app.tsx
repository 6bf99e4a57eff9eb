/** The page: header, three columns, and what lies above them. Holds no state of the run. */
import { useCallback, useState } from 'react'
import { useActions, useReadNow } from '../../state/page.ts'
import { nextTheme, themeChange } from '../../state/theme.ts'
import { FiguresPanel } from '../figures/figures-panel.tsx'
import { LatentPanel } from '../latent/latent-panel.tsx'
import { SetupColumn } from '../setup/setup-column.tsx'
import { StagePanel } from '../stage/stage-panel.tsx'
import { TimelineStrip } from '../timeline/timeline-strip.tsx'
import { LowerTabs } from '../story/lower-tabs.tsx'
import { Tour } from '../story/tour/tour.tsx'
import { DropAnywhere } from './drop-anywhere.tsx'
import { EarlierOffer } from './earlier-offer.tsx'
import { Guarded } from './guarded.tsx'
import { Header } from './header/header.tsx'
import { useKeys, type KeyAction } from './keys.ts'
import { Notices } from './notices.tsx'
import { canTrain } from './header/state-words.ts'
import './app.css'
import './header/header.css'
import './floating.css'
import './notices.css'
import './narrow.css'
import './wide.css'

export function App() {
  const [helpOpen, setHelpOpen] = useState(false)
  useKeys(usePageKeys(setHelpOpen))
  return (
    <div className="app">
      <Guarded part="The header">
        <Header helpOpen={helpOpen} onHelp={setHelpOpen} />
      </Guarded>
      <main className="columns">
        <Guarded part="The set-up">
          <SetupColumn />
        </Guarded>
        <div className="centre">
          <Guarded part="The stage">
            <StagePanel />
          </Guarded>
          <LowerTabs
            latent={
              <Guarded part="The latent panel">
                <LatentPanel />
              </Guarded>
            }
          />
        </div>
        <Guarded part="The timeline">
          <TimelineStrip />
        </Guarded>
        <div className="figures-column">
          <Guarded part="The figures panel">
            <FiguresPanel />
          </Guarded>
        </div>
      </main>
      <div className="foot">
        <EarlierOffer />
        <Notices />
      </div>
      <Guarded part="The tour">
        <Tour />
      </Guarded>
      <DropAnywhere />
    </div>
  )
}

/** What each key does, read at the moment it is pressed. */
function usePageKeys(setHelpOpen: (open: boolean) => void): (action: KeyAction) => void {
  const actions = useActions()
  const readNow = useReadNow()
  return useCallback(
    (action: KeyAction) => {
      const state = readNow()
      const running = state.session.state === 'running'
      const able = canTrain(state)
      if (action === 'help') setHelpOpen(true)
      else if (action === 'theme') actions.setView(themeChange(nextTheme(state.view.themeChoice)))
      else if (action === 'now') actions.rewind(null)
      else if (action === 'toggle' && running) actions.pause()
      else if (action === 'toggle' && able) actions.run()
      else if (action === 'step' && able && !running) actions.stepOnce()
      else if (action === 'reset' && able) actions.reset()
    },
    [actions, readNow, setHelpOpen],
  )
}
