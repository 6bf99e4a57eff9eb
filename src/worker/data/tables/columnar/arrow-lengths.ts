/**
 * Whether the lengths in an Arrow file or stream can be true, before anybody takes memory for them: every vector of its descriptions
 * (FlatBuffers, after Arrow's Schema.fbs, Message.fbs and File.fbs) has to lie within them, and they have to come to an end. Reads no
 * values.
 */

/** Fields of all depths; no table that a person keeps has more. */
const MOST_FIELDS = 2 ** 15
const FRAME = 'ARROW1'

/** @throws Error where they cannot */
export function demandTrueLengths(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const budget = { fields: MOST_FIELDS }
  if (!FRAME.split('').every((letter, i) => bytes[i] === letter.charCodeAt(0))) {
    for (let at: number | null = 0; at !== null;) at = messageAt(view, at, budget)
    return
  }
  const end = view.byteLength - FRAME.length - 4
  const footer = rootOf(view, end - view.getInt32(end, true))
  const schema = footer.table(1)
  if (schema !== null) schemaIn(schema, budget)
  for (const field of [2, 3])
    for (const place of footer.vector(field, 24))
      messageAt(view, Number(view.getBigInt64(place, true)), budget)
  keyValuesIn(footer, 4)
}

interface Budget {
  fields: number
}

/** @returns where the next message begins; null after the last */
function messageAt(view: DataView, start: number, budget: Budget): number | null {
  if (start + 4 > view.byteLength) return null
  let at = start
  let length = view.getInt32(at, true)
  at += 4
  if (length === -1) {
    length = view.getInt32(at, true)
    at += 4
  }
  if (length === 0) return null
  if (length < 0 || at + length > view.byteLength) throw new Error('a description reaches past the end')
  const head = new DataView(view.buffer, view.byteOffset + at, length)
  const message = rootOf(head, 0)
  const body = message.long(3)
  if (body < 0 || at + length + body > view.byteLength) throw new Error('a body reaches past the end')
  const header = message.table(2)
  if (header !== null) headerIn(message.byte(1), header, budget)
  return at + length + body
}

function headerIn(kind: number, header: FlatTable, budget: Budget): void {
  const [SCHEMA, DICTIONARY, BATCH] = [1, 2, 3]
  if (kind === SCHEMA) schemaIn(header, budget)
  const batch = kind === BATCH ? header : kind === DICTIONARY ? header.table(1) : null
  if (batch === null) return
  batch.vector(1, 16)
  batch.vector(2, 16)
  batch.vector(4, 8)
}

function schemaIn(schema: FlatTable, budget: Budget): void {
  for (const field of schema.tables(1)) fieldIn(field, budget)
  keyValuesIn(schema, 2)
}

function fieldIn(field: FlatTable, budget: Budget): void {
  if (budget.fields-- <= 0) throw new Error('too many fields')
  const UNION = 14
  if (field.byte(2) === UNION) field.table(3)?.vector(1, 4)
  for (const child of field.tables(5)) fieldIn(child, budget)
  keyValuesIn(field, 6)
}

function keyValuesIn(table: FlatTable, index: number): void {
  table.vector(index, 4)
}

function rootOf(view: DataView, at: number): FlatTable {
  return new FlatTable(view, at + view.getInt32(at, true))
}

/** A table of FlatBuffers; whatever lies outside the view throws. */
class FlatTable {
  private readonly view: DataView
  private readonly at: number

  constructor(view: DataView, at: number) {
    this.view = view
    this.at = at
  }

  byte(index: number): number {
    const place = this.placeOf(index)
    return place === null ? 0 : this.view.getUint8(place)
  }

  long(index: number): number {
    const place = this.placeOf(index)
    return place === null ? 0 : Number(this.view.getBigInt64(place, true))
  }

  table(index: number): FlatTable | null {
    const place = this.placeOf(index)
    return place === null ? null : new FlatTable(this.view, place + this.view.getInt32(place, true))
  }

  /** Where each part of a vector stands; none where it is not there. @param stride bytes of a part */
  vector(index: number, stride: number): number[] {
    const place = this.placeOf(index)
    if (place === null) return []
    const start = place + this.view.getInt32(place, true)
    const count = this.view.getInt32(start, true)
    if (count < 0 || start + 4 + count * stride > this.view.byteLength)
      throw new Error('a vector reaches past the end')
    return Array.from({ length: count }, (_, i) => start + 4 + i * stride)
  }

  tables(index: number): FlatTable[] {
    return this.vector(index, 4).map(
      (place) => new FlatTable(this.view, place + this.view.getInt32(place, true)),
    )
  }

  private placeOf(index: number): number | null {
    const shape = this.at - this.view.getInt32(this.at, true)
    const slot = 4 + 2 * index
    const offset = slot < this.view.getUint16(shape, true) ? this.view.getUint16(shape + slot, true) : 0
    return offset === 0 ? null : this.at + offset
  }
}
