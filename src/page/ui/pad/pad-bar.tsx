/** The row above the pad: its tabs, the tools of the open one, and the way to a picture of one’s own. */
import { ImageUp } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { createContext, useContext, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../kit/button.tsx'

const ToolsContext = createContext<HTMLElement | null>(null)

export function PadBar({ onOwn, children }: { onOwn: () => void; children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  return (
    <ToolsContext value={place}>
      <div className="latent-bar pad-bar">
        <Tabs.List className="lab-tabs" aria-label="Ways to try it">
          <Tabs.Trigger value="draw" className="lab-tab">
            Draw
          </Tabs.Trigger>
          <Tabs.Trigger value="camera" className="lab-tab">
            Webcam
          </Tabs.Trigger>
        </Tabs.List>
        <div className="lab-tools" ref={setPlace} />
        <Button look="outline" icon={<ImageUp size={15} aria-hidden="true" />} onClick={onOwn}>
          A picture of yours
        </Button>
      </div>
      {children}
    </ToolsContext>
  )
}

/** Puts the tools of the open tab into the bar. */
export function PadTools({ children }: { children: ReactNode }) {
  const place = useContext(ToolsContext)
  return place === null ? null : createPortal(children, place)
}
