/** The row above the latent panel's body: its tabs, the tools of the open one, and the pin. */
import { Pin } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { createContext, useContext, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { IconButton } from '../kit/button.tsx'
import { useActions, useGanvas } from '../../state/page.ts'
import { MOST_PINS } from '../../state/stage/latent-lab.ts'
import type { PageState } from '../../state/store-types.ts'
import type { Prior } from './latent-maths.ts'
import type { LatentCursor } from './use-latent-cursor.ts'

export const LAB_TABS = [
  { id: 'cursor', label: 'Hand' },
  { id: 'directions', label: 'Directions' },
  { id: 'map', label: 'Map' },
  { id: 'pins', label: 'Pins' },
  { id: 'project', label: 'Project' },
  { id: 'save', label: 'Save' },
] as const

export type LabTab = (typeof LAB_TABS)[number]['id']

/** What every tab is given. */
export interface TabProps {
  readonly dimensions: number
  readonly prior: Prior
  readonly cursor: LatentCursor
  /** Called before the hand moves: whatever else moves it stops. */
  readonly onGrasp: () => void
}

const ToolsContext = createContext<HTMLElement | null>(null)

const selectCanPin = ({ latentCursor, pins }: PageState): boolean =>
  latentCursor !== null && pins.length < MOST_PINS
const selectPins = ({ pins }: PageState): number => pins.length

export function LabBar({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const actions = useActions()
  const canPin = useGanvas(selectCanPin)
  const pins = useGanvas(selectPins)
  return (
    <ToolsContext value={place}>
      <div className="latent-bar">
        <Tabs.List className="lab-tabs" aria-label="Latent tools">
          {LAB_TABS.map(({ id, label }) => (
            <Tabs.Trigger key={id} value={id} className="lab-tab">
              {label}
              {id === 'pins' && pins > 0 && <span className="lab-count"> {pins}</span>}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <div className="lab-tools" ref={setPlace} />
        <IconButton
          name="Pin this sample"
          icon={<Pin size={15} aria-hidden="true" />}
          disabled={!canPin}
          onClick={() => actions.pin()}
        />
      </div>
      {children}
    </ToolsContext>
  )
}

/** Puts the tools of the open tab into the bar. */
export function LabTools({ children }: { children: ReactNode }) {
  const place = useContext(ToolsContext)
  return place === null ? null : createPortal(children, place)
}
