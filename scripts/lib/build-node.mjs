// Builds a TypeScript entry of the tests for Node, so that it can be run by itself.
import { build } from 'vite'

export async function buildForNode(entry, outDir) {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { ssr: entry, outDir, emptyOutDir: true, target: 'node20' },
  })
}
