// `npm run bench -- own`: builds the app and the study on own pictures (test/bench/pictures/), and runs it.
import { build } from 'vite'
import { run } from './lib/ensure.mjs'

const outDir = '.cache/pictures/run'

/**
 * @param {string[]} args what follows `own`
 * @param {string} chromium path of the browser
 */
export async function benchPictures(args, chromium) {
  if (process.env.GANVAS_DIST === undefined) await build({ logLevel: 'warn' })
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { ssr: 'test/bench/pictures/run.ts', outDir, emptyOutDir: true, target: 'node20' },
  })
  run('node', [`${outDir}/run.js`, ...args], { env: { ...process.env, CHROMIUM: chromium } })
}
