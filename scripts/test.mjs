// `npm test`: installs what is missing, builds the app, runs every lane, and closes with "N passed, N failed".
// Arguments go to Vitest: `npm test -- --project unit`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureChromium, ensureEngines, ensurePackages, run } from './lib/ensure.mjs'

ensurePackages()
const extra = process.argv.slice(2)
const chosen = extra.includes('--project')
const lanes = chosen
  ? [extra]
  : ['unit', 'gpu', 'e2e', 'engines'].map((lane) => ['--project', lane, ...extra])
const needsEngines = !chosen || extra.includes('engines')
const needsBuild = needsEngines || extra.includes('e2e')
const env = { ...process.env, CHROMIUM: needsEngines ? ensureEngines() : ensureChromium() }
if (needsBuild) run('npx', ['vite', 'build', '--logLevel', 'warn'], { env })

const report = 'test-results/report.json'
let passed = 0
let failed = 0
for (const lane of lanes) {
  mkdirSync('test-results', { recursive: true })
  rmSync(report, { force: true })
  const args = [
    'vitest',
    'run',
    ...lane,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const { status } = spawnSync('npx', args, { stdio: 'inherit', env, shell: process.platform === 'win32' })
  const counts = readCounts()
  passed += counts.passed
  // A lane that broke before it could count, or that skipped or ran nothing, has failed.
  failed += counts.failed + counts.skipped + (status !== 0 && counts.failed === 0 ? 1 : 0)
  if (counts.passed + counts.failed === 0) failed += status === 0 ? 1 : 0
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function readCounts() {
  try {
    const json = JSON.parse(readFileSync(report, 'utf8'))
    return {
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests + json.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}
