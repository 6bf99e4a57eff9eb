/** A part of a column that folds away. Native details: found by the browser's search, worked by the keyboard. No store. */
import { ChevronDown } from 'lucide-react'
import { useState, type ReactNode } from 'react'

interface PanelProps {
  title: string
  /** One line shown while the panel is folded. */
  summary?: ReactNode
  open?: boolean
  children: ReactNode
}

export function Panel({ title, summary, open = false, children }: PanelProps) {
  const [unfolded, setUnfolded] = useState(open)
  return (
    <details className="panel" open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
      <summary>
        <ChevronDown className="panel-arrow" size={14} aria-hidden="true" />
        <h2>{title}</h2>
        {!unfolded && <span className="panel-summary">{summary}</span>}
      </summary>
      <div className="panel-body">{children}</div>
    </details>
  )
}
