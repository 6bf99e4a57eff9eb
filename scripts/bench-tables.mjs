// `npm run bench -- tables`: builds the tables of papers (test/bench/tables/) for Node and runs them.
import { build } from 'vite'
import { run } from './lib/ensure.mjs'

const outDir = '.cache/tables/run'

/** @param {string[]} args what follows `tables` */
export async function benchTables(args) {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { ssr: 'test/bench/tables/run.ts', outDir, emptyOutDir: true, target: 'node20' },
  })
  run('node', [`${outDir}/run.js`, ...args])
}
