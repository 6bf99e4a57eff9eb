/**
 * One of the two places that a run is kept in by turns: a head that says which of the two is newer and whether the body is
 * whole, then tensors with a manifest in their header (safetensors). A slot that was cut short, or of which a part was written
 * over, is none. Knows no file system and no run.
 */
import { readSafetensors, safetensorsPieces, type StoredTensor } from './safetensors.ts'

export interface Slot {
  /** Raised with each writing: the greater is the newer. */
  readonly generation: number
  /** JSON. */
  readonly manifest: string
  readonly tensors: readonly StoredTensor[]
}

const MAGIC = 0x76_6e_61_47
const HEAD_WORDS = 8
const HEAD = 4 * HEAD_WORDS

/**
 * In one piece: head and body go to the disk in a single write.
 * @param room memory to do it in, where it is large enough: the bytes are a view of it, until it is used again
 */
export function packSlot(
  { generation, manifest, tensors }: Slot,
  room: Uint8Array<ArrayBuffer> | null = null,
): Uint8Array<ArrayBuffer> {
  const pieces = safetensorsPieces({ tensors, metadata: { manifest } })
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  // The sum is over whole words: what is missing to the last one are zeros.
  const size = HEAD + 4 * Math.ceil(length / 4)
  const bytes = room === null || room.length < size ? new Uint8Array(size) : room.subarray(0, size)
  let at = HEAD
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  bytes.fill(0, at)
  const head = new Uint32Array(bytes.buffer, 0, HEAD_WORDS)
  const body = new Uint32Array(bytes.buffer, HEAD, (size - HEAD) / 4)
  head.set([MAGIC, generation, length, ...checksum(body), 0, 0, 0])
  head[7] = headSum(head)
  return bytes
}

/** What a slot holds; null where it is not whole. Tensors are views of the bytes. */
export function unpackSlot(bytes: Uint8Array<ArrayBuffer>): Slot | null {
  const generation = generationOf(bytes)
  if (generation === null) return null
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, HEAD_WORDS)
  const [, , length = 0, first, second] = head
  const padded = 4 * Math.ceil(length / 4)
  if (bytes.length < HEAD + padded) return null
  const sums = checksum(new Uint32Array(bytes.buffer, bytes.byteOffset + HEAD, padded / 4))
  if (sums[0] !== first || sums[1] !== second) return null
  try {
    const { tensors, metadata } = readSafetensors(bytes.subarray(HEAD, HEAD + length))
    const { manifest } = metadata
    return manifest === undefined ? null : { generation, manifest, tensors }
  } catch {
    return null
  }
}

/** What the head alone says; null where there is none. */
export function generationOf(bytes: Uint8Array<ArrayBuffer>): number | null {
  if (bytes.length < HEAD || bytes.byteOffset % 4 !== 0) return null
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, HEAD_WORDS)
  return head[0] === MAGIC && head[7] === headSum(head) ? (head[1] ?? null) : null
}

function headSum(head: Uint32Array): number {
  return head.subarray(0, 7).reduce((sum, word) => (Math.imul(sum, 31) + word) >>> 0, 17)
}

/**
 * Fletcher's sums over 32-bit words, modulo 2³² (J. G. Fletcher, IEEE Trans. Comm. 30, 1982): the second tells words in another
 * order. Four words a turn: 50 MB take some 15 ms, where a CRC takes ten times as long.
 */
function checksum(words: Uint32Array): readonly [number, number] {
  let first = 0
  let second = 0
  const whole = words.length - (words.length % 4)
  for (let i = 0; i < whole; i += 4) {
    const a = (first + (words[i] ?? 0)) | 0
    const b = (a + (words[i + 1] ?? 0)) | 0
    const c = (b + (words[i + 2] ?? 0)) | 0
    first = (c + (words[i + 3] ?? 0)) | 0
    second = (second + a + b + c + first) | 0
  }
  for (let i = whole; i < words.length; i++) {
    first = (first + (words[i] ?? 0)) | 0
    second = (second + first) | 0
  }
  return [first >>> 0, second >>> 0]
}
