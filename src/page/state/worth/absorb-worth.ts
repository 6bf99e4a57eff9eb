/** What a study of worth changes in the page's state. */
import { assertNever } from '../../../common/assert-never.ts'
import type { WorthEvent, WorthReport } from '../../../common/protocol/worth.ts'
import { addNotice } from '../notices.ts'
import type { Sink } from '../sink.ts'
import { isMeasuring } from './worth-types.ts'

export function absorbWorth(event: WorthEvent, sink: Sink): void {
  const { set, get } = sink
  switch (event.type) {
    case 'worth':
      absorbReport(event.report, event.sentence, sink)
      break
    case 'worth-progress': {
      const { worth } = get()
      if (worth !== null) set({ worth: { ...worth, progress: event.progress } })
      break
    }
    default:
      assertNever(event)
  }
}

/** The worker is another one: nothing of the study goes on there; what was found stays to be read. */
export function loseWorth(sink: Sink): void {
  const { worth } = sink.get()
  if (worth === null || !isMeasuring(sink.get())) return
  sink.set({ worth: { ...worth, state: 'stopped' }, worthBegins: false })
  say('The measurement was lost with the engine; what was found until then stays.', sink)
}

function absorbReport(report: WorthReport | null, sentence: string | undefined, sink: Sink): void {
  const { set, get } = sink
  const before = get()
  set({ worth: report, worthBegins: false })
  const over = report?.state === 'over' && isMeasuring(before) && !before.worthShown
  const said = sentence ?? (over ? report.sentence : undefined)
  if (said !== undefined) say(said, sink)
}

function say(sentence: string, { set, get }: Sink): void {
  set({ notices: addNotice(get().notices, { role: 'status', sentence }) })
}
