/**
 * The latent lab: the sample under the hand, and tabs with ways to move it. The vector itself is the store's; here is only
 * how it is moved.
 */
import { Tabs } from 'radix-ui'
import { useState } from 'react'
import { itemKindOf } from '../../../common/config/item-kind.ts'
import { isFromPictures } from '../../../common/config/task.ts'
import { pageKind } from '../../kinds/kinds.ts'
import { useGanvas } from '../../state/page.ts'
import { runData, runView } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { later } from '../kit/later.tsx'
import { SurfaceCanvas } from '../kit/surface-canvas.tsx'
import { useSlowly } from '../stage/use-slowly.ts'
import { useSurface } from '../stage/use-surface.ts'
import { ClassPicker } from './class-picker.tsx'
import { TwinPortrait } from '../comparison/twin-portrait.tsx'
import { CursorTab } from './cursor-tab.tsx'
import { LabBar, type LabTab } from './lab-bar.tsx'
import './lab.css'
import './project/project.css'
import './save/save.css'
import { portraitWords } from './latent-words.ts'
import './latent.css'
import { placeOfSeed } from './directions/map-maths.ts'
import { FIRST_SEED, useMovingCursor } from './use-moving-cursor.ts'

const PadPanel = later(async () => (await import('../pad/pad-panel.tsx')).PadPanel)
const DirectionsTab = later(async () => (await import('./directions/directions-tab.tsx')).DirectionsTab)
const MapTab = later(async () => (await import('./directions/map-tab.tsx')).MapTab)
const PinsTab = later(async () => (await import('./pins/pins-tab.tsx')).PinsTab)
const ProjectTab = later(async () => (await import('./project/project-tab.tsx')).ProjectTab)
const SaveTab = later(async () => (await import('./save/save-tab.tsx')).SaveTab)

/** Known from the choice on, so that the panel keeps its shape while networks are built. */
const selectDimensions = (state: PageState): number =>
  state.latentCursor?.length ?? state.sides.run.networks?.latent ?? state.sides.run.config.latent
const selectPrior = (state: PageState) => state.sides.run.config.prior
const selectWords = (state: PageState): string => portraitWords(runView(state))

const selectPortrait = (state: PageState): boolean => pageKind(itemKindOf(runData(state))).portrait !== null

/** Where a run makes pictures from pictures there is no latent, and the hand draws. */
const selectFromPictures = (state: PageState): boolean => isFromPictures(state.sides.run.config)

export function LatentPanel() {
  return useGanvas(selectFromPictures) ? <PadPanel /> : <LatentLab />
}

function LatentLab() {
  const dimensions = useGanvas(selectDimensions)
  const prior = useGanvas(selectPrior)
  const portrait = useGanvas(selectPortrait)
  const [tab, setTab] = useState<LabTab>('cursor')
  const [place, setPlace] = useState(() => placeOfSeed(FIRST_SEED))
  const lab = useMovingCursor(prior)
  const { cursor, grasp } = lab
  const common = { dimensions, prior, cursor, onGrasp: grasp }
  return (
    <Tabs.Root value={tab} onValueChange={(next) => setTab(next as LabTab)} asChild>
      <section className="latent" aria-label="Latent">
        <LabBar>
          <div className="latent-body" data-portrait={portrait}>
            {portrait && <Portrait />}
            {portrait && <TwinPortrait />}
            <Tabs.Content value="cursor" className="lab-tab-body">
              <CursorTab {...common} lab={lab} />
            </Tabs.Content>
            <Tabs.Content value="directions" className="lab-tab-body">
              <DirectionsTab {...common} />
            </Tabs.Content>
            <Tabs.Content value="map" className="lab-tab-body">
              <MapTab {...common} place={place} onPlace={setPlace} />
            </Tabs.Content>
            <Tabs.Content value="pins" className="lab-tab-body">
              <PinsTab {...common} looping={lab.looping} onLooping={lab.setLooping} />
            </Tabs.Content>
            <Tabs.Content value="project" className="lab-tab-body">
              <ProjectTab {...common} />
            </Tabs.Content>
            <Tabs.Content value="save" className="lab-tab-body">
              <SaveTab {...common} seed={lab.seed} />
            </Tabs.Content>
          </div>
        </LabBar>
      </section>
    </Tabs.Root>
  )
}

function Portrait() {
  const attach = useSurface('latent')
  const words = useSlowly(selectWords)
  return (
    <div className="latent-portrait-box">
      <SurfaceCanvas attach={attach} label={words} className="latent-portrait" />
      <ClassPicker />
    </div>
  )
}
