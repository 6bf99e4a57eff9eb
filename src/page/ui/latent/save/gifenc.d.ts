// The part of gifenc that is used: the package has no types of its own.
declare module 'gifenc' {
  export type Rgb = [number, number, number]
  export function quantize(
    rgba: Uint8Array | Uint8ClampedArray,
    colours: number,
    options?: { format?: 'rgb565' | 'rgb444' | 'rgba4444' },
  ): Rgb[]
  export function applyPalette(
    rgba: Uint8Array | Uint8ClampedArray,
    palette: Rgb[],
    format?: 'rgb565' | 'rgb444' | 'rgba4444',
  ): Uint8Array
  export interface Encoder {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: { palette?: Rgb[]; delay?: number; repeat?: number },
    ): void
    finish(): void
    bytes(): Uint8Array
  }
  export function GIFEncoder(): Encoder
}
