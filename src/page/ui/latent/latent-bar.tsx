/** The ways to move the hand at one press: a seed, chance, a walk, back to the middle. Words give way to room. */
import { Crosshair, Dices, Footprints } from 'lucide-react'
import { Button } from '../kit/button.tsx'
import { SeedField } from './seed-field.tsx'

interface Props {
  seed: number
  moved: boolean
  walking: boolean
  speed: number
  disabled: boolean
  onSeed: (seed: number) => void
  onRandom: () => void
  onWalk: (walking: boolean) => void
  onSpeed: (speed: number) => void
  onZero: () => void
}

/** Legs per second: a stroll to a run. */
const SLOWEST = 0.05
const FASTEST = 2

export function LatentBar(props: Props) {
  const { seed, moved, walking, speed, disabled } = props
  return (
    <>
      <SeedField seed={seed} moved={moved} onSeed={props.onSeed} />
      <Button
        icon={<Dices size={15} aria-hidden="true" />}
        title="A new seed, and its sample"
        disabled={disabled}
        onClick={props.onRandom}
      >
        <span className="roomy">Random</span>
      </Button>
      <Button
        icon={<Footprints size={15} aria-hidden="true" />}
        aria-pressed={walking}
        title="Walk from one draw of the prior to the next"
        disabled={disabled}
        onClick={() => props.onWalk(!walking)}
      >
        <span className="roomy">Walk</span>
      </Button>
      <input
        type="range"
        className="slider walk-speed"
        aria-label="Walk speed"
        aria-valuetext={`${speed.toFixed(2)} draws a second`}
        title={`${speed.toFixed(2)} draws a second`}
        min={Math.log(SLOWEST)}
        max={Math.log(FASTEST)}
        step={0.05}
        value={Math.log(speed)}
        style={{
          '--fill': `${(Math.log(speed / SLOWEST) / Math.log(FASTEST / SLOWEST)) * 100}%`,
        }}
        onChange={(event) => props.onSpeed(Math.exp(Number(event.target.value)))}
      />
      <Button
        icon={<Crosshair size={15} aria-hidden="true" />}
        title="Every dimension to 0: the middle of the prior"
        disabled={disabled}
        onClick={props.onZero}
      >
        <span className="roomy">Zero</span>
      </Button>
    </>
  )
}
