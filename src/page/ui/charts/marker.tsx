/** The shape of a role: fakes are crosses, reals round, the discriminator a diamond. An SVG group around (0, 0). */
import type { Role } from './model/chart-spec.ts'
import { roleColour } from './roles.ts'

interface Props {
  role: Role
  x: number
  y: number
}

export function Marker({ role, x, y }: Props) {
  const colour = roleColour(role)
  const halo = { stroke: 'var(--surface)', strokeWidth: 1.5, paintOrder: 'stroke' }
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      {role === 'real' && <circle r={3.2} fill={colour} {...halo} />}
      {role === 'discriminator' && <path d="M0 -4L4 0L0 4L-4 0Z" fill={colour} {...halo} />}
      {role === 'generator' && (
        <>
          <path d="M-3 -3L3 3M-3 3L3 -3" stroke="var(--surface)" strokeWidth={4.5} strokeLinecap="round" />
          <path d="M-3 -3L3 3M-3 3L3 -3" stroke={colour} strokeWidth={2} strokeLinecap="round" />
        </>
      )}
    </g>
  )
}
