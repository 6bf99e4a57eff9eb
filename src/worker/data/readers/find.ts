/** Reads one source by what its bytes say it is. What is made of it is decided in src/worker/data/collect/. */
import type { DataChoice } from '../../../common/items/data-card.ts'
import type { FileKind } from '../sniff/sniff.ts'
import { sniff } from '../sniff/sniff.ts'
import { needsMark, textIn } from '../sniff/text.ts'
import { readCifar } from '../arrays/cifar.ts'
import { claimsIdx, notIdx, readIdx } from '../arrays/idx.ts'
import { jsonGrid } from '../arrays/json-grid.ts'
import { readNpy } from '../arrays/npy.ts'
import type { Numbers } from '../arrays/numbers.ts'
import type { PixelArray } from '../arrays/pixel-array.ts'
import { MAX_TABLE_BYTES, MAX_TEXT_BYTES, MAX_UNPACKED_BYTES } from '../limits.ts'
import { readApart } from '../tables/apart/read-apart.ts'
import { readWorkbookApart } from '../tables/apart/workbook-apart.ts'
import { pixelRowSteps } from '../tables/pixel-rows.ts'
import { jsonTable } from '../tables/json-table.ts'
import { readJson } from '../tables/read-json.ts'
import { tableSteps } from '../tables/table.ts'
import { holdsSheets, workbookKind } from '../tables/workbooks/workbook.ts'
import type { Table } from '../tables/table-types.ts'
import { OPEN_DOCUMENT, SOME_OPEN_DOCUMENT } from '../archives/container.ts'
import { gunzip, lidFor, TooMuch } from '../archives/inflate.ts'
import { inTurns, type Steps, type Turn } from './in-turns.ts'
import { readOwn, readRare, readVideo } from './own-raster.ts'
import { readRaster, readVector, type PictureTools, type ReadPicture } from './picture.ts'
import {
  empty,
  gzipDamaged,
  notUsable,
  officeDocument,
  tooLarge,
  workbook,
  zipBomb,
  zipInZip,
} from './reasons.ts'
import type { Source } from './source.ts'

/** What a source turned out to hold: what it is, not what is made of it. Its path tells where it lay. */
export type Found = { readonly name: string; readonly path: string } & (
  | { readonly holds: 'picture'; readonly picture: ReadPicture }
  /** The frames of an animation, the tiles of a sheet, the pages of a document. */
  | { readonly holds: 'pictures'; readonly pictures: readonly ReadPicture[] }
  /** Many pictures of one size. */
  | { readonly holds: 'array'; readonly array: PixelArray }
  /** One label for each picture of an array beside it. */
  | { readonly holds: 'labels'; readonly labels: readonly string[] }
  /** One column of a table whose others lie beside it. */
  | { readonly holds: 'column'; readonly values: Numbers }
  | { readonly holds: 'table'; readonly table: Table }
  /** Nothing to train on by itself; it may tell the classes of pictures beside it. */
  | { readonly holds: 'text'; readonly text: string }
)

export interface Tools extends PictureTools {
  /** Called within files that take long, with the share of them that is read; rejects to have the reading given up. */
  readonly turn?: Turn
}

const noTurn: Turn = () => Promise.resolve()

/** @throws GanvasError that says why nothing of it can be used */
export async function find(source: Source, tools: Tools): Promise<Found> {
  if (source.size > MAX_UNPACKED_BYTES) throw tooLarge(source.name, source.size, MAX_UNPACKED_BYTES)
  const bytes = await source.read()
  if (sniff(bytes).kind !== 'gzip') return findIn(source, bytes, tools)
  const withoutGz = (text: string) => text.replace(/\.gz$/i, '')
  const inner = { ...source, name: withoutGz(source.name), path: withoutGz(source.path) }
  return findIn(inner, unpacked(source.name, bytes), tools)
}

async function findIn({ name, path }: Source, bytes: Uint8Array, tools: Tools): Promise<Found> {
  const { kind, foreign, step } = sniff(bytes)
  const { wanted, turn = noTurn } = tools
  // No mark tells these: their first bytes, a label and dark pixels, may look like another format's.
  const cifar = ['unknown', 'idx', 'icon', 'text'].includes(kind) ? readCifar(bytes) : null
  if (cifar !== null) return { holds: 'array', name, path, array: cifar }
  const pictures = (found: readonly ReadPicture[]): Found => {
    const [only, ...others] = found
    if (only !== undefined && others.length === 0) return { holds: 'picture', name, path, picture: only }
    return { holds: 'pictures', name, path, pictures: found }
  }
  switch (kind) {
    case 'png':
    case 'jpeg':
    case 'webp':
    case 'gif':
    case 'bmp':
    case 'avif':
      return pictures(await readRaster(name, kind, bytes, tools))
    case 'tiff':
    case 'pnm':
    case 'icon':
      return pictures(await readOwn(name, kind, bytes, tools))
    case 'heic':
    case 'jxl':
      return { holds: 'picture', name, path, picture: await readRare(name, kind, bytes, tools) }
    case 'video':
      return pictures(await readVideo(name, bytes, tools))
    case 'svg':
      return { holds: 'picture', name, path, picture: await readVector(name, bytes, tools) }
    case 'idx':
      return { name, path, ...readIdx(name, bytes) }
    case 'npy':
      return { name, path, ...readNpy(name, bytes) }
    case 'table':
      return { name, path, ...(await inTurns(tableIn(name, bytes, wanted.choice), turn)) }
    case 'zip':
    case 'tar':
      throw zipInZip(name)
    case 'parquet':
    case 'arrow':
      return { holds: 'table', name, path, table: await readApart(name, bytes, kind, turn) }
    case 'workbook':
      return { name, path, ...(await workbookIn(name, bytes, foreign, { choice: wanted.choice, turn })) }
    case 'document':
      if (foreign === SOME_OPEN_DOCUMENT && (await holdsSheets(bytes)))
        return {
          name,
          path,
          ...(await workbookIn(name, bytes, OPEN_DOCUMENT, { choice: wanted.choice, turn })),
        }
      throw officeDocument(name, foreign ?? 'a document')
    case 'empty':
      throw empty(name)
    case 'text': {
      const json = bytes.length > MAX_TABLE_BYTES ? null : readJson(textIn(bytes))
      const grid = json === null ? null : jsonGrid(json.value)
      if (grid !== null) return { holds: 'array', name, path, array: grid }
      const table = json === null ? null : jsonTable(name, json)
      if (table !== null) return { holds: 'table', name, path, table }
      // A table without a single number is still a table to whoever named it so: let its reader say what is wrong.
      if (/\.[ct]sv$/i.test(name))
        return { name, path, ...(await inTurns(tableIn(name, bytes, wanted.choice), turn)) }
      if (claimsIdx(name) || bytes.length > MAX_TEXT_BYTES) throw unusable(name, kind, bytes)
      return { holds: 'text', name, path, text: textIn(bytes) }
    }
    case 'gzip':
    case 'unknown':
      throw unusable(name, kind, bytes, foreign, step)
  }
}

function unpacked(name: string, packed: Uint8Array): Uint8Array {
  const lid = lidFor(packed.length)
  try {
    return gunzip(packed, lid)
  } catch (thrown) {
    throw thrown instanceof TooMuch ? zipBomb(name, lid) : gzipDamaged(name)
  }
}

async function workbookIn(
  name: string,
  bytes: Uint8Array,
  what: string | undefined,
  { choice, turn }: { choice: DataChoice; turn: Turn },
) {
  const known = workbookKind(what)
  if (known === null) throw workbook(name, what ?? 'a workbook')
  return readWorkbookApart(name, bytes, known, choice, turn)
}

/** A table of pictures, a row each, or one of points. */
function* tableIn(
  name: string,
  bytes: Uint8Array,
  choice: DataChoice,
): Steps<{ holds: 'array'; array: PixelArray } | { holds: 'table'; table: Table }> {
  const array = yield* pixelRowSteps(name, bytes)
  if (array !== null) return { holds: 'array', array }
  if (bytes.length > MAX_TABLE_BYTES) throw tooLarge(name, bytes.length, MAX_TABLE_BYTES)
  const table = yield* tableSteps(name, textIn(bytes), choice)
  return { holds: 'table', table: { ...table, ...markedAs(table, bytes) } }
}

/** Rows that leave are UTF-8: spreadsheets know it by the mark, so it stands where it stood and where the file was in other letters. */
function markedAs({ format }: Table, bytes: Uint8Array): Pick<Table, 'format'> {
  return format === undefined ? {} : { format: { ...format, byteOrderMark: needsMark(bytes) } }
}

function unusable(name: string, kind: FileKind, bytes: Uint8Array, foreign?: string, step?: string) {
  if (claimsIdx(name)) return notIdx(name, bytes)
  const plain =
    kind === 'text'
      ? 'a text'
      : kind === 'gzip'
        ? 'a gzip file inside a gzip file'
        : 'an unknown kind of file'
  return notUsable(name, foreign ?? plain, step)
}
