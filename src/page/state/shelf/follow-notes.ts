/** Hands what only the page knows of the run to whoever keeps it, soon after it changes. Draws nothing. */
import type { PageNotes, SideNotes } from '../../../common/protocol/run-file.ts'
import type { Page } from '../page.ts'
import type { SideState } from '../run/side-types.ts'
import type { PageState } from '../store-types.ts'

/** Figures change a few times a second: what is kept may be so old, milliseconds. */
const AGE = 500

/** Starts watching. Returns how to stop. */
export function followNotes({ store, client }: Page): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const send = (): void => {
    timer = null
    client.note(keptNotes(store.getState()))
  }
  return store.subscribe((state, before) => {
    if (!differs(state, before)) return
    timer ??= setTimeout(send, AGE)
  })
}

type Noted = Pick<PageState, 'sides' | 'pins' | 'challenge' | 'presetId'>

function differs(now: Noted, before: Noted): boolean {
  return (
    now.pins !== before.pins ||
    now.challenge !== before.challenge ||
    now.presetId !== before.presetId ||
    sideDiffers(now.sides.run, before.sides.run) ||
    sideDiffers(now.sides.twin, before.sides.twin)
  )
}

function sideDiffers(now: SideState | null, before: SideState | null): boolean {
  if (now === null || before === null) return now !== before
  return (
    now.marks !== before.marks ||
    now.metrics !== before.metrics ||
    now.verdict.kind !== before.verdict.kind ||
    now.timeline.troubles !== before.timeline.troubles
  )
}

export function keptNotes({ sides, pins, challenge, presetId }: Noted): PageNotes {
  const run = noted(sides.run)
  return {
    marks: run.marks,
    pins: pins.map(({ name, latent }) => ({ name, latent })),
    run,
    ...(sides.twin === null ? {} : { twin: noted(sides.twin) }),
    ...(challenge === null ? {} : { challenge }),
    ...(presetId === null ? {} : { preset: presetId }),
  }
}

function noted({ marks, metrics, verdict, timeline }: SideState): SideNotes {
  return {
    marks: marks.map(({ step, label }) => ({ step, label })),
    troubles: timeline.troubles.map((trouble) => ({ ...trouble })),
    metrics,
    verdict,
  }
}
