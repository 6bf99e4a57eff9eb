// Makes sure that what a command needs is there, so that it runs on a fresh machine with Node and npm alone.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

/** Runs a program in the foreground; ends this process with its exit code when it fails. */
export function run(program, args, options = {}) {
  const result = spawnSync(program, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  })
  if (result.error !== undefined) {
    console.error(`${program} could not be started: ${result.error.message}`)
    process.exit(1)
  }
  if (result.status !== 0) process.exit(result.status ?? 1)
}

/** Installs the packages of the lock file where they are missing or older than it. */
export function ensurePackages() {
  const mark = 'node_modules/.package-lock.json'
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync('package-lock.json').mtimeMs) return
  console.log('Installing packages …')
  run('npm', ['ci', '--no-audit', '--no-fund'])
}

const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Path of a Chromium, installing one from the system's packages where there is none and that can be done. */
export function ensureChromium() {
  const found = findChromium()
  if (found !== null) return found
  console.log('No Chromium found: installing it from the system’s packages …')
  const sudo = process.getuid?.() === 0 ? [] : ['sudo']
  if (existsSync('/usr/bin/apt-get')) {
    const apt = (...args) => {
      const [program, ...rest] = [...sudo, 'apt-get', ...args]
      spawnSync(program, rest, {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    }
    apt('update')
    apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core')
  }
  const installed = findChromium()
  if (installed !== null) return installed
  console.error(
    'The browser tests need Chromium. Install it from your system’s packages, or set CHROMIUM to its path.',
  )
  process.exit(1)
}

function findChromium() {
  const named = process.env.CHROMIUM
  if (named !== undefined && existsSync(named)) return named
  return CHROMIUMS.find((path) => existsSync(path)) ?? null
}
