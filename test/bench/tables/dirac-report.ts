/** The Dirac-GAN's panels (Mescheder et al. 2018, figure 2 and the notebook's constants), ours beside the closed form. */
import type { LossId } from '../../../src/common/catalog/losses.ts'
import type { PenaltyId } from '../../../src/common/catalog/penalties.ts'
import { diracOrbit, type Point } from './dirac.ts'
import { markdown } from './report.ts'

/** The notebook's: step 0.2, start (1, 1), 500 steps, both players at once. */
const RATE = 0.2
const STEPS = 500
const START: Point = [1, 1]

interface Panel {
  readonly name: string
  readonly loss: LossId
  readonly penalty: PenaltyId
  readonly gamma: number
  /** |eigenvalue| of I + ηJ at the origin from the closed form; null where the game has none there. */
  readonly factor: number | null
  readonly published: string
}

/** Largest |1 + ηλ|, λ = −γ/2 ± √(γ²/4 − f′²). */
function factor(gamma: number, slope: number): number {
  const inside = gamma ** 2 / 4 - slope ** 2
  if (inside >= 0) return Math.abs(1 + RATE * (-gamma / 2 + Math.sqrt(inside)))
  return Math.hypot(1 - (RATE * gamma) / 2, RATE * Math.sqrt(-inside))
}

const PANELS: readonly Panel[] = [
  {
    name: 'GAN',
    loss: 'minimax',
    penalty: 'none',
    gamma: 0,
    factor: factor(0, 0.5),
    published: 'λ = ±i/2: not locally convergent',
  },
  {
    name: 'non-saturating GAN',
    loss: 'non-saturating',
    penalty: 'none',
    gamma: 0,
    factor: factor(0, 0.5),
    published: 'λ = ±i/2: not locally convergent',
  },
  {
    name: 'WGAN, clip 0.3',
    loss: 'wasserstein',
    penalty: 'clip',
    gamma: 0.3,
    factor: null,
    published: 'not locally convergent',
  },
  {
    name: 'WGAN-GP, γ = 1, slope to 1',
    loss: 'wasserstein',
    penalty: 'gradient',
    gamma: 1,
    factor: null,
    published: 'not locally convergent (drawn there with the slope pulled to 0.3)',
  },
  ...[0.3, 1].map((gamma): Panel => ({
    name: `non-saturating GAN + R1, γ = ${gamma}`,
    loss: 'non-saturating',
    penalty: 'r1',
    gamma,
    factor: factor(gamma, 0.5),
    published: 'locally convergent',
  })),
]

/** A table of every panel: where it ends, and how fast it grows or shrinks near the origin. */
export function diracReport(): string {
  const rows = PANELS.map(({ name, loss, penalty, gamma, ...panel }) => {
    const game = { loss, penalty, gamma, rate: RATE, order: 'at once' } as const
    const end = diracOrbit(game, START, STEPS).at(-1) ?? START
    const near = diracOrbit(game, [0.01, 0.01], 200)
    const ours = panel.factor === null ? '–' : factorOf(near).toFixed(4)
    return [name, radius(end).toPrecision(3), ours, panel.factor?.toFixed(4) ?? '–', panel.published]
  })
  return [
    `### dirac: one real at 0, one fake at θ, D(x) = ψx`,
    `Step ${RATE}, start (1, 1), ${STEPS} steps, both players at once.`,
    markdown(
      [
        'game',
        'last distance from rest',
        'our factor a step',
        'closed form, modulus of 1 + ηλ',
        'Mescheder et al. 2018',
      ],
      rows,
    ),
  ].join('\n\n')
}

/** Growth a step near rest: the area two neighbouring points span grows by the determinant. */
function factorOf(orbit: readonly Point[]): number {
  const area = (n: number) => {
    const [a, b] = [orbit[n] ?? START, orbit[n + 1] ?? START]
    return Math.abs(a[0] * b[1] - a[1] * b[0])
  }
  const [from, to] = [5, 45]
  return (area(to) / area(from)) ** (1 / (2 * (to - from)))
}

function radius([theta, psi]: Point): number {
  return Math.hypot(theta, psi)
}
