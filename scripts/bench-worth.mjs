// `npm run bench -- worth`: what fakes of tables are worth beside the reference CTGAN (docs/tables.md). Builds the study
// (test/bench/worth/) for Node, makes an environment of Python's own from scripts/worth/requirements.txt, and runs both by turns.
// `npm run bench -- worth PART …` runs one part: those of run.ts, `reference` or `judge-python`. What is made already stays.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { platform } from 'node:process'
import { buildForNode } from './lib/build-node.mjs'
import { run } from './lib/ensure.mjs'

const ROOM = '.cache/worth'
const REQUIREMENTS = 'scripts/worth/requirements.txt'
const python = platform === 'win32' ? `${ROOM}/venv/Scripts/python.exe` : `${ROOM}/venv/bin/python`
const SETS = ['weather', 'birdstrikes']
/** Of the reference: its own default for weather; birdstrikes at 300 is most of an hour for five seeds. */
const EPOCHS = { weather: 300, birdstrikes: 100 }

/** @param {string[]} args what follows `worth` */
export async function benchWorth([part, ...rest]) {
  await buildForNode('test/bench/worth/run.ts', `${ROOM}/run`)
  const node = (...words) => run('node', [`${ROOM}/run/run.js`, ...words])
  const steps = {
    reference: () => {
      ensureEnvironment()
      for (const set of SETS)
        run(python, ['scripts/worth/reference.py', ...foldersOf(set), '--epochs', String(EPOCHS[set])])
    },
    'judge-python': () => {
      ensureEnvironment()
      run(python, ['scripts/worth/judge.py', ...SETS.flatMap(foldersOf)])
    },
  }
  if (part !== undefined) return steps[part]?.() ?? (part in steps ? undefined : node(part, ...rest))
  node('prepare')
  steps.reference()
  for (const name of ['make', 'timing', 'planted', 'judge']) node(name)
  steps['judge-python']()
  node('report')
}

function foldersOf(set) {
  return readdirSync(`${ROOM}/${set}`)
    .filter((seed) => /^\d+$/u.test(seed))
    .map((seed) => `${ROOM}/${set}/${seed}`)
}

/** Made anew where the list has changed. */
function ensureEnvironment() {
  const wanted = readFileSync(REQUIREMENTS, 'utf8')
  const mark = `${ROOM}/venv/wanted.txt`
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  rmSync(`${ROOM}/venv`, { recursive: true, force: true })
  mkdirSync(ROOM, { recursive: true })
  console.log('Making a Python environment …')
  run(process.env.PYTHON ?? 'python3', ['-m', 'venv', `${ROOM}/venv`])
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS])
  writeFileSync(mark, wanted)
}
