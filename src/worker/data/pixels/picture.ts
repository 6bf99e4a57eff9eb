/** A picture as bytes. The common coin between decoders, resampling and the image sets. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  /** [height, width, channels] */
  readonly bytes: Uint8Array | Uint8ClampedArray
}
