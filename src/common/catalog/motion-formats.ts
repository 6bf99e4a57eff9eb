/** Files that a moving picture can be saved as. Each id has its encoder in src/page/ui/latent/save/encode.ts. */
import type { Entry } from './entry.ts'

export interface MotionFormatEntry extends Entry {
  /** What the file's name ends in. */
  readonly ending: string
  /** True where it takes the browser's own video encoder. */
  readonly video: boolean
}

export const MOTION_FORMATS = [
  {
    id: 'gif',
    label: 'GIF',
    ending: 'gif',
    video: false,
    meaning: 'Plays anywhere; at most 256 colours a frame.',
    source: 'GIF89a specification',
  },
  {
    id: 'webm',
    label: 'WebM',
    ending: 'webm',
    video: true,
    meaning: 'Small, for browsers.',
    source: 'WebM project',
  },
  {
    id: 'mp4',
    label: 'MP4',
    ending: 'mp4',
    video: true,
    meaning: 'Small, for everything else.',
    source: 'ISO/IEC 14496-14',
  },
] as const satisfies readonly MotionFormatEntry[]

export type MotionFormat = (typeof MOTION_FORMATS)[number]['id']

/** The entry of an id. */
export function motionFormat(id: MotionFormat): MotionFormatEntry {
  const entry = MOTION_FORMATS.find((candidate) => candidate.id === id)
  if (entry === undefined) throw new Error(`No format ${id}`)
  return entry
}
