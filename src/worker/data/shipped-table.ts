/**
 * The tables that come with the page, `public/data/<id>.bin`: CSV packed with gzip (scripts/data/tables.mjs). Read as the file of
 * anybody, so that what is understood of them is what would be understood of a person's own.
 */
import { datasetEntry } from '../../common/catalog/datasets.ts'
import { READERS_CHOICE } from '../../common/items/data-card.ts'
import { GanvasError } from '../../common/failure.ts'
import { gunzip, lidFor } from './archives/inflate.ts'
import { collectRows } from './collect/collect-rows.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { Turn } from './readers/in-turns.ts'
import type { RowSet } from './row-set.ts'
import { readTable } from './tables/table.ts'
import type { Table } from './tables/table-types.ts'

/**
 * @param fetchBytes gets a file by its path beside the page; what it throws passes through
 * @throws GanvasError `dataset-damaged`
 */
export async function loadShippedRows(
  { dataset: id, target: asked }: Pick<RunConfig, 'dataset' | 'target'>,
  fetchBytes: (path: string) => Promise<ArrayBuffer>,
  turn: Turn,
): Promise<RowSet> {
  const { label, target } = datasetEntry(id)
  const table = readShippedTable(id, await fetchBytes(`data/${id}.bin`))
  return collectRows({
    ...{ tables: [table], skipped: [], name: label, choice: READERS_CHOICE, guesses: [], turn, id, asked },
    ...(target === undefined ? {} : { target }),
  })
}

/** @throws GanvasError `dataset-damaged` */
export function readShippedTable(name: string, file: ArrayBuffer): Table {
  const packed = new Uint8Array(file)
  return readTable(`${name}.csv`, new TextDecoder().decode(unpacked(packed)), READERS_CHOICE)
}

/** Some hosts unpack it on the way. */
function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzip(bytes, lidFor(bytes.length))
  } catch (cause) {
    throw new GanvasError(
      'dataset-damaged',
      'The dataset’s file is damaged or was cut short on its way.',
      'Reload the page; if it stays so, copy the whole dist folder to the host again.',
      { cause },
    )
  }
}
