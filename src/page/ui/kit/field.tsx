/**
 * The frame of every control: label, mark of what a change demands, the control, and what is wrong with the last try.
 * Knows no store and no setting.
 */
import { Power, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'

export type FieldEffect = 'live' | 'discriminator' | 'rebuild' | 'restart'

/** What a change demands, in the words shown before the click. */
export const EFFECT_WORDS: Readonly<Record<FieldEffect, string>> = {
  live: 'Takes effect at once, training goes on.',
  discriminator: 'Builds the detective anew: the forger keeps what it learnt, training goes on.',
  rebuild: 'Builds both networks anew: training starts over.',
  restart: 'Restarts the engine; the run goes on from its last step.',
}

export interface FieldProps {
  /** Id of the control that the label points at; other ids derive from it. */
  id: string
  label: string
  effect: FieldEffect
  /** One line for assistive technology: meaning, range, unit. */
  description: string
  /** What was wrong with the last try; the old value stands. */
  complaint: string | null
}

interface FrameProps extends FieldProps {
  /** Stands to the right of the label. */
  beside?: ReactNode
  children?: ReactNode
  /** The label names a group of controls rather than one. */
  group?: boolean
}

/** Id of the hidden description of a control. */
export const describedBy = (id: string): string => `${id}-about`
/** Id of the label of a group. */
export const labelledBy = (id: string): string => `${id}-label`

export function Field({ id, label, effect, description, complaint, beside, children, group }: FrameProps) {
  return (
    <div className="field">
      <div className="field-head">
        {group === true ? (
          <span className="field-label" id={labelledBy(id)}>
            {label}
          </span>
        ) : (
          <label className="field-label" id={labelledBy(id)} htmlFor={id}>
            {label}
          </label>
        )}
        <EffectMark effect={effect} />
        {beside}
      </div>
      {children}
      <span className="hidden-words" id={describedBy(id)}>
        {description} {EFFECT_WORDS[effect]}
      </span>
      <p className="field-complaint" role="alert" hidden={complaint === null}>
        {complaint}
      </p>
    </div>
  )
}

/** The small sign beside a label: nothing for a live setting. */
export function EffectMark({ effect }: { effect: FieldEffect }) {
  if (effect === 'live') return null
  const Icon = effect === 'restart' ? Power : RefreshCw
  return (
    <span className="effect-mark" data-effect={effect} title={EFFECT_WORDS[effect]} aria-hidden="true">
      <Icon size={11} strokeWidth={2.25} />
    </span>
  )
}
