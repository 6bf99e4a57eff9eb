/** A drop-down of pins by their letters. */
import { ChevronDown } from 'lucide-react'
import type { Pin } from '../../../state/stage/latent-lab.ts'

interface Props {
  name: string
  pins: readonly Pin[]
  value: Pin | undefined
  onPick: (id: number) => void
}

export function PinSelect({ name, pins, value, onPick }: Props) {
  return (
    <label className="pin-select select">
      <select
        aria-label={name}
        value={value?.id ?? ''}
        onChange={(event) => onPick(Number(event.target.value))}
      >
        {pins.map((pin) => (
          <option key={pin.id} value={pin.id}>
            {pin.name}
          </option>
        ))}
      </select>
      <ChevronDown size={12} aria-hidden="true" />
    </label>
  )
}
