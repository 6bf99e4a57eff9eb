// `npm run test:python`: what leaves the page, under Python. Makes an environment of its own from test/python/requirements.txt,
// lets every exporter write into a folder, and opens all of it there. Closes with "N passed, N failed".
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { platform } from 'node:process'
import { ensurePackages, run } from './lib/ensure.mjs'

const ROOM = '.cache/python'
const REQUIREMENTS = 'test/python/requirements.txt'
const python = platform === 'win32' ? `${ROOM}/env/Scripts/python.exe` : `${ROOM}/env/bin/python`

ensurePackages()
ensureEnvironment()
const left = `${ROOM}/left`
rmSync(left, { recursive: true, force: true })
mkdirSync(left, { recursive: true })
const { build } = await import('vite')
await build({
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  build: { ssr: 'test/python/leave.ts', outDir: `${ROOM}/run`, emptyOutDir: true, target: 'node20' },
})
run('node', [`${ROOM}/run/leave.js`, left])
run(python, ['test/python/check.py', left])

/** Made anew where the list has changed. */
function ensureEnvironment() {
  const wanted = readFileSync(REQUIREMENTS, 'utf8')
  const mark = `${ROOM}/env/wanted.txt`
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  rmSync(`${ROOM}/env`, { recursive: true, force: true })
  console.log('Making a Python environment …')
  run(process.env.PYTHON ?? 'python3', ['-m', 'venv', `${ROOM}/env`])
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS])
  writeFileSync(mark, wanted)
}
