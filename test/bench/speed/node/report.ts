/** Prints what was timed: a table for people, one JSON line per figure for machines. Decides nothing. */
import type { Figures } from './figures.ts'
import type { PeerName } from './options.ts'
import type { Refusal } from './time-group.ts'

/** What a figure belongs to. */
export interface Subject {
  readonly case: string
  readonly backend: string
}

const NAMES: Record<PeerName, string> = {
  ours: 'Ganvas',
  stock: 'tfjs, stock',
  jax: 'jax-js',
  torch: 'PyTorch (native)',
}

const HEADINGS = [
  'peer',
  'ms a step (least–most)',
  'n',
  '× stock',
  'first step',
  'JS ms',
  'dispatches',
  'submits',
  'reads',
  'MB',
  'tensors',
  'GFLOP/s',
  'of ceiling',
  'on',
]

/** A Markdown table, all peers of one case on one back end. */
export function table(figures: readonly Figures[], refusals: readonly Refusal[]): string {
  const stock = figures.find(({ peer }) => peer === 'stock')?.ms.median ?? null
  const rows = [
    ...figures.map((figure) => rowOf(figure, stock)),
    ...refusals.map(({ peer, refused }) => [NAMES[peer], `impossible: ${refused}`]),
  ]
  return markdown(HEADINGS, rows)
}

function rowOf(figure: Figures, stock: number | null): string[] {
  const {
    peer,
    adapter,
    samples,
    stepsPerSample,
    ms,
    firstMs,
    jsMs,
    commands,
    bytes,
    tensors,
    gflops,
    share,
  } = figure
  return [
    NAMES[peer],
    `${digits(ms.median)} (${digits(ms.least)}–${digits(ms.most)})`,
    stepsPerSample === 1 ? `${samples}` : `${samples} × ${stepsPerSample}`,
    orDash(stock, (ms0) => `${digits(ms0 / ms.median)}×`),
    digits(firstMs),
    orDash(jsMs, digits),
    orDash(commands, ({ dispatches }) => digits(dispatches)),
    orDash(commands, ({ submits }) => digits(submits)),
    orDash(commands, ({ readbacks }) => digits(readbacks)),
    orDash(bytes, (size) => digits(size / 1e6)),
    orDash(tensors, String),
    digits(gflops),
    orDash(share, (part) => `${Math.round(part * 100)} %`),
    adapter,
  ]
}

/** Three significant digits, without exponent. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))
}

function orDash<T>(value: T | null, show: (value: T) => string): string {
  return value === null ? '–' : show(value)
}

export function markdown(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const full = rows.map((row) => headings.map((_, i) => row[i] ?? ''))
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(headings), line(headings.map(() => '---')), ...full.map(line)].join('\n')
}

/** One object per figure, in the order of the table. */
export function figureLines(subject: Subject, figure: Figures): object[] {
  const {
    peer,
    adapter,
    samples,
    stepsPerSample,
    ms,
    firstMs,
    jsMs,
    commands,
    bytes,
    tensors,
    gflops,
    share,
  } = figure
  const line = (name: string, unit: string, value: number | null, more: object = {}) =>
    value === null
      ? []
      : [{ figure: name, ...subject, peer, on: adapter, value: rounded(value), unit, ...more }]
  return [
    ...line('step', 'ms', ms.median, {
      least: rounded(ms.least),
      most: rounded(ms.most),
      samples,
      stepsPerSample,
    }),
    ...line('first-step', 'ms', firstMs),
    ...line('javascript', 'ms/step', jsMs),
    ...line('dispatches', '1/step', commands?.dispatches ?? null),
    ...line('submits', '1/step', commands?.submits ?? null),
    ...line('read-backs', '1/step', commands?.readbacks ?? null),
    ...line('buffer-writes', '1/step', commands?.writes ?? null),
    ...line('bind-groups', '1/step', commands?.bindGroups ?? null),
    ...line('memory', 'bytes', bytes),
    ...line('tensors', '1', tensors),
    ...line('rate', 'GFLOP/s', gflops),
    ...line('share-of-ceiling', '1', share),
  ]
}

function rounded(value: number): number {
  return Number(value.toPrecision(5))
}
