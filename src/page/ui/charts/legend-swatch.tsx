/** A line as it looks on the chart, with its role's marker: what stands before a name in a legend. */
import type { Role } from './model/chart-spec.ts'
import { Marker } from './marker.tsx'
import { DASH, roleColour } from './roles.ts'

export function LegendSwatch({ role }: { role: Role }) {
  return (
    <svg className="legend-swatch" width={20} height={10} viewBox="0 0 20 10" aria-hidden="true">
      <path d="M0 5H20" stroke={roleColour(role)} strokeWidth={1.5} strokeDasharray={DASH[role]} />
      <Marker role={role} x={10} y={5} />
    </svg>
  )
}
