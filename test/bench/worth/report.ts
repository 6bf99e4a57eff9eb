/** The figures of the study as tables of Markdown, every seed by itself: docs/tables.md holds what a run of it printed. */
import { existsSync, readFileSync } from 'node:fs'
import { ARMS, REAL, REFERENCE } from './arms.ts'
import { folderOf, ROOM } from './files.ts'
import { SETS, type WorthSet } from './sets.ts'

type Numbers = Readonly<Record<string, number>>
/** By arm, then by target. */
type Judged = Readonly<Record<string, Readonly<Record<string, Numbers>>>>
type JudgedByPython = Readonly<
  Record<string, { readonly worth: Readonly<Record<string, Numbers>>; readonly quality: number }>
>

/** In the order of the tables: upwards from what knows least. */
const ORDER = [
  'independent',
  'copula',
  REFERENCE,
  ...ARMS.map(({ id }) => id).filter((id) => id !== 'independent' && id !== 'copula'),
  REAL,
]

function read<T>(path: string, otherwise: T): T {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : otherwise
}

export function report(seeds: readonly number[]): string {
  const parts = SETS.flatMap((set) => [
    `## ${set.id}`,
    ...set.targets.map((target) => tablesOf(set, target, seeds)),
    costs(set, seeds),
  ])
  return `${[...parts, planted()].join('\n\n')}\n`
}

function tablesOf(set: WorthSet, target: string, seeds: readonly number[]): string {
  const ours = seeds.map((seed) => read<Judged>(`${folderOf(set.id, seed)}/judged.json`, {}))
  const python = seeds.map((seed) => read<JudgedByPython>(`${folderOf(set.id, seed)}/judged-python.json`, {}))
  const mine = (arm: string) => ours.map((judged) => judged[arm]?.[target]?.['mean'])
  const theirs = (arm: string) => python.map((judged) => judged[arm]?.worth[target]?.['mean'])
  const off = (arm: string) => ours.map((judged) => judged[arm]?.[target]?.['off'])
  const quality = (arm: string) => python.map((judged) => judged[arm]?.quality)
  return [
    `### ${target}`,
    'Macro-F1 on held-out rows, mean of our forest, logistic regression and perceptron:',
    table(seeds, mine, 3),
    wins(mine),
    'The same by scikit-learn’s:',
    table(seeds, theirs, 3),
    wins(theirs),
    'Largest difference of a class’s share to the training rows, in points:',
    table(seeds, off, 1),
    ...(target === set.targets[0] ? ['SDMetrics’ quality score of the rows:', table(seeds, quality, 3)] : []),
  ].join('\n\n')
}

type Row = (arm: string) => readonly (number | undefined)[]

function table(seeds: readonly number[], row: Row, digits: number): string {
  const head = ['arm', ...seeds.map((seed) => `seed ${seed}`), 'mean']
  const rows = ORDER.filter((arm) => row(arm).some((value) => value !== undefined)).map((arm) => {
    const told = row(arm).filter((value) => value !== undefined)
    const mean = told.reduce((sum, value) => sum + value / told.length, 0)
    return [arm, ...[...row(arm), mean].map((value) => value?.toFixed(digits) ?? '–')]
  })
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** In how many seeds ours is at least as good as each other. */
function wins(row: Row): string {
  const ours = row('ours')
  const counts = ORDER.filter((arm) => arm !== 'ours').flatMap((arm) => {
    const pairs = row(arm).flatMap((value, i) => {
      const own = ours[i]
      return value === undefined || own === undefined ? [] : [own >= value]
    })
    return pairs.length === 0 ? [] : [`${arm} in ${pairs.filter(Boolean).length} of ${pairs.length}`]
  })
  return counts.length === 0 ? '' : `Ours is at least as good as ${counts.join(', ')}.`
}

function costs(set: WorthSet, seeds: readonly number[]): string {
  const reference = seeds.flatMap((seed) => {
    const found = read<Numbers | null>(`${folderOf(set.id, seed)}/reference.json`, null)
    return found === null ? [] : [found]
  })
  const ours = seeds.flatMap((seed) => {
    const found = read<Readonly<Record<string, Numbers>>>(`${folderOf(set.id, seed)}/facts.json`, {})['ours']
    return found === undefined ? [] : [found]
  })
  const mean = (of: readonly Numbers[], name: string) =>
    of.reduce((sum, one) => sum + (one[name] ?? NaN) / of.length, 0)
  const row = (name: string, of: readonly Numbers[]) =>
    `| ${name} | ${of[0]?.['epochs'] ?? 0} | ${mean(of, 'processorSecondsPerEpoch').toFixed(3)} | ${mean(of, 'secondsPerEpoch').toFixed(2)} | ${mean(of, 'memory').toFixed(0)} |`
  const accepted = ours.map((one) => `${(100 * (one['acceptance'] ?? NaN)).toFixed(0)} %`).join(', ')
  return [
    '### Cost',
    [
      '| | epochs | processor s an epoch | s an epoch, on the busy machine | peak memory, MiB |',
      '| --- | --- | --- | --- | --- |',
      row('reference', reference),
      row('ours', ours),
    ].join('\n'),
    `Of our rows made, so many had the class that they were asked for: ${accepted}.`,
  ].join('\n\n')
}

function planted(): string {
  const found = read<Readonly<Record<string, { epochs: number; share: number }>>>(`${ROOM}/planted.json`, {})
  const rows = Object.entries(found).map(
    ([name, { epochs, share }]) => `| ${name} | ${epochs} | ${(100 * share).toFixed(1)} % |`,
  )
  return [
    '## A planted rule',
    ['| a and b, seed | epochs | fakes that obey |', '| --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n')
}
