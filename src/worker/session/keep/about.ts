/**
 * What a person tells a kept run by, in a small file beside it, so that the shelf need not read whole states. It can be made anew
 * from the run itself; only a name given since, and that it was deleted, are here alone.
 */
import * as v from 'valibot'
import { originOf } from '../../../common/config/dataset-kind.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { kindEntry } from '../../../common/items/kinds.ts'
import type { FilmPicture } from '../../../common/protocol/film.ts'
import { repairConfig } from '../../../common/saved/repair.ts'
import { lift, lower } from '../../formats/lifted.ts'
import { packSlot, unpackSlot } from '../../formats/slot.ts'
import { PICTURE, type KeptRun } from './kept-run.ts'

export interface About {
  /** The person's; null where they gave none. */
  readonly name: string | null
  readonly label: string
  readonly step: number
  readonly savedAt: number
  readonly config: RunConfig
  readonly fingerprint: string
  /** What its items are called. */
  readonly items: string
  readonly picture: FilmPicture | null
  /** When it was deleted: it can be taken back until it is swept. */
  readonly deletedAt: number | null
}

export const ABOUT = 'about'

const RECORD = v.object({
  name: v.nullable(v.string()),
  label: v.string(),
  step: v.number(),
  savedAt: v.number(),
  config: v.record(v.string(), v.unknown()),
  fingerprint: v.string(),
  items: v.string(),
  picture: v.nullable(PICTURE),
  deletedAt: v.nullable(v.number()),
})

export function aboutOf({ checkpoint, film, name, label, savedAt }: KeptRun): About {
  const { step, config, fingerprint, item } = checkpoint
  const items = kindEntry(item?.kind ?? 'picture').many
  const picture = film.at(-1)?.picture ?? null
  return { name, label, step, savedAt, config, fingerprint, items, picture, deletedAt: null }
}

/** Whether its data must be kept for it to go on. */
export function needsData({ config }: Pick<About, 'config'>): boolean {
  return originOf(config) === 'own'
}

export function packAbout(about: About): Uint8Array<ArrayBuffer> {
  const { json, tensors } = lift(about)
  return packSlot({ generation: 0, manifest: json, tensors })
}

/** Null where the bytes are no such file, whole. */
export function unpackAbout(bytes: Uint8Array<ArrayBuffer> | null): About | null {
  const slot = bytes === null ? null : unpackSlot(bytes)
  if (slot === null) return null
  const read = v.safeParse(RECORD, lower({ json: slot.manifest, tensors: slot.tensors }))
  const config = read.success ? repairConfig(read.output.config) : null
  return read.success && config !== null ? { ...read.output, config } : null
}
