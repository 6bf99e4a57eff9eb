// `npm run bench`: installs what is missing, builds the bench (test/bench/speed/) and runs it. Arguments go to it.
// `npm run bench -- tables` runs the tables of papers (test/bench/tables/) instead, `-- own` the study on own pictures
// (test/bench/pictures/, docs/own-pictures.md), `-- keep` what keeping a run costs (test/bench/keep/), `-- start`
// how long the first motion is waited for (test/bench/start/), `-- worth` what fakes of tables
// are worth beside the reference CTGAN (test/bench/worth/, docs/tables.md), `-- restore` what restoring is worth (test/bench/from-pictures/),
// `-- translate` what translating is (there as well), `-- from-pictures-cost` what a step of either costs beside named peers,
// `-- directions` what directions with names are (test/bench/directions/), `-- --dawn` the bench itself without a browser, on Dawn
// (test/bench/speed/dawn/).
import { ensureChromium, ensurePackages, run } from './lib/ensure.mjs'

ensurePackages()
const [first, ...rest] = process.argv.slice(2)
if (first === 'tables') {
  const { benchTables } = await import('./bench-tables.mjs')
  await benchTables(rest)
  process.exit()
}
if (first === 'own') {
  const { benchPictures } = await import('./bench-pictures.mjs')
  await benchPictures(rest, ensureChromium())
  process.exit()
}
if (first === 'keep') {
  const { benchKeep } = await import('./bench-keep.mjs')
  await benchKeep(ensureChromium())
  process.exit()
}
if (first === 'start') {
  const { benchStart } = await import('./bench-start.mjs')
  await benchStart(ensureChromium(), rest)
  process.exit()
}
if (first === 'worth') {
  const { benchWorth } = await import('./bench-worth.mjs')
  await benchWorth(rest)
  process.exit()
}
const ALONE = {
  restore: 'test/bench/from-pictures/restore.ts',
  translate: 'test/bench/from-pictures/translate.ts',
  directions: 'test/bench/directions/run.ts',
}
if (first in ALONE) {
  const { buildForNode } = await import('./lib/build-node.mjs')
  await buildForNode(ALONE[first], `.cache/${first}/run`)
  const [entry] = ALONE[first].match(/[^/]+(?=\.ts$)/)
  run('node', [`.cache/${first}/run/${entry}.js`, ...rest])
  process.exit()
}
if (first === 'from-pictures-cost') {
  const { buildForNode } = await import('./lib/build-node.mjs')
  for (const entry of ['run', 'ours', 'stock'])
    await buildForNode(`test/bench/from-pictures/cost/${entry}.ts`, `.cache/${first}/${entry}`)
  run('node', [`.cache/${first}/run/run.js`, ...rest])
  process.exit()
}
if (process.argv.includes('--dawn')) {
  const { benchDawn } = await import('./bench-dawn.mjs')
  await benchDawn(process.argv.slice(2).filter((argument) => argument !== '--dawn'))
  process.exit()
}
const env = { ...process.env, CHROMIUM: ensureChromium() }
const { build } = await import('vite')
const outDir = '.cache/speed/run'
await build({
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  build: { ssr: 'test/bench/speed/run.ts', outDir, emptyOutDir: true, target: 'node20' },
})
run('node', [`${outDir}/run.js`, ...process.argv.slice(2)], { env })
