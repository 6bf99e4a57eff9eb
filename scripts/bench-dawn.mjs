// `npm run bench -- --dawn`: builds the folder of the bench without a browser (test/bench/speed/dawn/) and runs it with Node.
// The folder runs by itself on any machine with the same kind of system: `node run.js`. With `--pack` it is packed with this
// Node, for machines that have none, and run from there: `./run.sh`. Other arguments go to the bench.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { run } from './lib/ensure.mjs'
import { buildForNode } from './lib/build-node.mjs'

const FOLDER = '.cache/dawn'
const PACKED = '.cache/dawn-packed'
const BUILDER = '.cache/dawn-build'

export async function benchDawn(args) {
  await buildForNode('test/bench/speed/dawn/build.ts', BUILDER)
  const { buildFolder, packFolder } = await import(pathToFileURL(resolve(BUILDER, 'build.js')).href)
  const packing = args.includes('--pack')
  try {
    tellSize(FOLDER, await buildFolder(FOLDER), 'all that a machine with Node needs (node run.js)')
    if (packing) tellSize(PACKED, packFolder(FOLDER, PACKED), 'with Node in it (./run.sh)')
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
  const rest = args.filter((argument) => argument !== '--pack')
  if (packing) run(`${PACKED}/run.sh`, rest)
  else run('node', [`${FOLDER}/run.js`, ...rest])
}

function tellSize(folder, bytes, what) {
  console.log(`${folder}: ${(bytes / 1e6).toFixed(1)} MB, ${what}.`)
}
