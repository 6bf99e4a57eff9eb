/** What a search for settings changes: its rows, and whose history the charts show once another run stands. */
import { assertNever } from '../../../common/assert-never.ts'
import type { CandidateRow, SearchEvent, SearchReport } from '../../../common/protocol/search.ts'
import { addNotice } from '../notices.ts'
import { renew } from '../run/absorb-side.ts'
import { figuresAt, NO_FIGURES } from '../run/latest.ts'
import { NO_TIMELINE } from '../run/timeline.ts'
import type { Sink } from '../sink.ts'
import { isSearching } from './search-types.ts'
import { overWords } from './search-words.ts'

export function absorbSearch(event: SearchEvent, sink: Sink): void {
  const { set, get } = sink
  const { search } = get()
  switch (event.type) {
    case 'search':
      absorbReport(event.search, event.sentence, sink)
      break
    case 'candidate':
      if (search !== null)
        set({
          search: { ...search, rows: search.rows.map((row) => renewed(row, event)) },
        })
      break
    case 'search-progress': {
      const { spent, round, training } = event
      if (search !== null) set({ search: { ...search, spent, round, training } })
      break
    }
    case 'candidate-kept':
      swapHistory(event, sink)
      break
    default:
      assertNever(event)
  }
}

/** A row that has not changed stays the same object: it need not be drawn again. */
function renewed(
  row: CandidateRow,
  { row: newer, ranks }: Extract<SearchEvent, { type: 'candidate' }>,
): CandidateRow {
  if (row.id === newer.id) return newer
  const rank = ranks[row.id] ?? row.rank
  return rank === row.rank ? row : { ...row, rank }
}

/** The worker is another one: nothing of the search is left there. */
export function loseSearch(sink: Sink): void {
  const lost = isSearching(sink.get())
  if (sink.get().search === null) return
  absorbReport(null, lost ? 'The search was lost with the engine; begin it again.' : undefined, sink)
}

function absorbReport(report: SearchReport | null, sentence: string | undefined, sink: Sink): void {
  const { set, get, aside } = sink
  const before = get()
  if (report === null || report.state === 'preparing') aside.clear()
  set({ search: report === null ? null : { ...report, training: null } })
  const over = report?.state === 'over' && isSearching(before) && !before.searchShown
  const said = sentence ?? (over ? overWords(report) : undefined)
  if (said !== undefined) set({ notices: addNotice(get().notices, { role: 'status', sentence: said }) })
}

/** Each run has a history of its own; that of the one that leaves comes back with it. */
function swapHistory({ from, to, rows }: Extract<SearchEvent, { type: 'candidate-kept' }>, sink: Sink): void {
  const { series, aside, get } = sink
  aside.set(from, { rows: series.run.rowsAfter(-1), marks: get().sides.run.marks })
  const known = aside.get(to)
  series.run.clear()
  series.run.append(known?.rows ?? rows ?? new Float32Array(0))
  renew(sink, 'run', ({ seriesVersion }) => ({
    latest: { ...NO_FIGURES, ...figuresAt(series.run) },
    metrics: null,
    marks: known?.marks ?? [],
    timeline: NO_TIMELINE,
    seriesVersion: seriesVersion + 1,
  }))
}
