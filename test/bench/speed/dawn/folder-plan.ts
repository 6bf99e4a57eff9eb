/**
 * What the folder that the bench runs from is made of, beside the bundle: which files, from where. Paths only; nothing is
 * read or copied here.
 */

/** A file of the folder. */
export interface Piece {
  readonly from: string
  /** Relative to the folder. */
  readonly to: string
  /** The bench runs without it. */
  readonly optional: boolean
}

/** What the folder may weigh, so that it can be sent to another machine. */
export const MOST_BYTES = 60e6

/** The programs of the bundle, without their ending. */
export const ENTRIES = ['run', 'peer', 'device'] as const

const PACKAGE = 'node_modules/webgpu'
const WASM = 'node_modules/@tensorflow/tfjs-backend-wasm/dist'
const CHROMIUM = '/usr/lib/chromium'

/** Where the folder keeps a Vulkan loader and a software driver of its own. */
export const VULKAN_FOLDER = 'vulkan'
/** The file that names the software driver. */
export const SWIFTSHADER = `${VULKAN_FOLDER}/vk_swiftshader_icd.json`

/** The part of the package made for one platform. @throws Error where the package has none */
export function dawnPart(platform: string, arch: string): string {
  const part = platform === 'darwin' ? 'darwin-universal' : `${platform}-${arch}`
  const parts = ['darwin-universal', 'linux-arm64', 'linux-x64', 'win32-arm64', 'win32-x64']
  if (!parts.includes(part)) throw new Error(`The package webgpu has no build for ${part}.`)
  return part
}

/** @param files of the part, by name: on Windows there are libraries beside it */
export function folderPlan(part: string, files: readonly string[]): readonly Piece[] {
  const ofPackage = ['package.json', 'index.js', 'LICENSE.md', ...files.map((file) => `dist/${part}/${file}`)]
  return [
    ...ofPackage.map((file) => needed(`${PACKAGE}/${file}`, `${PACKAGE}/${file}`)),
    ...['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'].map((file) =>
      needed(`${WASM}/${file}`, `wasm/${file}`),
    ),
    ...(part === 'linux-x64' ? ownVulkan() : []),
  ]
}

/** A loader for machines that have a driver alone, and Chromium's software driver for those that have none. */
function ownVulkan(): Piece[] {
  return ['libvulkan.so.1', 'libvk_swiftshader.so', 'vk_swiftshader_icd.json'].map((file) => ({
    from: `${CHROMIUM}/${file}`,
    to: `${VULKAN_FOLDER}/${file}`,
    optional: true,
  }))
}

function needed(from: string, to: string): Piece {
  return { from, to, optional: false }
}
