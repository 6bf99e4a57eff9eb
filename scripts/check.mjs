// `npm run check`: format, types, lint, import rules, rooms and cycles. No browser. Two at a time; prints only what fails.
import { spawn } from 'node:child_process'
import { ensurePackages } from './lib/ensure.mjs'

ensurePackages()
const CHECKS = [
  ['lint', 'oxlint', '--deny-warnings'],
  ['types of the page', 'tsc', '-p', 'tsconfig.page.json'],
  ['types of the engine', 'tsc', '-p', 'tsconfig.worker.json'],
  ['types of the tests', 'tsc', '-p', 'tsconfig.test.json'],
  [
    'folder rules and cycles',
    'depcruise',
    'src',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err',
  ],
  ['rooms', 'node', 'scripts/check-rooms.mjs'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
]

let failed = false
const queue = [...CHECKS]
async function worker() {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [name, program, ...args] = next
    const { code, output, seconds } = await capture(program, args)
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`)
    if (code !== 0) {
      failed = true
      console.log(output)
    }
  }
}
await Promise.all([worker(), worker()])
process.exit(failed ? 1 : 0)

function capture(program, args) {
  const start = performance.now()
  return new Promise((resolve) => {
    const command = program === 'node' ? [program, ...args] : ['npx', '--no-install', program, ...args]
    const child = spawn(command[0], command.slice(1), { shell: process.platform === 'win32' })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => resolve({ code, output, seconds: (performance.now() - start) / 1000 }))
  })
}
