/**
 * What the run will need, and how far it has come, as a person would say it: before the click, under way, and once the pictures are
 * recognisable. Pure.
 */
import { kindEntry } from '../../../common/items/kinds.ts'
import { amountOf, amountWords } from '../../../common/need/enough-data.ts'
import {
  needAt,
  REALISTIC_SECONDS,
  type Need,
  type NeedFigures,
  type SideFigures,
} from '../../../common/need/need.ts'
import type { RunView } from '../../state/run/sides.ts'
import { wholeNumber } from '../kit/number-words.ts'

/** The first steps record, compile and draw: their rate says little. */
const SETTLED_STEPS = 10
const PICTURES = 'recognisable pictures'
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
  /** What it is on its way to: “recognisable pictures”. */
  readonly goal: string
}

type Seen = Pick<RunView, 'need' | 'dataset' | 'config' | 'step' | 'session' | 'latest'>

/** Null where there is nothing worth a line. */
export function needWords({ need, dataset, config, step, session, latest }: Seen): NeedWords | null {
  if (need === null || dataset === null) return null
  const running = session.state === 'running'
  const { says } = kindEntry(dataset.item.kind)
  const few = dataset.count > 0 && amountOf(dataset.count, says) !== 'enough'
  const data = amountWords(dataset, config) ?? ''
  const time = timeWords(need, step, running && step >= SETTLED_STEPS ? latest.stepsPerSecond : 0, running)
  if (time === null) return few ? { phase: 'data', time: '', data, share: null, goal: '' } : null
  return { ...time, data }
}

function timeWords(need: Need, step: number, live: number, running: boolean): Omit<NeedWords, 'data'> | null {
  const { recognisable, passes, stepsPerSecond, basis } = needAt(need, step, live)
  if (recognisable === null)
    return passes === null ? null : passesWords(passes, step, stepsPerSecond, running)
  const { steps, stepsLeft, secondsLeft, seconds, realistic } = recognisable
  if (stepsLeft === 0)
    return {
      phase: 'reached',
      time: 'Recognisable by now, as a rule; it goes on getting better.',
      share: null,
      goal: PICTURES,
    }
  const about = rounded(steps)
  if (step > 0 || running) {
    const left = secondsLeft === null ? '' : ` · ${durationWords(secondsLeft)} to go`
    const time = `Step ${wholeNumber(step)} of about ${about} to recognisable pictures${left}`
    return { phase: 'going', time, share: Math.min(1, step / steps), goal: PICTURES }
  }
  return { phase: 'before', time: beforeWords(), share: null, goal: PICTURES }

  function beforeWords(): string {
    if (seconds === null || stepsPerSecond === null)
      return `About ${about} steps to recognisable pictures; measuring this device …`
    const rate = `${rounded(stepsPerSecond)} a second${basis === 'at-least' ? ' or more' : ''}`
    const most = basis === 'at-least' ? 'At most' : 'About'
    const here = `${most} ${durationWords(seconds)} here to recognisable pictures: ${about} steps at ${rate}.`
    return realistic ? here : `${here} ${gpuWords(recognisable?.gpuSeconds ?? 0)}`
  }
}

/** Of networks that are given so many passes, whatever comes of it: when it is good is for the figures to say. */
function passesWords(
  { passes, steps, stepsLeft, seconds, secondsLeft }: NonNullable<NeedFigures['passes']>,
  step: number,
  stepsPerSecond: number | null,
  running: boolean,
): Omit<NeedWords, 'data'> {
  const goal = `${passes} passes over the rows`
  if (stepsLeft === 0)
    return {
      phase: 'reached',
      time: `Every row was learnt from ${passes} times. “Is it worth anything?” says whether that is enough.`,
      share: null,
      goal,
    }
  const about = rounded(steps)
  if (step > 0 || running) {
    const left = secondsLeft === null ? '' : ` · ${durationWords(secondsLeft)} to go`
    return {
      phase: 'going',
      time: `Step ${wholeNumber(step)} of about ${about} for ${goal}${left}`,
      share: Math.min(1, step / steps),
      goal,
    }
  }
  const time =
    seconds === null || stepsPerSecond === null
      ? `About ${about} steps for ${goal}, as is usual; measuring this device …`
      : `About ${durationWords(seconds)} here for ${goal}, as is usual: ${about} steps at ${rounded(stepsPerSecond)} a second.`
  return { phase: 'before', time, share: null, goal }
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
