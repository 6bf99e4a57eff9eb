// `npm run test:python`: what leaves the page, under Python. Makes an environment of its own from test/python/requirements.txt,
// lets every exporter write into a folder, opens all of it there, and runs the scripts that leave, there and back. Closes with "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { platform } from 'node:process'
import { buildForNode } from './lib/build-node.mjs'
import { ensurePackages, run } from './lib/ensure.mjs'

const ROOM = '.cache/python'
const REQUIREMENTS = 'test/python/requirements.txt'
const python = platform === 'win32' ? `${ROOM}/env/Scripts/python.exe` : `${ROOM}/env/bin/python`

ensurePackages()
ensureEnvironment()
const left = room('left')
await buildForNode('test/python/leave.ts', `${ROOM}/run`)
run('node', [`${ROOM}/run/leave.js`, left])
const opened = passedBy(python, ['test/python/check.py', left])

const tables = room('tables')
await buildForNode('test/python/leave-tables.ts', `${ROOM}/leave-tables`)
run('node', [`${ROOM}/leave-tables/leave-tables.js`, tables])
const framed = passedBy(python, ['test/python/check_tables.py', tables])

const scripts = room('scripts')
await buildForNode('test/python/leave-scripts.ts', `${ROOM}/leave-scripts`)
run('node', [`${ROOM}/leave-scripts/leave-scripts.js`, scripts])
const made = passedBy(python, ['test/python/check_scripts.py', scripts])
await buildForNode('test/python/return-scripts.ts', `${ROOM}/return-scripts`)
const returned = passedBy('node', [`${ROOM}/return-scripts/return-scripts.js`, scripts])

const all = [opened, framed, made, returned]
const sum = (of) => all.reduce((total, one) => total + one[of], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(all.every(({ content }) => content) ? 0 : 1)

/** An empty folder. */
function room(name) {
  const path = `${ROOM}/${name}`
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true })
  return path
}

/** Runs a part of the lane, which closes with a line of its own; its counts are added up. */
function passedBy(program, args) {
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const found = /^(\d+) passed, (\d+) failed$/mu.exec(stdout ?? '')
  console.log((stdout ?? '').replace(/^\d+ passed, \d+ failed\n/mu, '').trimEnd())
  const [, passed = 0, failed = 1] = found ?? []
  return { passed: Number(passed), failed: Number(failed), content: status === 0 && found !== null }
}

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
