/** What may be done to all of the person's pictures at once: turned, mirrored, put on another ground. Each reads them again. */
import { FlipHorizontal2, RotateCw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { DataCard, DataChoice, Guess } from '../../../common/items/data-card.ts'
import { useActions } from '../../state/page.ts'
import { Button } from '../../ui/kit/button.tsx'

const TURNS = [0, 90, 180, 270] as const

interface PictureToolsProps extends Pick<DataCard, 'choice' | 'guesses'> {
  disabled: boolean
}

export function PictureTools({ choice, guesses, disabled }: PictureToolsProps) {
  const actions = useActions()
  const next = TURNS[(TURNS.indexOf(choice.turn) + 1) % TURNS.length] ?? 0
  return (
    <fieldset className="picture-tools" disabled={disabled} aria-label="All pictures">
      <Button
        look="outline"
        icon={<RotateCw size={14} aria-hidden="true" />}
        aria-label={`Turn by a quarter: now ${choice.turn} degrees`}
        onClick={() => actions.reread({ turn: next })}
      >
        {choice.turn === 0 ? 'Turn' : `${choice.turn}°`}
      </Button>
      <Button
        look="outline"
        icon={<FlipHorizontal2 size={14} aria-hidden="true" />}
        aria-pressed={choice.mirror}
        onClick={() => actions.reread({ mirror: !choice.mirror })}
      >
        Mirror
      </Button>
      <Background
        key={`${choice.background} ${groundOf(guesses)}`}
        background={choice.background}
        ground={groundOf(guesses)}
      />
    </fieldset>
  )
}

/** The colour that stands behind transparent pictures now; white where none are. */
function groundOf(guesses: readonly Guess[]): string {
  const guess = guesses.find(({ about }) => about === 'background')
  return guess?.options.find(({ inForce }) => inForce)?.change.background ?? '#ffffff'
}

/** Taken when the picker is closed: each look through it would read all files again. */
function Background({ background, ground }: Pick<DataChoice, 'background'> & { ground: string }) {
  const actions = useActions()
  const input = useRef<HTMLInputElement>(null)
  const [colour, setColour] = useState<string>(background === 'auto' ? ground : background)
  useEffect(() => {
    const element = input.current
    if (element === null) return
    const take = (): void => {
      if (isColour(element.value)) actions.reread({ background: element.value })
    }
    element.addEventListener('change', take)
    return () => element.removeEventListener('change', take)
  }, [actions])
  return (
    <>
      <label className="swatch" title="What stands behind transparent pictures and beside narrow ones">
        <input
          ref={input}
          type="color"
          value={colour}
          aria-label="Background"
          onChange={(event) => setColour(event.target.value)}
        />
        <span>Background</span>
      </label>
      {background !== 'auto' && <Button onClick={() => actions.reread({ background: 'auto' })}>Auto</Button>}
    </>
  )
}

function isColour(value: string): value is `#${string}` {
  return /^#[0-9a-f]{6}$/i.test(value)
}
