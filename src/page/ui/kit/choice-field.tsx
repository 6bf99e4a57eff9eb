/**
 * One of several named options: side by side while they are few and short, else a drop-down list. The line below says
 * what the chosen one is. No store.
 */
import { ChevronDown } from 'lucide-react'
import { describedBy, Field, labelledBy, type FieldProps } from './field.tsx'
import { Segments, type Option } from './segments.tsx'

interface ChoiceFieldProps extends FieldProps {
  value: string
  options: readonly Option[]
  onCommit: (id: string) => void
}

/** So many letters fit beside each other in the narrow column. */
const ROOM = 26

/** True when options are few and short enough to stand side by side. */
export function fitsInARow(options: readonly Option[]): boolean {
  return options.length <= 4 && options.reduce((sum, { label }) => sum + label.length, 0) <= ROOM
}

export function ChoiceField(props: ChoiceFieldProps) {
  const chosen = props.options.find((option) => option.id === props.value)
  return fitsInARow(props.options) ? <Row {...props} /> : <DropDown {...props} meaning={chosen?.meaning} />
}

function Row({ value, options, onCommit, ...field }: ChoiceFieldProps) {
  return (
    <Field {...field} group>
      <Segments
        name={field.id}
        aria-labelledby={labelledBy(field.id)}
        aria-describedby={describedBy(field.id)}
        options={options}
        chosen={value}
        onChoose={onCommit}
      />
    </Field>
  )
}

function DropDown({
  value,
  options,
  onCommit,
  meaning,
  ...field
}: ChoiceFieldProps & { meaning: string | undefined }) {
  return (
    <Field {...field}>
      <span className="select">
        <select
          id={field.id}
          value={value}
          aria-describedby={describedBy(field.id)}
          onChange={(event) => onCommit(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.id} value={option.id} disabled={option.blocked !== undefined}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown size={14} aria-hidden="true" />
      </span>
      {meaning !== undefined && <p className="field-note">{meaning}</p>}
    </Field>
  )
}
