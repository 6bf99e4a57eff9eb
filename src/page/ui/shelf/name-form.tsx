/** A field for a name and the button that takes it; the field is empty again then. Decides nothing about what is named. */
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../kit/button.tsx'

interface Props {
  /** What the field is called. */
  readonly label: string
  /** What it says while it is empty; the label where left out. */
  readonly hint?: string
  /** What the button says. */
  readonly order: string
  readonly disabled?: boolean
  readonly onName: (name: string) => void
}

export function NameForm({ label, hint = label, order, disabled = false, onName }: Props) {
  const [typed, setTyped] = useState('')
  const name = typed.trim()
  return (
    <form
      className="shelf-keep"
      onSubmit={(event) => {
        event.preventDefault()
        if (name !== '') onName(name)
        setTyped('')
      }}
    >
      <input
        type="text"
        aria-label={label}
        placeholder={hint}
        maxLength={80}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button
        look="outline"
        type="submit"
        icon={<Bookmark size={14} aria-hidden="true" />}
        disabled={disabled || name === ''}
      >
        {order}
      </Button>
    </form>
  )
}
