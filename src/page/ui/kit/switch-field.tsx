/** On or off. No store. */
import { describedBy, EffectMark, EFFECT_WORDS, type FieldProps } from './field.tsx'

interface SwitchFieldProps extends FieldProps {
  value: boolean
  onCommit: (value: boolean) => void
}

export function SwitchField({ id, label, effect, description, value, onCommit }: SwitchFieldProps) {
  return (
    <div className="field field-switch">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <EffectMark effect={effect} />
      <input
        id={id}
        type="checkbox"
        role="switch"
        className="switch"
        checked={value}
        aria-describedby={describedBy(id)}
        onChange={(event) => onCommit(event.target.checked)}
      />
      <span className="hidden-words" id={describedBy(id)}>
        {description} {EFFECT_WORDS[effect]}
      </span>
    </div>
  )
}
