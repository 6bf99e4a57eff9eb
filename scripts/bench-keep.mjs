// `npm run bench -- keep`: builds the bench of keeping runs (test/bench/keep/) and its worker, and runs it.
import { build } from 'vite'
import { run } from './lib/ensure.mjs'

const outDir = '.cache/keep'
const plain = { configFile: false, publicDir: false, logLevel: 'error' }

/** @param {string} chromium path of the browser */
export async function benchKeep(chromium) {
  await build({
    ...plain,
    build: { ssr: 'test/bench/keep/run.ts', outDir: `${outDir}/run`, emptyOutDir: true, target: 'node20' },
  })
  await build({
    ...plain,
    build: {
      outDir: `${outDir}/worker`,
      emptyOutDir: true,
      rolldownOptions: { input: 'test/bench/keep/worker.ts', output: { entryFileNames: 'worker.js' } },
    },
  })
  const env = { ...process.env, CHROMIUM: chromium }
  run('node', [`${outDir}/run/run.js`, `${outDir}/worker/worker.js`], { env })
}
