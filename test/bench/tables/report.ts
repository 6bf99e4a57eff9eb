/** Prints runs as tables beside what was published. Trains nothing and judges nothing. */
import type { Preset, Published, Variant } from './preset.ts'
import type { Recorded } from './ledger.ts'

export interface SeedRun extends Recorded {
  readonly seed: number
}

export interface VariantRuns {
  readonly variant: Variant
  readonly runs: readonly SeedRun[]
}

/** One preset as markdown: its table, its runs seed by seed, and every difference in set-up. */
export function presetReport(preset: Preset, rows: readonly VariantRuns[], backend: string): string {
  const dates = [...new Set(rows.flatMap(({ runs }) => runs.map(({ date }) => date)))].sort()
  const modes = preset.config.dataset === 'grid' ? preset.config.side ** 2 : preset.config.modes
  return [
    `### ${preset.name}: ${preset.title}`,
    `Our ${count(preset.steps)} steps; published: ${preset.publishedSteps}. ${backend}, ${dates.join(', ')}.`,
    markdown(
      [
        'variant',
        'n',
        `our modes /${modes}`,
        'our HQ %',
        'our reverse KL',
        'modes',
        'HQ %',
        'reverse KL',
        'published in',
      ],
      rows.flatMap(summaryRows),
    ),
    'Modes at each tenth of the run, seed by seed:',
    markdown(
      ['variant', 'seed', 'modes', 'last HQ %', 'last reverse KL'],
      rows.flatMap(({ variant, runs }) => runs.map((run) => pathRow(variant, run))),
    ),
    ['Where our set-up differs:', ...preset.differences.map((text) => `- ${text}`)].join('\n'),
  ].join('\n\n')
}

/** Ours in the first of the rows, one row for each source that published figures. */
function summaryRows({ variant, runs }: VariantRuns): string[][] {
  const ends = runs.flatMap(({ looks }) => looks.slice(-1))
  const ours = [
    variant.name,
    String(ends.length),
    spread(
      ends.map(({ modes }) => modes),
      1,
    ),
    spread(
      ends.map(({ highQuality }) => highQuality * 100),
      1,
    ),
    spread(
      ends.map(({ reverseKL }) => reverseKL ?? Infinity),
      2,
    ),
  ]
  const published = variant.published.length === 0 ? [null] : variant.published
  return published.map((source, i) => [...(i === 0 ? ours : ours.map(() => '')), ...figuresOf(source)])
}

function figuresOf(source: Published | null): string[] {
  if (source === null) return ['–', '–', '–', '–']
  const { modes = '–', highQuality = '–', reverseKL = '–' } = source
  return [modes, highQuality, reverseKL, source.source]
}

function pathRow(variant: Variant, { seed, looks }: SeedRun): string[] {
  const end = looks.at(-1)
  return [
    variant.name,
    String(seed),
    looks.map(({ modes }) => modes).join(' '),
    ((end?.highQuality ?? NaN) * 100).toFixed(1),
    end?.reverseKL?.toFixed(2) ?? '∞',
  ]
}

/** Mean ± standard error, as PacGAN prints its own. */
export function spread(values: readonly number[], digits: number): string {
  if (values.length === 0) return '–'
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length === 1) return mean.toFixed(digits)
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return `${mean.toFixed(digits)} ± ${Math.sqrt(variance / values.length).toFixed(digits)}`
}

export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function count(value: number): string {
  return value.toLocaleString('en-GB')
}
