/** Small controls of the Save tab: one of several, and a count. No store. */
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { readNumber } from '../../kit/number-words.ts'

interface ChoiceProps {
  name: string
  options: readonly { id: string; label: string; blocked?: string }[]
  value: string
  onPick: (id: string) => void
}

export function Choice({ name, options, value, onPick }: ChoiceProps) {
  return (
    <label className="save-field select">
      <select aria-label={name} title={name} value={value} onChange={(event) => onPick(event.target.value)}>
        {options.map(({ id, label, blocked }) => (
          <option key={id} value={id} disabled={blocked !== undefined}>
            {blocked === undefined ? label : `${label} (${blocked})`}
          </option>
        ))}
      </select>
      <ChevronDown size={12} aria-hidden="true" />
    </label>
  )
}

interface CountProps {
  name: string
  value: number
  min: number
  max: number
  onChange: (value: number) => void
  /** Room for ten digits. */
  wide?: boolean
}

/** A whole number in a range; anything else typed is marked and leaves the old one. */
export function Count({ name, value, min, max, onChange, wide = false }: CountProps) {
  const [text, setText] = useState<string | null>(null)
  const read = (typed: string): number | null => {
    const number = readNumber(typed, true)
    if (typeof number !== 'number' || !Number.isInteger(number)) return null
    return number >= min && number <= max ? number : null
  }
  return (
    <label className="save-field save-count" data-wide={wide}>
      <span>{name}</span>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={name}
        aria-invalid={text !== null && read(text) === null}
        title={`${name}: ${min.toLocaleString('en')} to ${max.toLocaleString('en')}`}
        value={text ?? String(value)}
        onChange={(event) => {
          setText(event.target.value)
          const next = read(event.target.value)
          if (next !== null) onChange(next)
        }}
        onBlur={() => setText(null)}
      />
    </label>
  )
}
