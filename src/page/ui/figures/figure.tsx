/** One live figure: its name, its value, its definition on hover and for a reader. Knows no store. */
import { useId } from 'react'
import type { Role } from '../charts/model/chart-spec.ts'
import { Marker } from '../charts/marker.tsx'

interface Props {
  label: string
  value: string
  /** Definition, unit, over how many items. */
  definition: string
  role?: Role
  /** The same of something else, in small below it. */
  beside?: string
}

export function Figure({ label, value, definition, role, beside }: Props) {
  const id = useId()
  return (
    <div className="figure" title={definition}>
      <span className="figure-label">
        {role !== undefined && (
          <svg width={9} height={9} viewBox="-5 -5 10 10" aria-hidden="true">
            <Marker role={role} x={0} y={0} />
          </svg>
        )}
        <span id={id}>{label}</span>
      </span>
      {/* Changes many times a second: a reader asks for it, it is not called out. */}
      <output aria-labelledby={id} aria-describedby={`${id}-about`} aria-live="off">
        {value}
      </output>
      {beside !== undefined && <span className="figure-beside">{beside}</span>}
      <span className="hidden-words" id={`${id}-about`}>
        {definition}
      </span>
    </div>
  )
}
