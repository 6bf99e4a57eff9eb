/** What lies under the stage: one tab for the latent space, one for slow motion. Holds neither's state. */
import { ChevronsDown, ChevronsUp } from 'lucide-react'
import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { isFromPictures } from '../../../common/config/task.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Guarded } from '../app/guarded.tsx'
import { IconButton } from '../kit/button.tsx'
import { later } from '../kit/later.tsx'
import './lower.css'
import { TourOffer } from './tour/tour-offer.tsx'

const SlowPanel = later(async () => (await import('./slow/slow-panel.tsx')).SlowPanel)

const selectTab = (state: PageState) => state.story.tab
/** A run that makes pictures from pictures has no latent to move about. */
const selectFromPictures = (state: PageState) => isFromPictures(state.sides.run.config)
const selectTall = (state: PageState) => state.story.tall

/** @param latent the latent panel, which lives on while the other tab is shown */
export function LowerTabs({ latent }: { latent: ReactNode }) {
  const tab = useGanvas(selectTab)
  const tall = useGanvas(selectTall)
  const restores = useGanvas(selectFromPictures)
  const { story } = useActions()
  return (
    <Tabs.Root
      className="lower"
      data-tall={tall}
      value={tab}
      onValueChange={(chosen) => story.showTab(chosen === 'slow' ? 'slow' : 'latent')}
    >
      <div className="lower-head">
        <Tabs.List className="lower-tabs" aria-label="Under the stage">
          <Tabs.Trigger value="latent" className="lower-tab">
            {restores ? 'Try it' : 'Latent'}
          </Tabs.Trigger>
          <Tabs.Trigger value="slow" className="lower-tab">
            Slow motion
          </Tabs.Trigger>
        </Tabs.List>
        <TourOffer />
        <IconButton
          name={tall ? 'Give the stage its room back' : 'Give this panel more room'}
          className="lower-tall"
          aria-pressed={tall}
          icon={tall ? <ChevronsDown size={15} /> : <ChevronsUp size={15} />}
          onClick={() => story.setTall(!tall)}
        />
      </div>
      <Tabs.Content value="latent" className="lower-content" forceMount>
        {latent}
      </Tabs.Content>
      <Tabs.Content value="slow" className="lower-content" tabIndex={-1}>
        <Guarded part="Slow motion">
          <SlowPanel />
        </Guarded>
      </Tabs.Content>
    </Tabs.Root>
  )
}
