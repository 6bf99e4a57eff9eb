/** The seed of the sample under the hand: typed, or drawn by chance. */
import { useState } from 'react'
import { readSeed } from './seed.ts'

interface Props {
  seed: number
  /** The hand has left the place of the seed. */
  moved: boolean
  onSeed: (seed: number) => void
}

export function SeedField({ seed, moved, onSeed }: Props) {
  const [text, setText] = useState<string | null>(null)
  const commit = (): void => {
    const read = text === null ? null : readSeed(text)
    setText(null)
    if (read !== null && (read !== seed || moved)) onSeed(read)
  }
  const wrong = text !== null && text.trim() !== '' && readSeed(text) === null
  return (
    <label
      className="seed-field"
      data-moved={moved}
      title={moved ? 'The hand has moved on from this seed.' : 'Seed of the sample under the hand'}
    >
      <span>Seed</span>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={moved ? 'Latent seed, moved on from' : 'Latent seed'}
        aria-invalid={wrong}
        value={text ?? String(seed)}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => setText(null)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
          if (event.key === 'Escape') setText(null)
        }}
      />
    </label>
  )
}
