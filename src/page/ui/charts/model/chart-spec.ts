/** What each chart shows, as plain data: lines, colours by role, reference lines. Must not hold values. */
import { lossEntry, restingLines, type LossId } from '../../../../common/catalog/losses.ts'
import type { SeriesColumn } from '../../../../common/numbers/series-columns.ts'

/** Who a line is about. Decides colour, dash and marker everywhere. */
export type Role = 'generator' | 'discriminator' | 'real'

export interface LineSpec<K extends string = string> {
  readonly key: K
  /** In full, for words. */
  readonly label: string
  /** In the legend, beside the chart’s title. */
  readonly short: string
  readonly role: Role
}

export interface ReferenceSpec {
  readonly value: number
  /** Short: it stands in the margin, `ln 4`. */
  readonly label: string
  /** What it is, for the summary: “equilibrium of D”. */
  readonly meaning: string
  /** Whose line it is; absent: everyone's. */
  readonly role?: Role
}

export interface ChartSpec<K extends string = string> {
  readonly id: string
  readonly title: string
  /** One line for the tooltip: what is drawn. */
  readonly meaning: string
  readonly lines: readonly LineSpec<K>[]
  readonly references: readonly ReferenceSpec[]
  /** Values are shares: the axis is 0 … 1 and figures may read as such. */
  readonly share: boolean
  /** The log toggle is offered, and how it stands at first. */
  readonly log: 'never' | 'off' | 'on'
  /** Figures are percentages. */
  readonly percent: boolean
}

const GENERATOR_LOSS: LineSpec<SeriesColumn> = {
  key: 'lossG',
  label: 'Generator',
  short: 'G',
  role: 'generator',
}
const DISCRIMINATOR_LOSS: LineSpec<SeriesColumn> = {
  key: 'lossD',
  label: 'Discriminator',
  short: 'D',
  role: 'discriminator',
}

/** Both losses, with the lines on which they would rest if D could not tell fakes from reals. */
export function lossesSpec(id: LossId): ChartSpec<SeriesColumn> {
  const entry = lossEntry(id)
  return {
    id: 'losses',
    title: 'Losses',
    meaning: `${entry.label}. D minimises ${entry.discriminator}, G minimises ${entry.generator}. ${entry.usual}`,
    lines: [GENERATOR_LOSS, DISCRIMINATOR_LOSS],
    references: equilibriumLines(id),
    share: false,
    log: 'off',
    percent: false,
  }
}

function equilibriumLines(id: LossId): ReferenceSpec[] {
  const at = restingLines(id)
  if (at === null) return []
  return [
    {
      value: at.discriminator,
      label: naturalText(at.discriminator),
      meaning: 'D at equilibrium',
      role: 'discriminator',
    },
    { value: at.generator, label: naturalText(at.generator), meaning: 'G at equilibrium', role: 'generator' },
  ]
}

/** Logs by name: 1.386… is `ln 4`. */
export function naturalText(value: number): string {
  const power = Math.exp(Math.abs(value))
  const whole = Math.round(power)
  if (whole > 1 && Math.abs(power - whole) < 1e-9) return `${value < 0 ? '−' : ''}ln ${whole}`
  return String(Number(value.toPrecision(4))).replace('-', '−')
}

/** What the discriminator thinks of reals and of fakes. ½ is a coin toss, where σ(D) is a probability at all. */
export function scoresSpec(id: LossId): ChartSpec<SeriesColumn> {
  const { logistic } = lossEntry(id)
  return {
    id: 'scores',
    title: 'Scores',
    meaning: logistic
      ? 'Mean σ(D) over the last batch: how sure the detective is that an item is real.'
      : 'Mean σ(D) over the last batch. Under this loss D is no probability: read it as a rank only.',
    lines: [
      { key: 'realScore', label: 'Reals', short: 'D(x)', role: 'real' },
      { key: 'fakeScore', label: 'Fakes', short: 'D(G(z))', role: 'generator' },
    ],
    references: logistic ? [{ value: 0.5, label: '½', meaning: 'cannot tell' }] : [],
    share: true,
    log: 'never',
    percent: false,
  }
}

export const GRADIENTS_SPEC: ChartSpec<SeriesColumn> = {
  id: 'gradients',
  title: 'Gradient norms',
  meaning:
    'Euclidean norm of each network’s whole gradient. Near zero: nothing is learnt; soaring: unstable.',
  lines: [
    { key: 'gradNormG', label: 'Generator', short: 'G', role: 'generator' },
    { key: 'gradNormD', label: 'Discriminator', short: 'D', role: 'discriminator' },
  ],
  references: [],
  share: false,
  log: 'on',
  percent: false,
}

export type CoverageKey = 'modes' | 'highQuality'

export const COVERAGE_SPEC: ChartSpec<CoverageKey> = {
  id: 'coverage',
  title: 'Coverage',
  meaning: 'Share of modes covered, and share of samples within 3 standard deviations of their nearest mode.',
  lines: [
    { key: 'modes', label: 'Modes covered', short: 'Modes', role: 'real' },
    { key: 'highQuality', label: 'High quality', short: 'Quality', role: 'generator' },
  ],
  references: [],
  share: true,
  log: 'never',
  percent: true,
}
