/**
 * A kept run as bytes and back: all that a reload needs to show exactly what was there, but for the data, which several runs may
 * share, and the states of its past, which lie in files of their own. What is read is checked: another edition may have written it.
 */
import * as v from 'valibot'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { METRICS as METRICS_CATALOG } from '../../../common/catalog/metrics.ts'
import type { BestSoFar } from '../../../common/protocol/timeline.ts'
import { KINDS } from '../../../common/items/kinds.ts'
import type { FilmFrame, FilmPicture } from '../../../common/protocol/film.ts'
import type { PaintedDensity } from '../../../common/protocol/painted-density.ts'
import type { MeasuredStep, PageNotes } from '../../../common/protocol/run-file.ts'
import { repairSavedRun } from '../../../common/saved/repair.ts'
import { lift, lower } from '../../formats/lifted.ts'
import { packSlot, unpackSlot } from '../../formats/slot.ts'

/** Raised with each change that older pages cannot read. */
const VERSION = 1

/** A frame of the film, and where its networks lie. */
export interface KeptFrame extends FilmFrame {
  readonly file: string
  readonly bytes: number
}

export interface KeptSide {
  readonly checkpoint: Checkpoint
  /** Rows of SERIES_COLUMNS. */
  readonly history: Float32Array
  readonly measured: readonly MeasuredStep[]
}

export interface KeptRun extends KeptSide {
  readonly savedAt: number
  /** The person's; null where they gave none. */
  readonly name: string | null
  /** What its data are called. */
  readonly label: string
  readonly painted: PaintedDensity | null
  readonly notes: PageNotes
  readonly film: readonly KeptFrame[]
  /** The best step so far, where one is kept. */
  readonly best: BestSoFar | null
  /** What it was compared with; since which step the two differ. */
  readonly twin: (KeptSide & { readonly since: number }) | null
}

const FLOATS = v.instance(Float32Array)
const STEP = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Not every figure could be measured. */
const FIGURE = v.union([v.number(), v.nan()])
const METRICS = v.looseObject({ samples: v.number() })
const VERDICT_KIND = v.picklist([
  ...([
    'warming-up',
    'unjudged',
    'healthy',
    'mode-collapse',
    'discriminator-wins',
    'generator-wins',
  ] as const),
  ...(['oscillating', 'memorising', 'blurred', 'diverged'] as const),
])
const VERDICT = v.object({
  kind: VERDICT_KIND,
  since: v.number(),
  evidence: v.array(v.string()),
  remedies: v.exactOptional(v.array(v.string())),
  recovering: v.exactOptional(v.boolean()),
})
const MARKS = v.array(v.object({ step: STEP, label: v.string() }))
const STANDING = {
  troubles: v.array(v.object({ kind: VERDICT_KIND, from: v.number(), to: v.nullable(v.number()) })),
  metrics: v.nullable(METRICS),
  verdict: VERDICT,
}
const NOTES = v.object({
  marks: MARKS,
  pins: v.array(v.object({ name: v.string(), latent: FLOATS })),
  run: v.exactOptional(v.object(STANDING)),
  twin: v.exactOptional(v.object({ marks: MARKS, ...STANDING })),
  challenge: v.exactOptional(
    v.object({
      id: v.string(),
      phase: v.picklist(['prologue', 'open', 'judging', 'won', 'lost']),
      found: v.nullable(v.object({ modes: FIGURE, modesTotal: FIGURE, highQuality: FIGURE })),
    }),
  ),
  preset: v.exactOptional(v.string()),
})
/** Its numbers are as they were written, by the slot's own sum; a kind that this page does not know has no picture here. */
export const PICTURE = v.custom<FilmPicture>(
  (value) => v.is(v.looseObject({ kind: v.string() }), value) && Object.hasOwn(KINDS, value.kind),
)
const SIDE = {
  checkpoint: v.unknown(),
  history: FLOATS,
  measured: v.array(v.object({ step: STEP, metrics: METRICS })),
}
const RECORD = v.object({
  version: v.literal(VERSION),
  savedAt: v.number(),
  name: v.nullable(v.string()),
  label: v.string(),
  ...SIDE,
  painted: v.nullable(v.object({ side: v.pipe(v.number(), v.integer()), density: FLOATS })),
  notes: NOTES,
  film: v.array(
    v.object({
      step: STEP,
      marked: v.boolean(),
      kept: v.exactOptional(v.string()),
      picture: PICTURE,
      file: v.string(),
      bytes: v.number(),
    }),
  ),
  best: v.nullable(
    v.object({
      figure: v.picklist(METRICS_CATALOG.map(({ id }) => id)),
      step: v.nullable(STEP),
      value: FIGURE,
    }),
  ),
  twin: v.nullable(v.object({ ...SIDE, since: STEP })),
})

/** @param room as packSlot has it */
export function packRun(
  run: KeptRun,
  generation: number,
  room: Uint8Array<ArrayBuffer> | null = null,
): Uint8Array<ArrayBuffer> {
  const { json, tensors } = lift({ version: VERSION, ...run })
  return packSlot({ generation, manifest: json, tensors }, room)
}

/** Null where the bytes are no whole run of a version that this page knows. */
export function unpackRun(bytes: Uint8Array<ArrayBuffer>): { run: KeptRun; generation: number } | null {
  const slot = unpackSlot(bytes)
  if (slot === null) return null
  const read = v.safeParse(RECORD, lowered(slot.manifest, slot.tensors))
  if (!read.success) return null
  const { version: _, checkpoint: state, twin, ...rest } = read.output
  const checkpoint = checkpointIn(state, rest.savedAt)
  if (checkpoint === null) return null
  const twins = twin === null ? null : checkpointIn(twin.checkpoint, rest.savedAt)
  return {
    run: {
      ...rest,
      checkpoint,
      // Better without its twin than not at all.
      twin: twin === null || twins === null ? null : { ...twin, checkpoint: twins },
    },
    generation: slot.generation,
  }
}

/** A state of the past, by itself. @param room as `packSlot` takes it */
export function packState(
  checkpoint: Checkpoint,
  room: Uint8Array<ArrayBuffer> | null = null,
): Uint8Array<ArrayBuffer> {
  const { json, tensors } = lift(checkpoint)
  return packSlot({ generation: 0, manifest: json, tensors }, room)
}

export function unpackState(bytes: Uint8Array<ArrayBuffer>): Checkpoint | null {
  const slot = unpackSlot(bytes)
  return slot === null ? null : checkpointIn(lowered(slot.manifest, slot.tensors), 0)
}

function checkpointIn(state: unknown, savedAt: number): Checkpoint | null {
  return repairSavedRun({ version: 1, savedAt, checkpoint: state })?.checkpoint ?? null
}

function lowered(json: string, tensors: Parameters<typeof lower>[0]['tensors']): unknown {
  try {
    return lower({ json, tensors })
  } catch {
    return null
  }
}
