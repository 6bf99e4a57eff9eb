/** Tells a saved run from other files, and checks what was read of one. Starts nothing. */
import { GanvasError } from '../../../common/failure.ts'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import type { PreparedTransfer } from '../../../common/items/prepared-transfer.ts'
import type { RunFileContent } from '../../../common/protocol/run-file.ts'
import { repairDataset } from '../../../common/saved/repair-dataset.ts'
import { repairSavedRun } from '../../../common/saved/repair.ts'

/** What a run's file begins with: a zip whose first entry is its manifest, whatever the file is called now. */
const FIRST_ENTRY = 'ganvas.json'
const NAME_AT = 30

/** Whether a look inside is worth it: by its name it is a run, or an archive that may have been one. */
export function mayBeRunFile({ name }: File): boolean {
  return /\.(?:ganvas|zip)$/iu.test(name)
}

export async function isRunFile(file: Blob): Promise<boolean> {
  const head = new DataView(await file.slice(0, NAME_AT + FIRST_ENTRY.length).arrayBuffer())
  if (head.byteLength < NAME_AT + FIRST_ENTRY.length || head.getUint32(0, true) !== 0x04034b50) return false
  if (head.getUint16(26, true) !== FIRST_ENTRY.length) return false
  return new TextDecoder().decode(new Uint8Array(head.buffer, NAME_AT)) === FIRST_ENTRY
}

export interface CheckedRun {
  readonly checkpoint: Checkpoint
  /** Null where the data did not come along, or need not. */
  readonly prepared: PreparedTransfer | null
}

/** @throws GanvasError `run-file-damaged` */
export function checkedRun({ saved, prepared }: Pick<RunFileContent, 'saved' | 'prepared'>): CheckedRun {
  const run = repairSavedRun(saved)
  if (run === null) throw doesNotFit('its settings or its state are not whole')
  const data = prepared === null ? null : repairDataset(prepared)
  if (prepared !== null && data === null) throw doesNotFit('its data are not whole')
  const { checkpoint } = run
  if (data !== null && data.summary.fingerprint !== checkpoint.fingerprint)
    throw doesNotFit('its data are not those it was trained on')
  return { checkpoint, prepared: data }
}

export function doesNotFit(what: string): GanvasError {
  return new GanvasError(
    'run-file-damaged',
    `The saved run cannot be opened: ${what}.`,
    'Take another copy of the file; what was open before is still there.',
  )
}
