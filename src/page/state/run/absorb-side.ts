/**
 * What events of a side change, the same for the run and for its twin. Rows go to the side's series, not into the store. An
 * event of a side that is not there changes nothing.
 */
import type { RunEvent, Sink } from '../sink.ts'
import { absorbTimeline, cutTroubles, noteVerdict } from './timeline.ts'
import { figuresAt, lastRow } from './latest.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import type { SideState } from './side-types.ts'
import { NOTHING_MADE, withSide } from './sides.ts'

type Event<K extends RunEvent['type']> = Extract<RunEvent, { type: K }>

/** It begins, or goes on from a checkpoint: what was recorded after its step is gone. */
export function absorbStep({ side, step }: Event<'run'>, sink: Sink): void {
  const series = sink.series[side]
  const wentBack = series.lastStep > step
  series.truncate(step)
  renew(sink, side, ({ latest, marks, timeline, seriesVersion }) => ({
    ...(step > 0 ? (wentBack ? { latest: { ...latest, ...figuresAt(series) } } : {}) : NOTHING_MADE),
    step,
    // A change made at this very step is in force.
    marks: step > 0 ? marks.filter((mark) => mark.step <= step) : [],
    timeline: cutTroubles(timeline, step),
    seriesVersion: seriesVersion + 1,
  }))
}

export function absorbTick({ side, tick }: Event<'tick'>, sink: Sink): void {
  sink.series[side].append(tick.rows)
  renew(sink, side, ({ latest, verdict, timeline, seriesVersion }) => ({
    step: tick.step,
    latest: { ...latest, ...lastRow(tick.rows), stepsPerSecond: tick.stepsPerSecond },
    verdict: tick.verdict,
    seriesVersion: tick.rows.length > 0 ? seriesVersion + 1 : seriesVersion,
    ...(tick.metrics === undefined ? {} : { metrics: tick.metrics }),
    ...(tick.verdict.kind === verdict.kind
      ? {}
      : { timeline: noteVerdict(timeline, tick.verdict, tick.step) }),
  }))
}

/** The film is the run's; which past step is shown each side says for itself. */
export function absorbPast(event: Event<'film' | 'rewound' | 'step-kept'>, sink: Sink): void {
  const side = event.type === 'rewound' ? event.side : 'run'
  renew(sink, side, ({ timeline }) => ({ timeline: absorbTimeline(timeline, event) }))
}

/** Changes a side that is there. */
export function renew(
  { get, set }: Pick<Sink, 'get' | 'set'>,
  name: SideName,
  change: (side: SideState) => Partial<SideState>,
): void {
  const side = get().sides[name]
  if (side !== null) set(withSide(get(), name, change(side)))
}
