/**
 * Pinned samples: put one under the hand, go between two, reckon with three, or travel through all. A pin is a
 * latent: what it shows follows the generator.
 */
import { ChevronLeft, ChevronRight, Repeat, Trash2 } from 'lucide-react'
import { useMemo, useState, type KeyboardEvent } from 'react'
import type { Pin } from '../../../state/stage/latent-lab.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { arithmetic, mix, onLoop } from './between.ts'
import { LabTools, type TabProps } from '../lab-bar.tsx'
import { PinSelect } from './pin-select.tsx'
import { Thumb } from '../thumb.tsx'
import { useFrames } from './use-frames.ts'
import { useDraw } from '../use-lab-kind.ts'
import { useSamples } from '../use-samples.ts'

const selectPins = ({ pins }: PageState): readonly Pin[] => pins

interface Props extends TabProps {
  /** The loop through all pins is running; whoever else moves the hand stops it. */
  looping: boolean
  onLooping: (on: boolean) => void
}

export function PinsTab({ prior, cursor, onGrasp, looping, onLooping }: Props) {
  const pins = useGanvas(selectPins)
  const actions = useActions()
  const [chosen, setChosen] = useState<number | null>(null)
  const selected = pins.find(({ id }) => id === chosen) ?? null
  if (pins.length === 0) {
    return (
      <p className="lab-empty">
        Nothing is pinned yet. Move the hand to a sample you like and press <b>Pin this sample</b>, the pin at
        the right above. Two pins can be blended, three reckoned with, and all of them travelled through.
      </p>
    )
  }
  return (
    <div className="lab-pins">
      <LabTools>
        {selected !== null && (
          <>
            <span className="lab-figures">Pin {selected.name}</span>
            <IconButton
              name="Move pin earlier"
              icon={<ChevronLeft size={15} />}
              onClick={() => actions.movePin(selected.id, -1)}
            />
            <IconButton
              name="Move pin later"
              icon={<ChevronRight size={15} />}
              onClick={() => actions.movePin(selected.id, 1)}
            />
            <IconButton
              name="Remove pin"
              icon={<Trash2 size={15} />}
              onClick={() => actions.unpin(selected.id)}
            />
          </>
        )}
      </LabTools>
      <PinStrip
        pins={pins}
        selected={selected}
        onChoose={(pin) => {
          setChosen(pin.id)
          onGrasp()
          cursor.move(pin.latent)
        }}
      />
      <Between {...{ pins, prior, cursor, onGrasp }} />
      <Arithmetic {...{ pins, prior, cursor, onGrasp }} />
      <Loop {...{ pins, prior, cursor, onGrasp, looping, onLooping }} />
    </div>
  )
}

function PinStrip({
  pins,
  selected,
  onChoose,
}: {
  pins: readonly Pin[]
  selected: Pin | null
  onChoose: (pin: Pin) => void
}) {
  const actions = useActions()
  const looks = useSamples(useMemo(() => pins.map(({ latent }) => latent), [pins]))
  const draw = useDraw()
  const press = (event: KeyboardEvent, pin: Pin): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') actions.unpin(pin.id)
    else if (event.shiftKey && event.key === 'ArrowLeft') actions.movePin(pin.id, -1)
    else if (event.shiftKey && event.key === 'ArrowRight') actions.movePin(pin.id, 1)
    else return
    event.preventDefault()
  }
  return (
    <div className="pin-strip" role="group" aria-label="Pins">
      {pins.map((pin) => (
        <button
          key={pin.id}
          type="button"
          className="pin"
          aria-label={`Pin ${pin.name}`}
          aria-pressed={pin === selected}
          aria-keyshortcuts="Delete Shift+ArrowLeft Shift+ArrowRight"
          title={`Put ${pin.name} under the hand. Delete removes it, Shift with an arrow moves it.`}
          onClick={() => onChoose(pin)}
          onKeyDown={(event) => press(event, pin)}
        >
          <Thumb item={looks.get(pin.latent) ?? null} draw={draw} />
          <span aria-hidden="true">{pin.name}</span>
        </button>
      ))}
    </div>
  )
}

type RowProps = Pick<TabProps, 'prior' | 'cursor' | 'onGrasp'> & { pins: readonly Pin[] }

/** The pin chosen in a list, or the one at a place when that is gone. */
function usePick(pins: readonly Pin[], place: number): [Pin | undefined, (id: number) => void] {
  const [id, setId] = useState<number | null>(null)
  return [pins.find((pin) => pin.id === id) ?? pins[Math.min(place, pins.length - 1)], setId]
}

function Between({ pins, prior, cursor, onGrasp }: RowProps) {
  const [from, setFrom] = usePick(pins, 0)
  const [to, setTo] = usePick(pins, 1)
  const [share, setShare] = useState(0)
  const go = (next: number): void => {
    setShare(next)
    if (from === undefined || to === undefined) return
    onGrasp()
    cursor.move(mix(from.latent, to.latent, next, prior))
  }
  return (
    <div className="lab-row">
      <span className="lab-row-name">Between</span>
      <PinSelect name="From pin" pins={pins} value={from} onPick={setFrom} />
      <input
        type="range"
        className="slider"
        aria-label="Way between two pins"
        aria-valuetext={`${Math.round(share * 100)} % of the way from ${from?.name ?? ''} to ${to?.name ?? ''}`}
        min={0}
        max={1}
        step={0.01}
        value={share}
        style={{ '--fill': `${share * 100}%` }}
        onChange={(event) => go(Number(event.target.value))}
      />
      <PinSelect name="To pin" pins={pins} value={to} onPick={setTo} />
      <span className="lab-told" aria-hidden="true">
        {Math.round(share * 100)} %
      </span>
    </div>
  )
}

function Arithmetic({ pins, prior, cursor, onGrasp }: RowProps) {
  const [a, setA] = usePick(pins, 0)
  const [b, setB] = usePick(pins, 1)
  const [c, setC] = usePick(pins, 2)
  return (
    <div className="lab-row">
      <span className="lab-row-name">Reckon</span>
      <PinSelect name="First pin of the sum" pins={pins} value={a} onPick={setA} />
      <span aria-hidden="true">−</span>
      <PinSelect name="Pin taken away" pins={pins} value={b} onPick={setB} />
      <span aria-hidden="true">+</span>
      <PinSelect name="Pin added" pins={pins} value={c} onPick={setC} />
      <Button
        look="outline"
        title={
          prior === 'normal'
            ? 'A − B + C, brought back to the longest of the three: hardly a draw lies further out'
            : 'A − B + C, held within the prior'
        }
        onClick={() => {
          if (a === undefined || b === undefined || c === undefined) return
          onGrasp()
          cursor.move(arithmetic(a.latent, b.latent, c.latent, prior))
        }}
      >
        Put under the hand
      </Button>
    </div>
  )
}

/** Pins a second. */
const SLOWEST = 0.1
const FASTEST = 4

function Loop({
  pins,
  prior,
  cursor,
  onGrasp,
  looping,
  onLooping,
}: RowProps & Pick<Props, 'looping' | 'onLooping'>) {
  const [speed, setSpeed] = useState(0.7)
  const [place, setPlace] = useState(0)
  const able = pins.length > 1
  useFrames(looping && able, (seconds) => {
    const next = (place + seconds * speed) % pins.length
    const latent = onLoop(
      pins.map((pin) => pin.latent),
      next,
      prior,
    )
    setPlace(next)
    if (latent !== null) cursor.move(latent)
  })
  return (
    <div className="lab-row">
      <span className="lab-row-name">Loop</span>
      <Button
        look="outline"
        icon={<Repeat size={14} aria-hidden="true" />}
        aria-pressed={looping && able}
        disabled={!able}
        title={able ? 'Travel through all pins and back to the first' : 'A loop needs two pins'}
        onClick={() => {
          const on = !looping
          onGrasp()
          onLooping(on)
        }}
      >
        Through all pins
      </Button>
      <input
        type="range"
        className="slider"
        aria-label="Loop speed"
        aria-valuetext={`${speed.toFixed(2)} pins a second`}
        title={`${speed.toFixed(2)} pins a second`}
        min={Math.log(SLOWEST)}
        max={Math.log(FASTEST)}
        step={0.05}
        value={Math.log(speed)}
        style={{ '--fill': `${(Math.log(speed / SLOWEST) / Math.log(FASTEST / SLOWEST)) * 100}%` }}
        onChange={(event) => setSpeed(Math.exp(Number(event.target.value)))}
      />
      <span className="lab-told" aria-hidden="true">
        {speed.toFixed(1)} pins/s
      </span>
    </div>
  )
}
