// A part of the build: writes `service-worker.js` beside the page, with the names and hashes of all files it keeps.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import type { Plugin } from 'vite'
import type { KeptFile, KeptFiles } from '../../src/common/protocol/offline.ts'

const NAME = 'service-worker.js'
const PLACE = '__FILES__'
/** Large, and not needed to begin: kept once it was used. */
const ON_USE = /^data\//u

export function offline(): Plugin {
  let publicDir = ''
  return {
    name: 'offline',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      publicDir = config.publicDir
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: 'src/service-worker.ts', fileName: NAME })
    },
    generateBundle: {
      // After the page itself was written.
      order: 'post',
      handler(_options, bundle) {
        const shell: Record<string, KeptFile> = {}
        const onUse: Record<string, KeptFile> = {}
        const add = (path: string, content: string | Uint8Array): void => {
          ;(ON_USE.test(path) ? onUse : shell)[path] = factsOf(content)
        }
        for (const [path, file] of Object.entries(bundle))
          if (path !== NAME) add(path, file.type === 'chunk' ? file.code : file.source)
        for (const path of filesIn(publicDir)) {
          const named = relative(publicDir, path).split(sep).join(posix.sep)
          if (!named.endsWith('.md')) add(named, readFileSync(path))
        }
        const worker = bundle[NAME]
        if (worker?.type !== 'chunk') throw new Error(`${NAME} was not built`)
        if (worker.imports.length > 0) throw new Error(`${NAME} must stand alone`)
        const files: KeptFiles = { shell, onUse }
        worker.code = worker.code.replaceAll(PLACE, JSON.stringify(files))
      },
    },
  }
}

function factsOf(content: string | Uint8Array): KeptFile {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16)
  return { hash, bytes: Buffer.byteLength(content) }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })
}
