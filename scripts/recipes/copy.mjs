// A copy of the tree to try a recipe on: the files git knows and those not yet added, as they stand, with this checkout's
// packages. Knows nothing of recipes.
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  existsSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const CONFIGS = ['tsconfig.page.json', 'tsconfig.worker.json', 'tsconfig.test.json']

export function openCopy(env) {
  const folder = mkdtempSync(join(tmpdir(), 'ganvas-recipe-'))
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  for (const path of listed.stdout.split('\0').filter((name) => name !== '' && existsSync(name))) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    cpSync(path, join(folder, path))
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir')

  const run = (command) => {
    const { status, stdout, stderr } = spawnSync(command, {
      cwd: folder,
      env,
      shell: true,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
    return { code: status ?? 1, output: `${stdout}${stderr}`.trim() }
  }
  return {
    folder,
    run,
    /** @returns null, or why the edit does not fit the tree */
    apply({ path, text, place, mark }) {
      const target = join(folder, path)
      if (place === null) {
        mkdirSync(dirname(target), { recursive: true })
        writeFileSync(target, `${text}\n`)
        return null
      }
      const lines = readFileSync(target, 'utf8').split('\n')
      const found = lines.flatMap((line, i) => (line.includes(mark) ? [i] : []))
      if (found.length !== 1) return `${path} has ${found.length} lines with “${mark}”; it must be one.`
      const at = place === 'after' ? found[0] + 1 : found[0]
      lines.splice(at, place === 'instead' ? 1 : 0, ...text.split('\n'))
      writeFileSync(target, lines.join('\n'))
      return null
    },
    /** What the compiler says of page, worker and tests; empty where all is well. */
    types() {
      return CONFIGS.map((config) =>
        run(`npx --no-install tsc -p ${config} --incremental --tsBuildInfoFile .cache/${config}.info`),
      )
        .flatMap(({ code, output }) => (code === 0 ? [] : [output]))
        .join('\n')
    },
    lint(paths) {
      const code = paths.filter((path) => /\.(tsx?|mjs)$/.test(path)).join(' ')
      const written = paths.join(' ')
      return [
        `npx --no-install prettier --write --ignore-unknown --log-level warn ${written}`,
        `npx --no-install oxlint --deny-warnings ${code}`,
        'npx --no-install depcruise src --config .dependency-cruiser.cjs --output-type err',
        'node scripts/check-rooms.mjs',
      ].join(' && ')
    },
    remove() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
