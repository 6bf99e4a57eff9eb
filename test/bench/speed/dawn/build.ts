/**
 * Builds the folder that the bench without a browser runs from: a bundle of the bench, our engine and its peers, the part
 * of Dawn for this platform, and a Vulkan loader with a software driver where Chromium brings them. Runs nothing of it.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { arch, platform } from 'node:process'
import { build, type Plugin } from 'vite'
import { NVIDIA_HEADLESS, NVIDIA_HEADLESS_TEXT } from './drivers.ts'
import { dawnPart, ENTRIES, folderPlan, MOST_BYTES } from './folder-plan.ts'

export { packFolder } from './pack.ts'

/** @returns bytes of the folder @throws Error where it weighs too much */
export async function buildFolder(folder: string): Promise<number> {
  rmSync(folder, { recursive: true, force: true })
  await bundle(folder)
  // Without it Node would take the bundle for CommonJS wherever the folder is moved to.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
  const part = dawnPart(platform, arch)
  for (const { from, to, optional } of folderPlan(part, readdirSync(`node_modules/webgpu/dist/${part}`))) {
    if (optional && !existsSync(from)) continue
    mkdirSync(dirname(join(folder, to)), { recursive: true })
    cpSync(from, join(folder, to), { dereference: true })
  }
  const own = join(folder, NVIDIA_HEADLESS)
  mkdirSync(dirname(own), { recursive: true })
  writeFileSync(own, NVIDIA_HEADLESS_TEXT)
  const bytes = weigh(folder)
  if (bytes > MOST_BYTES) throw new Error(`${folder} weighs ${bytes} bytes; ${MOST_BYTES} at most.`)
  return bytes
}

/** Everything but the package that brings the binary; flat, so that each chunk finds the files beside it. */
async function bundle(folder: string): Promise<void> {
  const input = Object.fromEntries(ENTRIES.map((entry) => [entry, `test/bench/speed/dawn/${entry}.ts`]))
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [wasmFiles()],
    ssr: { noExternal: true, external: ['webgpu'] },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: {
        input,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', banner: COMMON_JS },
      },
    },
  })
}

/** Emscripten's loader, and some of tfjs, take themselves for CommonJS. Some chunks name their own `require`. */
const COMMON_JS = [
  "import { createRequire as __createRequire } from 'node:module'",
  'globalThis.require ??= __createRequire(import.meta.url)',
  'globalThis.__dirname ??= import.meta.dirname',
  'globalThis.__filename ??= import.meta.filename',
].join('\n')

/** Addresses of WASM files are paths beside the bundle. */
function wasmFiles(): Plugin {
  const SUFFIX = '.wasm?url'
  return {
    name: 'wasm-files',
    enforce: 'pre',
    resolveId: (source) => (source.endsWith(SUFFIX) ? `\0file:${source}` : null),
    load: (id) => {
      if (!id.startsWith('\0file:') || !id.endsWith(SUFFIX)) return null
      const [file = ''] = (id.split('/').at(-1) ?? '').split('?')
      return `export default import.meta.dirname + '/wasm/${file}'`
    },
  }
}

function weigh(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0)
}
