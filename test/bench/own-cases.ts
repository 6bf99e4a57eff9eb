/** The runs of the study on own pictures: sets, settings, steps. Data only. */
import type { RunConfig } from '../../src/common/config/run-config.ts'

export interface OwnCase {
  name: string
  /** Name of the set's files. */
  set: string
  /** In place of what the page would choose for the set. */
  change: Partial<RunConfig>
  steps: number
  /** Steps between two looks. */
  every: number
  seeds: readonly number[]
}

const SEEDS = [1, 2]

/** Small networks: a run shall end within two minutes on one core. */
const LIGHT: Partial<RunConfig> = { width: 16, batch: 32 }
const PLAIN: Partial<RunConfig> = { augment: 'none' }
/** A discriminator that runs ahead, and no normalisation that would keep fakes apart. */
const UNFAIR: Partial<RunConfig> = { gNorm: 'none', dSteps: 2, dLr: 2e-3, gLr: 1e-3, augment: 'none', ema: 0 }
/** Two numbers of latent and a fast generator: little to vary, and none that asks for it. */
const NARROW: Partial<RunConfig> = {
  latent: 2,
  gLr: 2e-3,
  dLr: 2e-4,
  gNorm: 'none',
  augment: 'none',
  ema: 0.9,
}
const HELD: Partial<RunConfig> = { penalty: 'r1', gamma: 0.5 }
const HASTY: Partial<RunConfig> = { gLr: 4e-3, dLr: 4e-3, beta1: 0.9, augment: 'none', ema: 0.9 }

const of = (
  set: string,
  manner: string,
  change: Partial<RunConfig>,
  steps: number,
  { seeds = SEEDS, every = 50 }: { seeds?: readonly number[]; every?: number } = {},
): OwnCase => ({ name: `${set} ${manner}`, set, change, steps, every, seeds })

/** Long enough that some end well; other seeds than those on which thresholds were set. */
const late = (set: string, change: Partial<RunConfig>, steps: number): OwnCase =>
  of(set, 'late', { ...LIGHT, ...HELD, batch: 16, ...change }, steps, { seeds: [3, 4], every: 100 })

/** A light step takes .03 s at 16 px, .1 s at 28 and 32 px (one core). */
export const OWN_CASES: readonly OwnCase[] = [
  of('flags16', 'as opened', {}, 1500),
  of('shapes16', 'as opened', {}, 1500),
  of('shapes16', 'light', LIGHT, 1200),
  of('shapes16', 'narrow', { ...LIGHT, ...NARROW }, 1500),
  of('fewfaces16', 'plain', { ...LIGHT, ...PLAIN, batch: 16 }, 3000),
  of('glyphs16', 'light', LIGHT, 1200),
  of('glyphs16', 'hasty', { ...LIGHT, ...HASTY }, 1500),
  of('digits28', 'light', LIGHT, 600),
  of('flags16', 'light', LIGHT, 1200),
  of('flags16', 'unfair', { ...LIGHT, ...UNFAIR }, 1500),
  of('fewflags16', 'plain', { ...LIGHT, ...PLAIN, batch: 16 }, 3000),
  of('digits16', 'light', LIGHT, 1200),
  of('digits16', 'narrow', { ...LIGHT, ...NARROW }, 1500),
  of('flags32', 'light', LIGHT, 600),
  of('thumbs16', 'light', LIGHT, 1200),
  of('thumbs16', 'hasty', { ...LIGHT, ...HASTY }, 1500),
  of('fewfaces16', 'light', { ...LIGHT, batch: 16 }, 2000),
  of('faces16', 'light', LIGHT, 1200),
  of('faces16', 'unfair', { ...LIGHT, ...UNFAIR }, 1500),
  of('shapes32', 'hasty', { ...LIGHT, ...HASTY }, 1200),
  of('avatars16', 'light', LIGHT, 1200),
  of('avatars16', 'narrow', { ...LIGHT, ...NARROW }, 1500),
  of('fewflags16', 'hasty', { ...LIGHT, ...HASTY, batch: 16 }, 1500),
  of('pixelart16', 'light', LIGHT, 1200),
  of('pixelart16', 'hasty', { ...LIGHT, ...HASTY }, 1500),
  of('thumbs32', 'light', LIGHT, 600),
  of('things16', 'light', LIGHT, 1200),
  of('things16', 'unfair', { ...LIGHT, ...UNFAIR }, 1500),
  of('glyphs28', 'narrow', { ...LIGHT, ...NARROW }, 1200),
  of('patches16', 'light', LIGHT, 1200),
  of('patches16', 'narrow', { ...LIGHT, ...NARROW }, 1500),
  of('pixelart16', 'plain', { ...LIGHT, ...PLAIN }, 2000),
  of('shapes16', 'held', { ...LIGHT, ...HELD }, 1200),
  of('glyphs16', 'held', { ...LIGHT, ...HELD }, 1200),
  of('digits16', 'held', { ...LIGHT, ...HELD }, 1200),
  of('thumbs16', 'held', { ...LIGHT, ...HELD }, 1200),
  of('pixelart16', 'held', { ...LIGHT, ...HELD }, 1200),
  of('faces16', 'plain', { ...LIGHT, ...PLAIN }, 2000),
  of('thumbs16', 'plain', { ...LIGHT, ...PLAIN }, 1500),
  of('glyphs16', 'plain', { ...LIGHT, ...PLAIN }, 1500),
  of('fewfaces16', 'narrow', { ...LIGHT, ...NARROW, batch: 16 }, 1000),
  of('fewthumbs16', 'plain', { ...LIGHT, ...PLAIN, batch: 16 }, 2500),
  of('marks16', 'light', LIGHT, 1500),
  of('bands16', 'light', LIGHT, 1500),
  of('letters16', 'light', LIGHT, 2000),
  of('digits16', 'long', { ...LIGHT, ...HELD }, 3000),
  of('marks16', 'held', { ...LIGHT, ...HELD }, 2000),
  of('bands16', 'held', { ...LIGHT, ...HELD }, 2000),
  of('letters16', 'held', { ...LIGHT, ...HELD }, 2000),
  of('marks16', 'narrow', { ...LIGHT, ...NARROW }, 1500),
  of('bands16', 'unfair', { ...LIGHT, ...UNFAIR }, 1500),
  of('fewletters16', 'plain', { ...LIGHT, ...PLAIN, batch: 16 }, 4000),
  of('fewdigits16', 'plain', { ...LIGHT, ...PLAIN, batch: 16 }, 4000),
  of('fewmarks16', 'held', { ...LIGHT, ...PLAIN, ...HELD, batch: 16 }, 3000),
  late('fewletters16', PLAIN, 6000),
  late('letters16', PLAIN, 6000),
  late('fewmarks16', PLAIN, 6000),
  late('marks16', PLAIN, 6000),
  late('bands16', {}, 6000),
  late('digits16', PLAIN, 6000),
  late('pixelart16', {}, 6000),
  late('faces16', {}, 6000),
  late('glyphs16', PLAIN, 6000),
  late('thumbs16', {}, 6000),
  late('shapes16', {}, 6000),
  late('avatars16', {}, 6000),
  late('flags16', {}, 6000),
  late('fewflags16', {}, 6000),
  late('things16', {}, 6000),
  late('patches16', {}, 6000),
  late('digits28', PLAIN, 3000),
  late('glyphs28', PLAIN, 3000),
]
