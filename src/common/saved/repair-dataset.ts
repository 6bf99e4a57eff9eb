/**
 * Checks the person's own data as they were read from storage before anything believes them, and brings those of the first
 * edition, which knew points and images by fields of their own, into today's form. Pure; whether the bytes make sense is for
 * the worker to say.
 */
import * as v from 'valibot'
import { measuresOf } from '../items/kinds.ts'
import type { PreparedTransfer } from '../items/prepared-transfer.ts'
import { CARD } from './card-schema.ts'
import { ITEM } from './item-schema.ts'

/** Half side of the square that the first edition fitted every table into. */
const FIRST_EXTENT = 1.6

const ABOUT = {
  id: v.string(),
  label: v.string(),
  count: v.number(),
  classes: v.array(v.string()),
  skipped: v.array(
    v.object({
      name: v.string(),
      reason: v.object({ code: v.string(), sentence: v.string(), nextStep: v.string() }),
      count: v.exactOptional(v.number()),
    }),
  ),
  fingerprint: v.string(),
}
const LABELS = v.nullable(v.instance(Uint16Array))
const KIND = v.picklist(['yes-no', 'number'])
const ATTRIBUTE_NAMES = v.exactOptional(v.array(v.object({ name: v.string(), kind: KIND })))
const ATTRIBUTES = v.exactOptional(
  v.array(v.object({ name: v.string(), kind: KIND, values: v.instance(Float32Array) })),
)

const TODAY = v.object({
  summary: v.object({
    ...ABOUT,
    item: ITEM,
    attributes: ATTRIBUTE_NAMES,
    pairs: v.exactOptional(v.object({ source: v.string(), target: v.string() })),
    card: v.exactOptional(v.unknown()),
  }),
  bytes: v.instance(Uint8Array),
  labels: LABELS,
  attributes: ATTRIBUTES,
  partners: v.exactOptional(v.instance(Uint8Array)),
})
const FIRST_POINTS = v.object({
  kind: v.literal('points'),
  summary: v.object(ABOUT),
  points: v.instance(Float32Array),
})
const FIRST_IMAGES = v.object({
  kind: v.literal('images'),
  summary: v.object({ ...ABOUT, size: v.number(), channels: v.picklist([1, 3]) }),
  pixels: v.instance(Uint8Array),
  labels: LABELS,
})

type Kept = Omit<v.InferOutput<typeof TODAY>, 'summary'> & {
  summary: Omit<v.InferOutput<typeof TODAY>['summary'], 'card'>
}

/** The data in today's form; null when they are absent or damaged. Shares the bytes. */
export function repairDataset(record: unknown): PreparedTransfer | null {
  if (v.is(TODAY, record)) {
    const { card, ...summary } = record.summary
    const kept = whole({ ...record, summary })
    const read = v.safeParse(CARD, card)
    return read.success ? { ...kept, summary: { ...kept.summary, card: read.output } } : kept
  }
  if (v.is(FIRST_POINTS, record)) {
    const { points } = record
    const item = { kind: 'point', extent: FIRST_EXTENT } as const
    const bytes = new Uint8Array(points.buffer, points.byteOffset, points.byteLength)
    return whole({ summary: { ...v.parse(v.object(ABOUT), record.summary), item }, bytes, labels: null })
  }
  if (v.is(FIRST_IMAGES, record)) {
    const { pixels, labels, summary } = record
    const item = { kind: 'picture', size: summary.size, channels: summary.channels } as const
    return whole({ summary: { ...v.parse(v.object(ABOUT), summary), item }, bytes: pixels, labels })
  }
  return null
}

/** What follows from the item stands in the summary as well. */
function whole({ summary, bytes, labels, attributes, partners }: Kept): PreparedTransfer {
  const told = {
    ...(attributes === undefined ? {} : { attributes }),
    ...(partners === undefined ? {} : { partners }),
  }
  return { summary: { ...summary, ...measuresOf(summary.item) }, bytes, labels, ...told }
}
