/** What must hold of the tables, counted seed by seed. A claim that fails is printed as failing: nothing is bent to fit. */
import type { VariantRuns } from './report.ts'

export interface Claim {
  /** The preset it is about. */
  readonly preset: string
  readonly text: string
  /** Whether one seed's last modes bear it out; `plain` is the first variant's on the same seed. */
  readonly holds: (modes: number, plain: number) => boolean
  readonly variant: string
  /** Seeds in five, or in all there are. */
  readonly atLeast: number
}

export const CLAIMS: readonly Claim[] = [
  {
    preset: 'xy-collapse',
    text: 'plain GAN loses modes',
    variant: 'plain',
    holds: (modes) => modes < 8,
    atLeast: 0.8,
  },
  ...['R1, γ = 1', 'PacGAN m = 2', 'PacGAN m = 4'].map((variant) => ({
    preset: 'xy-collapse',
    text: `${variant} holds at least 7 of 8 modes`,
    variant,
    holds: (modes: number) => modes >= 7,
    atLeast: 0.8,
  })),
  {
    preset: 'xy-collapse',
    text: 'minibatch discrimination keeps more modes than plain on the same seed',
    variant: 'minibatch discrimination',
    holds: (modes, plain) => modes > plain,
    atLeast: 0.8,
  },
  {
    preset: 'r3-grid',
    text: 'the paired relativistic loss with R1 + R2 covers 25 of 25',
    variant: 'paired relativistic + R1 + R2',
    holds: (modes) => modes === 25,
    atLeast: 1,
  },
  {
    preset: 'r3-grid',
    text: 'the plain loss does not cover 25 of 25',
    variant: 'plain',
    holds: (modes) => modes < 25,
    atLeast: 1,
  },
]

export interface Verdict {
  readonly claim: Claim
  readonly bearing: number
  readonly seeds: number
  readonly holds: boolean
}

/** Judges the claims about one preset; those without any run are left out. */
export function judge(preset: string, rows: readonly VariantRuns[]): Verdict[] {
  const lastModes = (name: string) =>
    new Map(
      (rows.find(({ variant }) => variant.name === name)?.runs ?? []).map(
        ({ seed, looks }) => [seed, looks.at(-1)?.modes ?? 0] as const,
      ),
    )
  const plain = lastModes('plain')
  return CLAIMS.filter((claim) => claim.preset === preset).flatMap((claim) => {
    const ends = [...lastModes(claim.variant)]
    if (ends.length === 0) return []
    const bearing = ends.filter(([seed, modes]) => claim.holds(modes, plain.get(seed) ?? NaN)).length
    return [{ claim, bearing, seeds: ends.length, holds: bearing >= claim.atLeast * ends.length }]
  })
}
