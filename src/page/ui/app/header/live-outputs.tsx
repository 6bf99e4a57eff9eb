/** The two figures of the header. They change many times a second: not announced, but always readable. */
import { useGanvas } from '../../../state/page.ts'
import { wholeNumber } from '../../kit/number-words.ts'
import { SpeedControl } from './speed-control.tsx'
import { selectRate, selectRunning, selectStep } from './run-selectors.ts'

export function LiveOutputs() {
  return (
    <div className="live">
      <StepOutput />
      <RateOutput />
      <SpeedControl />
    </div>
  )
}

function StepOutput() {
  const step = useGanvas(selectStep)
  return (
    <span className="live-figure">
      <span className="live-name" aria-hidden="true">
        step
      </span>
      <output aria-label="Step" aria-live="off" className="live-value live-step">
        {wholeNumber(step)}
      </output>
    </span>
  )
}

function RateOutput() {
  const rate = useGanvas(selectRate)
  const running = useGanvas(selectRunning)
  return (
    <span className="live-figure">
      <output aria-label="Steps per second" aria-live="off" className="live-value live-rate">
        {running ? rateWords(rate) : '–'}
      </output>
      <span className="live-name" aria-hidden="true">
        steps/s
      </span>
    </span>
  )
}

/** Enough digits to see a change, few enough to read: 0.42, 8.5, 84, 1,240. */
export function rateWords(rate: number): string {
  if (!Number.isFinite(rate)) return '–'
  if (rate < 1) return rate.toFixed(2)
  return rate < 10 ? rate.toFixed(1) : wholeNumber(rate)
}
