/** The bar at the top: name and presets, training, live figures, back end, and what is about the page itself. */
import { memo } from 'react'
import { ExportButton } from '../../export/export-button.tsx'
import { ShelfButton } from '../../shelf/shelf-button.tsx'
import { LearnSheet } from '../../story/learn/learn-sheet.tsx'
import { BackendBadge } from './backend-badge.tsx'
import { HelpDialog } from '../help-dialog.tsx'
import { LiveOutputs } from './live-outputs.tsx'
import { PresetsMenu } from './presets-menu.tsx'
import { ProgressLine } from './progress-line.tsx'
import { RunControls } from './run-controls.tsx'
import { ShareButton } from './share-button.tsx'
import { StateLine } from './state-line.tsx'
import { ThemeButton } from './theme-button.tsx'

interface HeaderProps {
  helpOpen: boolean
  onHelp: (open: boolean) => void
}

export const Header = memo(function Header({ helpOpen, onHelp }: HeaderProps) {
  return (
    <header className="header">
      <div className="header-name">
        <Mark />
        <h1>Ganvas</h1>
        <PresetsMenu />
      </div>
      <div className="header-run">
        <RunControls />
        <LiveOutputs />
        <StateLine />
      </div>
      <div className="header-page">
        <BackendBadge />
        <LearnSheet />
        <ShelfButton />
        <ExportButton />
        <ShareButton />
        <ThemeButton />
        <HelpDialog open={helpOpen} onOpenChange={onHelp} />
      </div>
      <ProgressLine />
    </header>
  )
})

/** A real one, round, and a fake one, crossed: the two shapes of the stage. */
function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">
      <circle cx="7" cy="8" r="5.25" fill="none" stroke="var(--real)" strokeWidth="2.5" />
      <path
        d="M12.6 3.6l8.8 8.8m0-8.8l-8.8 8.8"
        stroke="var(--fake)"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
    </svg>
  )
}
