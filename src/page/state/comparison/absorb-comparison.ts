/** What the beginning and the end of a comparison change. What each side does meanwhile: see absorb-side.ts. */
import { addNotice } from '../notices.ts'
import { renew } from '../run/absorb-side.ts'
import type { RunEvent, Sink } from '../sink.ts'
import { NOTHING_COMPARED } from './comparison-types.ts'

export type ComparisonEvent = Extract<RunEvent, { type: 'comparison' | 'twin-kept' }>

export function absorbComparison(event: ComparisonEvent, sink: Sink): void {
  if (event.type === 'twin-kept') absorbKept(event.since, sink)
  else if (event.since === null) absorbEnd(event.sentence, sink)
  else {
    // Rows of an earlier twin are kept after its end: its figures may have become the run's.
    if (sink.get().sides.twin === null) sink.series.twin.clear()
    sink.set({ parted: event.since })
  }
}

function absorbEnd(sentence: string | undefined, { series, set, get }: Sink): void {
  const { sides, notices } = get()
  if (sides.twin === null) return
  series.twin.clear()
  const { parted, side } = NOTHING_COMPARED
  set({ sides: { ...sides, twin: null }, parted, side })
  if (sentence !== undefined) set({ notices: addNotice(notices, { role: 'status', sentence }) })
}

/** The run's own history holds up to where the twin left it; from there on the twin's is the run's. */
function absorbKept(since: number, sink: Sink): void {
  const { series, set, get } = sink
  const { twin } = get().sides
  if (twin === null) return
  series.run.truncate(since)
  series.run.append(series.twin.rowsAfter(since))
  renew(sink, 'run', ({ latest, seriesVersion }) => ({
    latest: { ...twin.latest, stepsPerSecond: latest.stepsPerSecond },
    metrics: twin.metrics,
    verdict: twin.verdict,
    seriesVersion: seriesVersion + 1,
  }))
  set({ keptTwin: { since } })
}
