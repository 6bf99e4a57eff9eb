/** Widths of hidden layers: typed as 128, 128, or grown and shrunk a layer at a time. No store. */
import { Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from './button.tsx'
import { describedBy, Field, type FieldProps } from './field.tsx'
import { readNumber } from './number-words.ts'

interface WidthsFieldProps extends FieldProps {
  value: readonly number[]
  maxLayers: number
  unit: string
  /** Takes the widths as typed; entries that are no numbers stay text. The owner checks them. */
  onCommit: (candidate: (number | string)[]) => void
}

/** Width of a layer added to an empty network. */
const FIRST_WIDTH = 128

export function WidthsField({ value, maxLayers, unit, onCommit, ...field }: WidthsFieldProps) {
  const [text, setText] = useState<string | null>(null)
  const plain = value.join(', ')
  const commit = (): void => {
    if (text !== null && text !== plain) onCommit(readWidths(text))
    setText(null)
  }
  return (
    <Field {...field}>
      <span className="widths">
        <input
          id={field.id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          placeholder="none"
          value={text ?? plain}
          aria-describedby={describedBy(field.id)}
          aria-invalid={field.complaint !== null}
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
            if (event.key === 'Escape') setText(null)
          }}
        />
        <span className="unit">{unit}</span>
        <IconButton
          name={`Remove a layer from ${field.label}`}
          icon={<Minus size={14} />}
          disabled={value.length === 0}
          onClick={() => onCommit(value.slice(0, -1))}
        />
        <IconButton
          name={`Add a layer to ${field.label}`}
          icon={<Plus size={14} />}
          disabled={value.length >= maxLayers}
          onClick={() => onCommit([...value, value.at(-1) ?? FIRST_WIDTH])}
        />
      </span>
    </Field>
  )
}

/**
 * Splits at commas, spaces, semicolons, dots in the middle and crosses: 128,128 or 128 128 or 128×128. A part that begins with
 * zero was no width but the end of a grouped number, 1,024, and stays text.
 */
export function readWidths(text: string): (number | string)[] {
  return text
    .split(/[\s,;·×x]+/)
    .filter((part) => part !== '')
    .map((part) => (/^0\d/.test(part) ? part : readNumber(part, true)))
}
