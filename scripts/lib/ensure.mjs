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

/**
 * Programs that the browser tests need: the variable that may name their path, where they usually are, and the system's
 * packages that bring them.
 */
const CHROMIUM = {
  variable: 'CHROMIUM',
  paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  packages: ['chromium', 'fonts-dejavu-core'],
}
const OTHER_ENGINES = [
  {
    variable: 'FIREFOX',
    paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    packages: ['firefox-esr'],
  },
  { variable: 'WEBKIT_DRIVER', paths: ['/usr/bin/WebKitWebDriver'], packages: ['webkit2gtk-driver'] },
  { variable: 'XVFB', paths: ['/usr/bin/Xvfb'], packages: ['xvfb'] },
]

/** Path of a Chromium, installing one from the system's packages where there is none and that can be done. */
export function ensureChromium() {
  installMissing([CHROMIUM])
  return chromiumOrEnd()
}

/**
 * As `ensureChromium`, with Firefox, WebKit's driver and a virtual screen beside it. Where one of those cannot be had, the
 * tests that need it fail and say what to install.
 */
export function ensureEngines() {
  installMissing([CHROMIUM, ...OTHER_ENGINES])
  return chromiumOrEnd()
}

function chromiumOrEnd() {
  const found = find(CHROMIUM)
  if (found !== null) return found
  console.error(
    'The browser tests need Chromium. Install it from your system’s packages, or set CHROMIUM to its path.',
  )
  process.exit(1)
}

function find({ variable, paths }) {
  const named = process.env[variable]
  if (named !== undefined && existsSync(named)) return named
  return paths.find((path) => existsSync(path)) ?? null
}

/** One call for all that is missing; one for each where a system does not know them all. */
function installMissing(programs) {
  const missing = programs.filter((program) => find(program) === null)
  if (missing.length === 0 || !existsSync('/usr/bin/apt-get')) return
  const packages = missing.flatMap((program) => program.packages)
  console.log(`Installing from the system’s packages: ${packages.join(', ')} …`)
  apt('update')
  if (install(packages) === 0) return
  for (const program of missing) install(program.packages)
}

function install(packages) {
  return apt('install', '-y', '--no-install-recommends', ...packages)
}

/** Exit code of apt-get. */
function apt(...args) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo']
  const [program, ...rest] = [...sudo, 'apt-get', ...args]
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(program, rest, { stdio: 'inherit', env }).status
}
