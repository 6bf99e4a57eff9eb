/**
 * What stands in the latent panel’s place while a run restores: there is no latent, and the hand holds what the forger is given. Draw it,
 * take it from the webcam, or have a picture of one’s own restored whole.
 */
import { Tabs } from 'radix-ui'
import { useRef, useState } from 'react'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { later } from '../kit/later.tsx'
import '../latent/latent.css'
import '../latent/lab.css'
import { DrawTab, type KeptDrawing } from './draw-tab.tsx'
import { PadBar } from './pad-bar.tsx'
import './pad.css'

/** The camera, and the dialog, come with the first click. */
const CameraTab = later(async () => (await import('./camera-tab.tsx')).CameraTab)
const OwnPicture = later(async () => (await import('./own/own-picture-dialog.tsx')).OwnPictureDialog)

/** A picture that was dropped on the page, or pasted. */
const selectDropped = (state: PageState): File | null => state.ownPicture

export function PadPanel() {
  const kept: KeptDrawing = useRef<KeptDrawing['current']>(null)
  const [tab, setTab] = useState('draw')
  const [own, setOwn] = useState<boolean | null>(null)
  const dropped = useGanvas(selectDropped)
  const actions = useActions()
  const open = dropped !== null || own === true
  return (
    <Tabs.Root value={tab} onValueChange={setTab} asChild>
      <section className="latent pad" aria-label="Draw and restore">
        <PadBar onOwn={() => setOwn(true)}>
          <Tabs.Content value="draw" className="lab-tab-body" tabIndex={-1}>
            <DrawTab kept={kept} />
          </Tabs.Content>
          <Tabs.Content value="camera" className="lab-tab-body" tabIndex={-1}>
            <CameraTab />
          </Tabs.Content>
        </PadBar>
        {(own !== null || open) && (
          <OwnPicture
            open={open}
            first={dropped}
            onOpenChange={(next) => {
              setOwn(next)
              if (!next) actions.restoreOwn(null)
            }}
          />
        )}
      </section>
    </Tabs.Root>
  )
}
