// `npm run bench -- start`: builds the page and the bench of its start (test/bench/start/), and runs it.
import { build } from 'vite'
import { buildForNode } from './lib/build-node.mjs'
import { run } from './lib/ensure.mjs'

const folder = '.cache/start'

/** @param {string} chromium path of the browser @param {readonly string[]} args how often */
export async function benchStart(chromium, args) {
  await build({ logLevel: 'error', build: { outDir: `${folder}/page`, emptyOutDir: true } })
  await buildForNode('test/bench/start/run.ts', `${folder}/run`)
  run('node', [`${folder}/run/run.js`, `${folder}/page`, ...args], {
    env: { ...process.env, CHROMIUM: chromium },
  })
}
