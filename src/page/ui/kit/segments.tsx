/** A few named options side by side, one of them chosen: a segmented radio group. No store. */

export interface Option<Id extends string = string> {
  readonly id: Id
  readonly label: string
  readonly meaning?: string
  /** Why it cannot be chosen now. */
  readonly blocked?: string | undefined
}

interface Props<Id extends string> {
  /** Of the radio buttons: no other group on the page may have it. */
  name: string
  options: readonly Option<Id>[]
  chosen: Id
  onChoose: (id: Id) => void
  /** The group's name, or the id of the element that says it. */
  'aria-label'?: string
  'aria-labelledby'?: string
  'aria-describedby'?: string
}

export function Segments<Id extends string>({ name, options, chosen, onChoose, ...aria }: Props<Id>) {
  return (
    <div className="segments" role="radiogroup" {...aria}>
      {options.map(({ id, label, meaning, blocked }) => (
        <label key={id} className="segment" title={blocked ?? meaning}>
          <input
            type="radio"
            name={name}
            value={id}
            checked={id === chosen}
            disabled={blocked !== undefined}
            onChange={() => onChoose(id)}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  )
}
