/**
 * Colours of the canvas in both themes. Roles after Okabe & Ito, as on the rest of the page: real green, fake orange,
 * discriminator blue. Must not know what is drawn with them.
 */
import { CLASS_HUES } from '../../common/items/point-classes.ts'

export type Theme = 'light' | 'dark'
export type Rgb = readonly [number, number, number]

export interface Palette {
  /** Marks of each role; a little lighter in the dark, where the page's hues would sink. */
  readonly real: string
  readonly fake: string
  readonly discriminator: string
  /** Reals of one class each, where they have classes. */
  readonly classes: readonly string[]
  /** Words and ticks. */
  readonly ink: string
  readonly faint: string
  /** Where the discriminator is undecided, and what lies under tiles. */
  readonly ground: Rgb
  /** Thin outline that parts marks from what lies under them. */
  readonly halo: string
}

/** Hues of score 1 and score 0. */
export const REAL_HUE: Rgb = [0x00, 0x9e, 0x73]
export const FAKE_HUE: Rgb = [0xd5, 0x5e, 0x00]

/** The edge of a picture on which the discriminator is undecided. */
export const UNDECIDED: Rgb = [0x9a, 0xa0, 0xa6]

const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    real: '#009e73',
    fake: '#d55e00',
    discriminator: '#0072b2',
    classes: CLASS_HUES.light,
    ink: '#24272b',
    faint: '#8b9097',
    ground: [0xf6, 0xf6, 0xf4],
    halo: 'rgba(255, 255, 255, 0.85)',
  },
  dark: {
    real: '#1fbf91',
    fake: '#f0843a',
    discriminator: '#4aa8e0',
    classes: CLASS_HUES.dark,
    ink: '#e6e8ea',
    faint: '#868d95',
    ground: [0x1c, 0x1f, 0x23],
    halo: 'rgba(16, 18, 20, 0.85)',
  },
}

export function paletteOf(theme: Theme): Palette {
  return PALETTES[theme]
}

export function css([r, g, b]: Rgb): string {
  return `rgb(${Math.round(r)}, ${Math.round(g)}, ${Math.round(b)})`
}

/** a at t = 0, b at t = 1, straight in sRGB. */
export function mix(a: Rgb, b: Rgb, t: number): Rgb {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]
}

/** The colour of a score: fake hue at 0, `middle` at ½, real hue at 1; `strength` of the hue at the ends. */
export function scoreColour(score: number, middle: Rgb, strength: number): Rgb {
  const certainty = Math.min(1, Math.abs(2 * score - 1)) * strength
  return mix(middle, score < 0.5 ? FAKE_HUE : REAL_HUE, certainty)
}
