/**
 * `npm run bench -- tables`: the presets of papers, seed by seed, beside what was published. Runs on the WASM back end in
 * Node with our kernels; finished runs are kept in .cache/tables/ and not run again.
 */
import { argv, exit, stderr, stdout } from 'node:process'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'
import { judge, type Verdict } from './claims.ts'
import { diracReport } from './dirac-report.ts'
import { openLedger, type Ledger } from './ledger.ts'
import { readOptions, USAGE, type Options } from './options.ts'
import type { Preset } from './preset.ts'
import { PRESETS } from './presets.ts'
import { presetReport, type SeedRun, type VariantRuns } from './report.ts'
import { runOne } from './run-one.ts'

const FILE = '.cache/tables/runs.jsonl'
const BACKEND = 'WASM in Node'

const print = (text: string): void => void stdout.write(`${text}\n\n`)
const tell = (text: string): void => void stderr.write(`${text}\n`)

async function runsOf(preset: Preset, options: Options, ledger: Ledger): Promise<VariantRuns[]> {
  const rows = preset.variants.map((variant) => ({ variant, runs: [] as SeedRun[] }))
  for (const seed of options.seeds ?? preset.seeds) {
    for (const { variant, runs } of rows) {
      const config = { ...preset.config, ...variant.change, seed }
      const steps = variant.steps ?? preset.steps
      const known = ledger.find(config, steps)
      if (known === null && options.print) continue
      const run = known ?? ledger.add(config, steps, await runOne(config, steps))
      runs.push({ ...run, seed })
      const end = run.looks.at(-1)
      if (known === null) tell(`${preset.name} · ${variant.name} · seed ${seed}: ${end?.modes ?? 0} modes`)
    }
  }
  return rows
}

function verdictLine({ claim, bearing, seeds, holds }: Verdict): string {
  return `- ${holds ? 'holds' : '**fails**'}: ${claim.text} (${bearing} of ${seeds} seeds)`
}

async function main(words: readonly string[]): Promise<number> {
  let options: Options
  try {
    options = readOptions(words)
  } catch (error) {
    tell(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
  await openWasmEngine()
  const ledger = openLedger(FILE)
  const verdicts: Verdict[] = []
  for (const preset of PRESETS.filter(({ name }) => name.includes(options.only))) {
    const rows = (await runsOf(preset, options, ledger)).filter(({ runs }) => runs.length > 0)
    if (rows.length === 0) continue
    print(presetReport(preset, rows, BACKEND))
    verdicts.push(...judge(preset.name, rows))
  }
  if ('dirac'.includes(options.only)) print(diracReport())
  if (verdicts.length > 0) print(['What must hold:', ...verdicts.map(verdictLine)].join('\n'))
  return verdicts.every(({ holds }) => holds) ? 0 : 1
}

exit(await main(argv.slice(2)))
