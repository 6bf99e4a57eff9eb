/**
 * The manifest of a `.ganvas` file: a stored zip whose first entry says what it is. Names of its parts, and the check of what
 * was read: nothing in there is believed that was not looked at. Knows no archive and no run.
 */
import * as v from 'valibot'
import { GanvasError } from '../../common/failure.ts'

/** The first entry: by its name a file is known before anything takes it for a zip of pictures. */
export const MANIFEST = 'ganvas.json'
export const STATE = 'state.safetensors'
export const HISTORY = 'history.safetensors'
export const DATA = 'data.safetensors'
/** Fakes of its step, to be looked at: nothing is read from it. */
export const PREVIEW = 'preview.png'
export const README = 'README.txt'

/** Raised with each change of the layout; an older version has a step in src/common/saved/migrations.ts. */
export const VERSION = 1

const SCHEMA = v.object({
  format: v.literal('ganvas'),
  version: v.number(),
  savedAt: v.number(),
  checkpoint: v.looseObject({}),
  data: v.nullable(v.looseObject({})),
  notes: v.object({
    marks: v.array(v.object({ step: v.pipe(v.number(), v.integer()), label: v.string() })),
    pins: v.array(v.string()),
  }),
})

export type Manifest = v.InferOutput<typeof SCHEMA>

/** @throws GanvasError `run-file-damaged`, `run-file-newer` */
export function readManifest(text: string): Manifest {
  const result = v.safeParse(SCHEMA, parsed(text))
  if (!result.success) throw runFileDamaged('its manifest is not whole')
  const { version } = result.output
  if (version > VERSION) {
    throw new GanvasError(
      'run-file-newer',
      `The file was saved by a newer Ganvas (version ${version} of the format; this page knows ${VERSION}).`,
      'Reload the page to get the newest Ganvas, then open the file again.',
    )
  }
  return result.output
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export function runFileDamaged(what: string, cause?: unknown): GanvasError {
  return new GanvasError(
    'run-file-damaged',
    `The saved run cannot be opened: ${what}.`,
    'Take another copy of the file; what was open before is still there.',
    { cause },
  )
}
