/** Maps over a picture as pixels: where the discriminator looks, and which way the generator would change it. Pure. */
type Colour = readonly [number, number, number]

/** The discriminator's blue, and the two ways a pixel can go. Okabe–Ito. */
const LOOK: Colour = [0x00, 0x72, 0xb2]
const LIGHTER: Colour = [0xe6, 0x9f, 0x00]
const DARKER: Colour = [0x56, 0xb4, 0xe9]
/** How much of the picture shines through where the map is strong. */
const COVER = 0.9

/** Strength of each pixel: the root of the sum of squares over its channels, as a share of the strongest. */
export function strengths(map: Float32Array, channels: number): Float32Array {
  const out = new Float32Array(map.length / channels)
  for (let i = 0; i < map.length; i++) {
    const pixel = Math.floor(i / channels)
    out[pixel] = (out[pixel] ?? 0) + (map[i] ?? 0) ** 2
  }
  const roots = out.map(Math.sqrt)
  const most = roots.reduce((a, b) => Math.max(a, b), 0)
  return most > 0 ? roots.map((value) => value / most) : roots
}

/** RGBA bytes: the picture in gray, the discriminator's blue over it where the map is strong. */
export function attentionMap(
  picture: Float32Array,
  map: Float32Array,
  channels: number,
): Uint8ClampedArray<ArrayBuffer> {
  const strong = strengths(map, channels)
  return painted(picture, channels, (pixel) => ({ colour: LOOK, cover: COVER * (strong[pixel] ?? 0) }))
}

/** RGBA bytes: the picture in gray, amber where it would get lighter, sky blue where darker. */
export function moveMap(
  picture: Float32Array,
  map: Float32Array,
  channels: number,
): Uint8ClampedArray<ArrayBuffer> {
  const strong = strengths(map, channels)
  return painted(picture, channels, (pixel) => {
    let sum = 0
    for (let c = 0; c < channels; c++) sum += map[pixel * channels + c] ?? 0
    return { colour: sum >= 0 ? LIGHTER : DARKER, cover: COVER * (strong[pixel] ?? 0) }
  })
}

function painted(
  picture: Float32Array,
  channels: number,
  over: (pixel: number) => { colour: Colour; cover: number },
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = picture.length / channels
  const bytes = new Uint8ClampedArray(4 * pixels)
  for (let pixel = 0; pixel < pixels; pixel++) {
    let light = 0
    for (let c = 0; c < channels; c++) light += ((picture[pixel * channels + c] ?? 0) + 1) * 127.5
    const gray = light / channels
    const { colour, cover } = over(pixel)
    // Halfway to gray, so that the colour reads on black and on white.
    const ground = 64 + gray / 2
    for (let c = 0; c < 3; c++) bytes[4 * pixel + c] = ground * (1 - cover) + (colour[c] ?? 0) * cover
    bytes[4 * pixel + 3] = 255
  }
  return bytes
}

/** RGBA bytes of a picture in [−1, 1], gray or RGB. */
export function plain(picture: Float32Array, channels: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = picture.length / channels
  const bytes = new Uint8ClampedArray(4 * pixels)
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let c = 0; c < 3; c++) {
      bytes[4 * pixel + c] = ((picture[pixel * channels + Math.min(c, channels - 1)] ?? 0) + 1) * 127.5
    }
    bytes[4 * pixel + 3] = 255
  }
  return bytes
}
