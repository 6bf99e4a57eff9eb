/** What a picture's own bytes say about it, before anything is decoded. */
export interface ImageFacts {
  readonly width: number
  readonly height: number
  /** Is everything there, up to the mark that ends the file? Browsers draw half a picture without complaint. */
  readonly whole: boolean
}

/** A view of the bytes, wherever they lie in their buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
