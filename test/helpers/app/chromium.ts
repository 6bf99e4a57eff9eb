/** Where Chromium is and how it is started without a GPU. Flags: what headless Chromium needs for software WebGPU. */
import { existsSync } from 'node:fs'

const CANDIDATES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Path of the system's Chromium. Throws when there is none: a browser test must not skip. */
export function chromiumPath(): string {
  const found = CANDIDATES.find((path) => path !== undefined && existsSync(path))
  if (found === undefined)
    throw new Error('No Chromium found. Install it from the system’s packages or set CHROMIUM.')
  return found
}

const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A camera of a turning disc, for the pages that are allowed one.
  '--use-fake-device-for-media-stream',
]

/** No GPU at all: what most machines without a driver have. */
export const PLAIN_FLAGS: readonly string[] = QUIET

/** The software WebGPU adapter, with canvases that show up in screenshots. */
export const WEBGPU_FLAGS: readonly string[] = [
  ...QUIET,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
]
