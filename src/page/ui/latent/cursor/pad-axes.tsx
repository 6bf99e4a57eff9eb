/** Which dimensions the pad steers, where there are more than two. */
import { ChevronDown } from 'lucide-react'

interface Props {
  dimensions: number
  across: number
  up: number
  onChange: (axes: { across: number; up: number }) => void
}

export function PadAxes({ dimensions, across, up, onChange }: Props) {
  return (
    <div className="pad-axes">
      <Axis
        name="Across"
        sign="→"
        value={across}
        {...{ dimensions }}
        onPick={(at) => onChange({ across: at, up })}
      />
      <Axis name="Up" sign="↑" value={up} {...{ dimensions }} onPick={(at) => onChange({ across, up: at })} />
    </div>
  )
}

interface AxisProps {
  name: string
  sign: string
  value: number
  dimensions: number
  onPick: (at: number) => void
}

function Axis({ name, sign, value, dimensions, onPick }: AxisProps) {
  return (
    <label className="pad-axis select">
      <span aria-hidden="true">{sign}</span>
      <select
        aria-label={`${name} on the pad`}
        value={value}
        onChange={(event) => onPick(Number(event.target.value))}
      >
        {Array.from({ length: dimensions }, (_, at) => (
          <option key={at} value={at}>
            z {at + 1}
          </option>
        ))}
      </select>
      <ChevronDown size={12} aria-hidden="true" />
    </label>
  )
}
