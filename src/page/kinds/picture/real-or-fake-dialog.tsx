/**
 * Be the discriminator: a shuffled row of reals and fakes to sort by eye, then your score beside the discriminator’s.
 */
import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useEffect, useMemo, useState } from 'react'
import type { RealOrFake } from '../../../common/protocol/picture-explanation.ts'
import { toFailure } from '../../../common/failure.ts'
import { useActions, usePictures } from '../../state/page.ts'
import { Button, IconButton } from '../../ui/kit/button.tsx'
import { plain } from './maps.ts'
import { discriminatorRight, roundWords, yourRight, type Guess } from './real-or-fake-score.ts'
import { PixelCanvas } from './pixel-canvas.tsx'

const COUNT = 12

export function RealOrFakeDialog({ onClose }: { onClose: () => void }) {
  const [seed, setSeed] = useState(1)
  const [tally, setTally] = useState({ rounds: 0, you: 0, discriminator: 0 })
  const row = useRealOrFake(seed)
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog lineup" aria-describedby="lineup-help">
          <div className="dialog-head">
            <Dialog.Title>Be the detective</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close" icon={<X size={16} />} />
            </Dialog.Close>
          </div>
          <div className="dialog-body" tabIndex={0}>
            <p id="lineup-help">
              Half of these are real, half are the forger’s of this very moment. Click a picture once for
              real, again for fake; or press R or F on it.
            </p>
            {row === null ? (
              <p>One moment.</p>
            ) : (
              <Round
                key={seed}
                row={row}
                onJudged={(you, discriminator) =>
                  setTally(({ rounds, ...sum }) => ({
                    rounds: rounds + 1,
                    you: sum.you + you,
                    discriminator: sum.discriminator + discriminator,
                  }))
                }
                onNext={() => setSeed(seed + 1)}
              />
            )}
            {tally.rounds > 0 && (
              <p className="lineup-tally" aria-live="polite">
                {roundWords(tally, COUNT)}
              </p>
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface RoundProps {
  row: RealOrFake
  onJudged: (you: number, discriminator: number) => void
  onNext: () => void
}

function Round({ row, onJudged, onNext }: RoundProps) {
  const [guesses, setGuesses] = useState<Guess[]>(() => row.real.map(() => null))
  const [judged, setJudged] = useState(false)
  const open = guesses.filter((guess) => guess === null).length
  const guess = (at: number, next: Guess): void => {
    if (!judged) setGuesses(guesses.with(at, next))
  }
  return (
    <>
      <ol className="lineup-row">
        {row.real.map((real, i) => (
          <li key={i}>
            <Suspect
              row={row}
              at={i}
              guess={guesses[i] ?? null}
              judged={judged}
              real={real}
              onGuess={guess}
            />
          </li>
        ))}
      </ol>
      <div className="why-foot">
        {judged ? (
          <Button look="primary" onClick={onNext}>
            Another row
          </Button>
        ) : (
          <Button
            look="primary"
            disabled={open > 0}
            onClick={() => {
              setJudged(true)
              onJudged(yourRight(guesses, row), discriminatorRight(row))
            }}
          >
            Compare with the detective
          </Button>
        )}
        <p aria-live="polite">
          {judged
            ? `You: ${yourRight(guesses, row)} of ${row.count}. The detective, on the same pictures: ${discriminatorRight(row)} of ${row.count}.`
            : open > 0
              ? `${open} still to sort.`
              : 'All sorted.'}
        </p>
      </div>
    </>
  )
}

interface SuspectProps {
  row: RealOrFake
  at: number
  guess: Guess
  judged: boolean
  real: boolean
  onGuess: (at: number, guess: Guess) => void
}

function Suspect({ row, at, guess, judged, real, onGuess }: SuspectProps) {
  const { size, channels, pictures, scores } = row
  const bytes = useMemo(() => {
    const length = size * size * channels
    return plain(pictures.subarray(at * length, (at + 1) * length), channels)
  }, [at, channels, pictures, size])
  const said = guess === null ? 'not sorted' : `you say ${guess}`
  const truth = judged ? `; it is ${real ? 'real' : 'fake'}` : ''
  return (
    <button
      type="button"
      className="lineup-suspect"
      data-guess={guess ?? 'none'}
      data-verdict={judged ? (guess === (real ? 'real' : 'fake') ? 'right' : 'wrong') : 'open'}
      aria-label={`Picture ${at + 1}: ${said}${truth}`}
      onClick={() => onGuess(at, guess === 'real' ? 'fake' : 'real')}
      onKeyDown={(event) => {
        const key = event.key.toLowerCase()
        if (key === 'r' || key === 'f') {
          event.stopPropagation()
          onGuess(at, key === 'r' ? 'real' : 'fake')
        }
      }}
    >
      <PixelCanvas bytes={bytes} side={size} label="" />
      <span className="lineup-said">{guess ?? '?'}</span>
      {judged && (
        <span className="lineup-truth">
          {real ? 'real' : 'fake'}
          <small>D {(scores[at] ?? NaN).toFixed(2)}</small>
        </span>
      )}
    </button>
  )
}

function useRealOrFake(seed: number): RealOrFake | null {
  const pictures = usePictures()
  const actions = useActions()
  const [row, setRow] = useState<{ seed: number; lineup: RealOrFake } | null>(null)
  useEffect(() => {
    let wanted = true
    pictures.lineup(seed, COUNT).then(
      (lineup) => {
        if (wanted) setRow({ seed, lineup })
      },
      (thrown: unknown) => {
        const { sentence, nextStep } = toFailure(thrown)
        if (wanted) actions.say({ role: 'alert', sentence, nextStep })
      },
    )
    return () => {
      wanted = false
    }
  }, [actions, pictures, seed])
  return row?.seed === seed ? row.lineup : null
}
