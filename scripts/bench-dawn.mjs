// `npm run bench -- --dawn`: builds the folder of the bench without a browser (test/bench/speed/dawn/) and runs it with Node.
// The folder runs by itself on any machine with the same kind of system: `node run.js`. Arguments go to it.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { run } from './lib/ensure.mjs'
import { buildForNode } from './lib/build-node.mjs'

const FOLDER = '.cache/dawn'
const BUILDER = '.cache/dawn-build'

export async function benchDawn(args) {
  await buildForNode('test/bench/speed/dawn/build.ts', BUILDER)
  const { buildFolder } = await import(pathToFileURL(resolve(BUILDER, 'build.js')).href)
  try {
    const bytes = await buildFolder(FOLDER)
    console.log(
      `${FOLDER}: ${(bytes / 1e6).toFixed(1)} MB, all that a machine with Node needs (node run.js).`,
    )
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
  run('node', [`${FOLDER}/run.js`, ...args])
}
