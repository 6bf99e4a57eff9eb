/** The report of a table's run: one page that needs nothing beside itself, no script and no network. Plain data in, text out. */
import type { PassesNeed } from '../../../../common/need/need.ts'
import type { ColumnReport, RowReport } from '../../../../common/protocol/rows.ts'
import { MEANING_WORDS } from '../../../../common/tables/column-meaning.ts'
import type { ColumnProfile } from '../../../../common/tables/column-profile.ts'

export interface ReportFacts {
  readonly label: string
  readonly rows: number
  readonly fingerprint: string
  /** Name of the column that another model would be asked for. */
  readonly target: string | null
  readonly profiles: readonly ColumnProfile[]
  readonly step: number
  readonly passes: PassesNeed | null
  readonly seed: number
  readonly backend: string
  /** ISO 8601. */
  readonly date: string
  readonly settings: readonly { readonly key: string; readonly label: string; readonly value: string }[]
  readonly figures: readonly {
    readonly label: string
    readonly value: string
    readonly meaning: string
    readonly source: string
  }[]
  /** Fakes that the figures are over. */
  readonly samples: number
  readonly report: RowReport
}

/** What nobody may read into figures of copies. */
export const NO_PROOF =
  'Figures of copies and distances tell memory from learning. They prove nothing about privacy: sets that pass such tests can still give people away (Yao et al. 2025). Only training with differential privacy would, and this was not.'

export function reportHtml(facts: ReportFacts): string {
  const { label, report, figures, settings, samples, date } = facts
  const title = `Fakes of ${label}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${text(title)}</h1>
<p>Made by Ganvas on ${text(date.slice(0, 10))} at ${text(date.slice(11, 16))} UTC, on the machine that trained; nothing was sent anywhere.</p>
</header>
${factsList(facts)}
<section><h2>Figures</h2>
<p>Over ${whole(samples)} fresh fakes, against training rows and rows that training never saw.</p>
<table><thead><tr><th scope="col">Figure</th><th scope="col">Value</th><th scope="col">What it is</th></tr></thead><tbody>
${figures.map(({ label: name, value, meaning, source }) => `<tr><th scope="row">${text(name)}</th><td class="value">${text(value)}</td><td>${text(meaning)} <small>${text(source)}</small></td></tr>`).join('\n')}
</tbody></table>
<p class="note">${text(NO_PROOF)}</p>
</section>
<section><h2>Columns</h2>
<p class="key"><span class="real">reals, filled</span> <span class="fake">fakes, outlined</span> over ${whole(report.fakes)} fakes; the share says how alike both are.</p>
<div class="columns">
${report.columns.map(columnFigure).join('\n')}
</div></section>
${report.pairs === null ? '' : pairsTable(report.pairs)}
${understood(facts.profiles)}
<section><h2>Settings</h2>
<table><tbody>
${settings.map(({ key, label: name, value }) => `<tr><th scope="row">${text(name)}</th><td>${text(value)}</td><td><code>${text(key)}</code></td></tr>`).join('\n')}
</tbody></table></section>
</main>
</body>
</html>
`
}

function factsList({
  rows,
  fingerprint,
  target,
  step,
  passes,
  seed,
  backend,
  profiles,
}: ReportFacts): string {
  const told: [string, string][] = [
    ['Rows', whole(rows)],
    ...(profiles.length === 0 ? [] : ([['Columns', whole(profiles.length)]] as [string, string][])),
    ['To be predicted', target ?? 'no column was named'],
    [
      'Step',
      passes === null ? whole(step) : `${whole(step)} of ${whole(passes.steps)} for ${passes.passes} passes`,
    ],
    ['Seed', String(seed)],
    ['Back end', backend],
    ['Fingerprint of the data', fingerprint],
  ]
  const entries = told.map(([name, value]) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`)
  return `<dl>${entries.join('')}</dl>`
}

const WIDTH = 240
const HEIGHT = 90

/** Bars as on the stage: reals filled, fakes outlined before them. */
function columnFigure({ name, bins, ends, labels, real, fake, alike, means }: ColumnReport): string {
  const most = Math.max(...real, ...fake, 1e-9)
  const pitch = WIDTH / Math.max(1, real.length)
  const gap = (i: number) => (i < bins ? 0.5 : Math.min(6, 0.12 * pitch))
  const bar = (share: number, i: number, kind: string) => {
    const tall = (share / most) * HEIGHT
    return `<rect class="${kind}" x="${(i * pitch + gap(i)).toFixed(1)}" y="${(HEIGHT - tall).toFixed(1)}" width="${Math.max(0.5, pitch - 2 * gap(i)).toFixed(1)}" height="${tall.toFixed(1)}"/>`
  }
  const bars = [
    ...real.map((share, i) => bar(share, i, 'real')),
    ...fake.map((share, i) => bar(share, i, 'fake')),
  ]
  const feet = [
    ...(ends.length === 0 ? [] : [`${ends[0] ?? ''} to ${ends[1] ?? ''}`]),
    ...(means === null ? [] : [`mean ${means.real}, fakes ${means.fake}`]),
    ...labels.map((label, i) => `${label} ${percent(real[bins + i])}, fakes ${percent(fake[bins + i])}`),
  ]
  const words = feet.join('; ')
  return `<figure><figcaption><b>${text(name)}</b> <span>${alike === null ? '' : percent(alike)}</span></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${text(`${name}: ${words}`)}">${bars.join('')}</svg>
<p>${text(words)}</p></figure>`
}

function pairsTable({ names, differences }: NonNullable<RowReport['pairs']>): string {
  const cell = (value: number | undefined) =>
    value === undefined || Number.isNaN(value)
      ? '<td></td>'
      : `<td style="--far:${Math.min(1, 2 * value).toFixed(2)}">${value.toFixed(2)}</td>`
  const rows = names.map(
    (name, row) =>
      `<tr><th scope="row">${text(name)}</th>${names.map((_, column) => cell(differences[row * names.length + column])).join('')}</tr>`,
  )
  return `<section><h2>Pairs of columns</h2>
<p>How far each pair of fakes is from hanging together as the reals do: 0 alike, 1 not at all.</p>
<div class="wide"><table class="pairs"><thead><tr><td></td>${names.map((name) => `<th scope="col"><span>${text(name)}</span></th>`).join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div></section>`
}

function understood(profiles: readonly ColumnProfile[]): string {
  if (profiles.length === 0) return ''
  return `<section><h2>What the columns were taken for</h2>
<table><thead><tr><th scope="col">Column</th><th scope="col">Taken for</th><th scope="col">Missing</th><th scope="col">What was done</th></tr></thead><tbody>
${profiles.map(({ name, meaning, missing, sentence }) => `<tr><th scope="row">${text(name)}</th><td>${text(MEANING_WORDS[meaning])}</td><td>${percent(missing)}</td><td>${text(sentence)}</td></tr>`).join('\n')}
</tbody></table></section>`
}

function percent(share: number | undefined): string {
  return share === undefined ? '' : `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB')
}

/** Names come from files: nothing of them may be taken for markup. */
function text(given: string): string {
  return given
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#1a1b1e,#ececea);--faint:light-dark(#686a6e,#92959b);--line:light-dark(#e4e4de,#26292e);--ground:light-dark(#fcfcfa,#16181b);--real:#009e73;--fake:#d55e00}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{margin:0;font-size:1.5rem}h2{margin:2.5rem 0 .5rem;font-size:1.1rem}p{margin:.25rem 0}
header p,small,.key,figure p,section>p{color:var(--faint)}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.75rem 1.5rem;margin:1.5rem 0}
dt{color:var(--faint)}dd{margin:0;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse}
th,td{padding:.375rem .75rem .375rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
thead th{color:var(--faint)}tbody th{font-weight:600}.value{white-space:nowrap}
section>.note{margin-top:1rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:8px;color:var(--ink)}
.columns{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1.5rem;margin-top:1rem}
figure{margin:0;min-width:0}figcaption{display:flex;justify-content:space-between;gap:.5rem}figcaption b{overflow-wrap:anywhere}
figcaption span{color:var(--faint);white-space:nowrap}
svg{display:block;width:100%;border-bottom:1px solid var(--faint);overflow:visible}
rect.real{fill:var(--real);fill-opacity:.55}rect.fake{fill:none;stroke:var(--fake);stroke-width:1.5}
figure p{margin-top:.25rem;font-size:12px;overflow-wrap:anywhere}
.key .real::before,.key .fake::before{content:'';display:inline-block;width:.8em;height:.8em;margin-right:.35em}
.key .real::before{background:var(--real);opacity:.55}.key .fake::before{border:1.5px solid var(--fake)}
.wide{overflow-x:auto}
.pairs{width:auto;font-size:12px}.pairs th,.pairs td{padding:.25rem .375rem;text-align:right;white-space:nowrap}
.pairs tbody td{background:color-mix(in srgb,var(--fake) calc(70% * var(--far,0)),transparent)}
.pairs thead th{vertical-align:bottom}.pairs thead span{writing-mode:vertical-rl;rotate:180deg}
@media print{section{break-inside:avoid}}
`
