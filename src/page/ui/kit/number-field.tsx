/**
 * A number: a typed value with its unit, and a slider where a slider makes sense. Arrow keys in the typed field go to
 * the next sensible value. No store.
 */
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import './css-variables.ts'
import { describedBy, Field, type FieldProps } from './field.tsx'
import { plainNumber, readNumber } from './number-words.ts'
import { hasSlider, logStops, nearestStop, neighbour, type NumberRange } from './slider-scale.ts'
import { useDraft } from './use-draft.ts'

interface NumberFieldProps extends FieldProps {
  value: number
  range: NumberRange
  unit: string
  /** Fractions make no sense here: a comma before three digits parts thousands. */
  whole?: boolean
  /** Takes what was typed or slid to; text when it was no number. The owner checks it. */
  onCommit: (candidate: number | string) => void
  /** Stands between the label and the typed value. */
  extra?: ReactNode
}

export function NumberField({
  value,
  range,
  unit,
  whole = false,
  onCommit,
  extra,
  ...field
}: NumberFieldProps) {
  const draft = useDraft(value, onCommit)
  return (
    <Field
      {...field}
      beside={
        <span className="number-beside">
          {extra}
          <TypedNumber {...{ value: draft.shown, range, unit, whole, onCommit }} {...field} />
        </span>
      }
    >
      {hasSlider(range) && (
        <Slider
          label={`${field.label} slider`}
          value={draft.shown}
          range={range}
          unit={unit}
          onSlide={(next, down) => draft.change(next, down && field.effect !== 'live')}
          onRelease={() => draft.settle()}
        />
      )}
    </Field>
  )
}

type TypedProps = Pick<
  NumberFieldProps,
  'id' | 'value' | 'range' | 'unit' | 'whole' | 'onCommit' | 'complaint'
>

function TypedNumber({ id, value, range, unit, whole, onCommit, complaint }: TypedProps) {
  const [text, setText] = useState<string | null>(null)
  const commit = (): void => {
    if (text !== null && text.trim() !== plainNumber(value)) onCommit(readNumber(text, whole))
    setText(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') commit()
    else if (event.key === 'Escape') setText(null)
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      const typed = text === null ? value : readNumber(text, whole)
      onCommit(neighbour(range, typeof typed === 'number' ? typed : value, event.key === 'ArrowUp' ? 1 : -1))
      setText(null)
    }
  }
  return (
    <span className="typed-number">
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={text ?? plainNumber(value)}
        aria-describedby={describedBy(id)}
        aria-invalid={complaint !== null}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {unit !== '' && <span className="unit">{unit}</span>}
    </span>
  )
}

interface SliderProps {
  label: string
  value: number
  range: NumberRange
  unit: string
  /** @param down the pointer is still down */
  onSlide: (value: number, down: boolean) => void
  onRelease: () => void
}

function Slider({ label, value, range, unit, onSlide, onRelease }: SliderProps) {
  const down = useRef(false)
  const stops = useMemo(() => (range.scale === 'log' ? logStops(range) : null), [range])
  const at = stops === null ? value : nearestStop(stops, value)
  const low = stops === null ? range.min : 0
  const high = stops === null ? range.max : stops.length - 1
  const release = (): void => {
    down.current = false
    onRelease()
  }
  return (
    <input
      type="range"
      className="slider"
      aria-label={label}
      aria-valuetext={`${plainNumber(value)} ${unit}`.trim()}
      min={low}
      max={high}
      step={stops === null ? range.step : 1}
      value={at}
      style={{ '--fill': `${((at - low) / (high - low)) * 100}%` }}
      onPointerDown={() => (down.current = true)}
      onPointerUp={release}
      onPointerCancel={release}
      onBlur={release}
      onChange={(event) => {
        const next = Number(event.target.value)
        onSlide(stops === null ? next : (stops[next] ?? value), down.current)
      }}
    />
  )
}
