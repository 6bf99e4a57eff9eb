/**
 * What the run will need, and how far it has come, as a person would say it: before the click, under way, and once the pictures are
 * recognisable. Pure.
 */
import { amountOf, amountWords } from '../../../common/need/enough-data.ts'
import { needAt, REALISTIC_SECONDS, type Need, type SideFigures } from '../../../common/need/need.ts'
import type { RunView } from '../../state/run/sides.ts'
import { wholeNumber } from '../kit/number-words.ts'

/** The first steps record, compile and draw: their rate says little. */
const SETTLED_STEPS = 10
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface NeedWords {
  /**
   * `before`: what will be needed. `going`: how far it has come, words that change by themselves. `reached`. `data`: nothing is
   * said but of the data.
   */
  readonly phase: 'before' | 'going' | 'reached' | 'data'
  /** Empty where nothing is known of the time. */
  readonly time: string
  /** A word on how many data there are; empty where they are made by a formula. */
  readonly data: string
  /** How far it has come, in [0, 1]; null unless it is going. */
  readonly share: number | null
}

type Seen = Pick<RunView, 'need' | 'dataset' | 'config' | 'step' | 'session' | 'latest'>

/** Null where there is nothing worth a line. */
export function needWords({ need, dataset, config, step, session, latest }: Seen): NeedWords | null {
  if (need === null || dataset === null) return null
  const running = session.state === 'running'
  const few = dataset.count > 0 && amountOf(dataset.count) !== 'enough'
  const data = amountWords(dataset, config) ?? ''
  const time = timeWords(need, step, running && step >= SETTLED_STEPS ? latest.stepsPerSecond : 0, running)
  if (time === null) return few ? { phase: 'data', time: '', data, share: null } : null
  return { ...time, data }
}

function timeWords(need: Need, step: number, live: number, running: boolean): Omit<NeedWords, 'data'> | null {
  const { recognisable, stepsPerSecond, basis } = needAt(need, step, live)
  if (recognisable === null) return null
  const { steps, stepsLeft, secondsLeft, seconds, realistic } = recognisable
  if (stepsLeft === 0)
    return {
      phase: 'reached',
      time: 'Recognisable by now, as a rule; it goes on getting better.',
      share: null,
    }
  const about = rounded(steps)
  if (step > 0 || running) {
    const left = secondsLeft === null ? '' : ` · ${durationWords(secondsLeft)} to go`
    const time = `Step ${wholeNumber(step)} of about ${about} to recognisable pictures${left}`
    return { phase: 'going', time, share: Math.min(1, step / steps) }
  }
  return { phase: 'before', time: beforeWords(), share: null }

  function beforeWords(): string {
    if (seconds === null || stepsPerSecond === null)
      return `About ${about} steps to recognisable pictures; measuring this device …`
    const rate = `${rounded(stepsPerSecond)} a second${basis === 'at-least' ? ' or more' : ''}`
    const most = basis === 'at-least' ? 'At most' : 'About'
    const here = `${most} ${durationWords(seconds)} here to recognisable pictures: ${about} steps at ${rate}.`
    return realistic ? here : `${here} ${gpuWords(recognisable?.gpuSeconds ?? 0)}`
  }
}

/** What makes sense of a time that nobody waits for. */
export function gpuWords(seconds: number): string {
  return `A good GPU (5 TFLOP/s) would take ${durationWords(seconds)}.`
}

/** One side of the table of other sides. */
export function sideWords({ seconds, gpuSeconds, realistic }: SideFigures): { here: string; gpu: string } {
  const here = seconds === null ? '–' : durationWords(seconds)
  return { here: realistic ? here : `${here}: not here`, gpu: durationWords(gpuSeconds) }
}

/** “over 2 h”, for the note beneath that table. */
export const UNREALISTIC = `over ${durationWords(REALISTIC_SECONDS)}`

/** As exact as anybody would say it: “a few seconds”, “40 s”, “6 min”, “25 min”, “1½ h”, “9 h”, “3 days”. */
export function durationWords(seconds: number): string {
  if (seconds < 7.5) return 'a few seconds'
  if (seconds < 55) return `${to(seconds, seconds < 27.5 ? 5 : 10)} s`
  const minutes = seconds / MINUTE
  if (minutes < 9.5) return `${Math.max(1, Math.round(minutes))} min`
  if (minutes < 57.5) return `${to(minutes, 5)} min`
  const hours = seconds / HOUR
  if (hours < 9.75) return `${halves(hours)} h`
  if (hours < 36) return `${Math.round(hours)} h`
  return `${wholeNumber(Math.round(seconds / DAY))} days`
}

/** 1½, 2, 2½. */
function halves(value: number): string {
  const whole = Math.floor(to(value, 0.5))
  return to(value, 0.5) > whole ? `${whole}½` : `${whole}`
}

/** Two figures that count: 0.42, 2.6, 26, 940, 1,900. */
export function rounded(value: number): string {
  const rough = Number(value.toPrecision(2))
  return rough < 10 ? String(rough) : wholeNumber(rough)
}

function to(value: number, grain: number): number {
  return Math.round(value / grain) * grain
}
