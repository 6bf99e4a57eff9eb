/** A run in a file: what the page adds to one that leaves, and puts back of one that comes. */
import type { LoadedRun } from '../../client/kept/shelf-client.ts'
import type { LoadedEvent } from '../../../common/protocol/run-file.ts'
import type { Sink } from '../sink.ts'
import { pinsOf } from '../stage/latent-lab.ts'
import { renew } from './absorb-side.ts'
import { figuresAt } from './latest.ts'

/** The charts, marks and pins of a run from a file, which stands already. */
export function absorbLoaded({ history, notes }: LoadedEvent, sink: Sink): void {
  const series = sink.series.run
  series.clear()
  series.append(history)
  renew(sink, 'run', ({ latest, seriesVersion }) => ({
    marks: notes.marks,
    seriesVersion: seriesVersion + 1,
    latest: { ...latest, ...figuresAt(series) },
  }))
  const latent = sink.get().sides.run.networks?.latent ?? 0
  sink.set({ pins: pinsOf(notes.pins, latent), earlier: null })
}

/** “ring.ganvas is open at step 1,200.” */
export function loadedWords(name: string, { step, missing }: LoadedRun): string {
  const at = step.toLocaleString('en')
  return missing === null
    ? `${name} is open at step ${at}.`
    : `${name} is open. Its ${missing} are not in it: add them, and it goes on at step ${at}.`
}
