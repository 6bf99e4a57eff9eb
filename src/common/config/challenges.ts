/**
 * Six tasks to solve with the settings: where each begins, what may be touched, what counts at which step. Plain data.
 * Goals were set with wide margins from runs of each start, of a way to win and of a way to lose, in Chromium on the WASM
 * back end with seeds 1 to 3, and tried with seed 1 on WebGPU in software: runs differ a little from one machine to the next.
 */
import type { SettingKey } from '../catalog/settings/all.ts'
import { applyChange } from './difference.ts'
import { defaultsFor } from './defaults.ts'
import type { RunConfig } from './run-config.ts'

/** What the samples must be like at the last step. */
export interface Goal {
  readonly leastModes?: number
  readonly mostModes?: number
  /** Least share of high-quality samples, in [0, 1]. */
  readonly leastQuality: number
}

export interface Challenge {
  readonly id: string
  readonly label: string
  /** One sentence. */
  readonly task: string
  readonly start: Partial<RunConfig> & Pick<RunConfig, 'dataset'>
  /** Settings that may be changed. */
  readonly open: readonly SettingKey[]
  /** Why the others are locked. */
  readonly why: string
  /** Steps trained before anything may be touched. */
  readonly prologue: number
  /** Step at which it is judged. */
  readonly last: number
  readonly goal: Goal
}

const SMALL = { gLayers: [64, 64], dLayers: [64, 64], batch: 128 }
const RATES: readonly SettingKey[] = ['gLr', 'dLr', 'beta1', 'beta2', 'dSteps']
/** Collapses onto two modes within 2,000 steps, by itself. */
const COLLAPSING = {
  ...SMALL,
  dataset: 'ring',
  radius: 0.667,
  std: 0.033,
  latent: 16,
  gLr: 1e-3,
  dLr: 1e-3,
  beta1: 0.9,
  dSteps: 3,
  ema: 0,
} as const satisfies Partial<RunConfig>

export const CHALLENGES: readonly Challenge[] = [
  {
    id: 'collapse',
    label: 'Make it collapse',
    task: 'Something holds this run on all eight modes. By step 2,000, let it fall on five or fewer, with 20 % of its samples good.',
    start: { ...COLLAPSING, penalty: 'r1', gamma: 0.1 },
    open: [...RATES, 'ema', 'penalty', 'gamma', 'labelSmoothing', 'instanceNoise'],
    why: 'Break it with the rates and the rules of the game, not with other networks or data.',
    prologue: 0,
    last: 2000,
    goal: { leastModes: 1, mostModes: 5, leastQuality: 0.2 },
  },
  {
    id: 'rescue',
    label: 'Rescue it',
    task: 'It collapses within 2,000 steps. Bring it back to seven modes or more within 3,000 steps, with a tenth of its samples good.',
    start: COLLAPSING,
    open: [...RATES, 'loss', 'penalty', 'gamma', 'labelSmoothing', 'instanceNoise', 'ema', 'topK'],
    why: 'Only what changes at once: the living run must be saved, not another one.',
    prologue: 2000,
    last: 5000,
    goal: { leastModes: 7, leastQuality: 0.1 },
  },
  {
    id: 'detective',
    label: 'Only touch the detective',
    task: 'This run collapses. Change the detective alone, so that at step 2,000 seven modes or more are found, with a tenth of the samples good.',
    start: COLLAPSING,
    open: ['dLayers', 'dNorm', 'dLr', 'dSteps', 'penalty', 'gamma', 'diversity', 'pack', 'instanceNoise'],
    why: 'The forger and what both share stay as they are.',
    prologue: 0,
    last: 2000,
    goal: { leastModes: 7, leastQuality: 0.1 },
  },
  {
    id: 'wasserstein',
    label: 'Tame Wasserstein',
    task: 'Keep the Wasserstein loss, and find seven of the eight modes by step 1,000, with a tenth of the samples good.',
    start: {
      ...SMALL,
      dataset: 'ring',
      loss: 'wasserstein',
      latent: 16,
      beta1: 0.9,
      gLr: 5e-3,
      dLr: 5e-3,
      ema: 0,
    },
    open: [...RATES, 'optimizer', 'penalty', 'gamma', 'ema'],
    why: 'The critic must be tamed by its bound and its steps.',
    prologue: 0,
    last: 1000,
    goal: { leastModes: 7, leastQuality: 0.1 },
  },
  {
    id: 'grid',
    label: 'The whole grid',
    task: 'The detective lags behind. Find 23 of the 25 modes by step 1,000, with a quarter of the samples good.',
    start: { ...SMALL, dataset: 'grid', gLr: 2e-3, dLr: 2e-4, ema: 0.99 },
    open: [
      ...RATES,
      'loss',
      'penalty',
      'gamma',
      'ema',
      'diversity',
      'pack',
      'instanceNoise',
      'labelSmoothing',
    ],
    why: 'Larger networks and batches would be too easy.',
    prologue: 0,
    last: 1000,
    goal: { leastModes: 23, leastQuality: 0.25 },
  },
  {
    id: 'waves',
    label: 'A detective of waves',
    task: 'This detective draws one line over random waves. Find seven of the eight modes by step 1,000, with a fifth of the samples good.',
    start: { ...SMALL, dataset: 'ring', model: 'fourier', dLayers: [16], gLr: 2e-3, dLr: 2e-3 },
    open: [...RATES, 'dLayers', 'ema', 'penalty', 'gamma'],
    why: 'The kind of detective is the point.',
    prologue: 0,
    last: 1000,
    goal: { leastModes: 7, leastQuality: 0.2 },
  },
]

/** The challenge of an id; null when there is none. */
export function challengeOf(id: string | null): Challenge | null {
  return CHALLENGES.find((challenge) => challenge.id === id) ?? null
}

/** The whole config that a challenge begins with; it stops by itself where the prologue ends or it is judged. */
export function startOf({ start, prologue, last }: Challenge): RunConfig {
  return { ...applyChange(defaultsFor(start.dataset), start), seed: 1, steps: prologue > 0 ? prologue : last }
}

/** True when the samples are what the goal asks for. */
export function meets(goal: Goal, found: { modes?: number; highQuality?: number }): boolean {
  const { modes, highQuality } = found
  if (modes === undefined || highQuality === undefined) return false
  return (
    modes >= (goal.leastModes ?? 0) &&
    modes <= (goal.mostModes ?? Infinity) &&
    highQuality >= goal.leastQuality
  )
}
