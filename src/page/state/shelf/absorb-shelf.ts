/** What is heard of the run's being kept, and what of a kept run the page alone shows. Sends nothing. */
import type { ShelfEvent, TwinShown } from '../../../common/protocol/shelf.ts'
import type { SideNotes } from '../../../common/protocol/run-file.ts'
import { assertNever } from '../../../common/assert-never.ts'
import { addNotice } from '../notices.ts'
import { renew } from '../run/absorb-side.ts'
import { figuresAt } from '../run/latest.ts'
import type { SideState } from '../run/side-types.ts'
import type { Sink } from '../sink.ts'
import { pinsOf } from '../stage/latent-lab.ts'

type TakenUp = Extract<ShelfEvent, { type: 'taken-up' }>

export function absorbShelf(event: ShelfEvent, sink: Sink): void {
  const { set, get } = sink
  switch (event.type) {
    case 'kept':
      set({ kept: event.run })
      break
    case 'unkept': {
      const { failure } = event
      set({ unkept: failure?.sentence ?? null })
      if (failure === null) break
      const { sentence, nextStep } = failure
      set({ notices: addNotice(get().notices, { role: 'alert', sentence, nextStep }) })
      break
    }
    case 'taken-up':
      absorbTakenUp(event, sink)
      break
    case 'twin-taken':
      showTwin(event.twin, sink)
      break
    default:
      assertNever(event)
  }
}

/** The charts, marks, pins and figures of a kept run, which stands already. */
function absorbTakenUp({ history, measured, notes, painted, twin }: TakenUp, sink: Sink): void {
  const { series, set, get } = sink
  const { marks, pins, run, challenge = null, preset = null } = notes
  series.run.clear()
  series.run.append(history)
  renew(sink, 'run', (side) => ({
    marks,
    measured,
    ...standing(run, side),
    seriesVersion: side.seriesVersion + 1,
    latest: { ...side.latest, ...figuresAt(series.run) },
  }))
  if (twin !== null) {
    showTwin(twin, sink)
    renew(sink, 'twin', (side) => ({ marks: notes.twin?.marks ?? [], ...standing(notes.twin, side) }))
  }
  const latent = get().sides.run.networks?.latent ?? 0
  set({
    pins: pinsOf(pins, latent),
    earlier: null,
    presetId: preset,
    challenge: challenge === null ? null : { ...challenge },
    ...(painted === null ? {} : { painting: painted }),
  })
}

/** The charts of a twin that was trained before; it stands already. */
function showTwin({ history, measured }: TwinShown, sink: Sink): void {
  const { twin } = sink.series
  twin.clear()
  twin.append(history)
  renew(sink, 'twin', (side) => ({
    measured,
    seriesVersion: side.seriesVersion + 1,
    latest: { ...side.latest, ...figuresAt(twin) },
  }))
}

function standing(notes: Omit<SideNotes, 'marks'> | undefined, { timeline }: SideState): Partial<SideState> {
  if (notes === undefined) return {}
  const { metrics, verdict, troubles } = notes
  return { metrics, verdict, timeline: { ...timeline, troubles } }
}
