/** What moves the walk: back, play, on, pace, repeat, and which part of a step is made. */
import { ChevronDown, ChevronLeft, ChevronRight, Pause, Play, Repeat } from 'lucide-react'
import type { StepPart } from '../../../../common/protocol/report.ts'
import { useGanvas } from '../../../state/page.ts'
import { selectCanTrain } from '../../app/header/run-selectors.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import type { SlowWalk } from './use-slow-walk.ts'

const PARTS: readonly { id: StepPart; label: string; meaning: string }[] = [
  {
    id: 'both',
    label: 'Both networks',
    meaning: 'A whole step: the detective k times, then the forger. Counts like any other',
  },
  { id: 'forwards', label: 'Forwards', meaning: 'Noise, fakes and scores; nothing is trained' },
  {
    id: 'discriminator',
    label: 'Detective only',
    meaning: 'Only the detective is trained, k times. Counts as no step; marked on the charts',
  },
  {
    id: 'generator',
    label: 'Forger only',
    meaning: 'Only the forger is trained, once. Counts as no step; marked on the charts',
  },
]

/** Seconds a stage is shown for. */
const QUICKEST = 0.5
const SLOWEST = 8

export function SlowControls({ walk }: { walk: SlowWalk }) {
  const able = useGanvas(selectCanTrain)
  const { stages, at, playing, making, seconds } = walk
  return (
    <div className="slow-bar">
      <div className="slow-steps" role="group" aria-label="Stages">
        <IconButton
          name="Previous stage"
          aria-keyshortcuts="ArrowLeft"
          icon={<ChevronLeft size={16} />}
          disabled={at === 0}
          onClick={() => walk.back()}
        />
        <Button
          look="outline"
          className="slow-play"
          icon={playing ? <Pause size={13} fill="currentColor" /> : <Play size={13} fill="currentColor" />}
          disabled={!able}
          title={playing ? 'Stop walking' : 'Make one step and walk through it'}
          onClick={() => walk.play(!playing)}
        >
          {playing ? 'Stop' : 'Walk'}
        </Button>
        <IconButton
          name={at >= stages.length - 1 ? 'Make a step' : 'Next stage'}
          aria-keyshortcuts="ArrowRight"
          icon={<ChevronRight size={16} />}
          disabled={!able || making}
          onClick={() => walk.next()}
        />
      </div>
      <label className="slow-part">
        <span className="hidden-words">What is made</span>
        <span className="select">
          <select value={walk.part} onChange={(event) => walk.setPart(partOf(event.target.value))}>
            {PARTS.map(({ id, label, meaning }) => (
              <option key={id} value={id} title={meaning}>
                {label}
              </option>
            ))}
          </select>
          <ChevronDown size={14} aria-hidden="true" />
        </span>
      </label>
      <span className="slow-pace-words" aria-hidden="true">
        {seconds.toFixed(1)} s a stage
      </span>
      <input
        type="range"
        className="slider slow-pace"
        aria-label="Seconds per stage"
        aria-valuetext={`${seconds.toFixed(1)} seconds`}
        title={`${seconds.toFixed(1)} seconds a stage`}
        min={QUICKEST}
        max={SLOWEST}
        step={0.5}
        value={seconds}
        style={{ '--fill': `${((seconds - QUICKEST) / (SLOWEST - QUICKEST)) * 100}%` }}
        onChange={(event) => walk.setSeconds(Number(event.target.value))}
      />
      <IconButton
        name="Repeat with new steps"
        aria-pressed={walk.repeat}
        className="slow-repeat"
        icon={<Repeat size={14} />}
        onClick={() => walk.setRepeat(!walk.repeat)}
      />
      <span className="slow-place">{stages.length === 0 ? '' : `${at + 1} of ${stages.length}`}</span>
    </div>
  )
}

function partOf(value: string): StepPart {
  return PARTS.find(({ id }) => id === value)?.id ?? 'both'
}
