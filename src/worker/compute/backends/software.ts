/** Tells a renderer that runs on the CPU from a GPU, by its name. Must not touch a device. */

/** SwiftShader (Chromium), llvmpipe and lavapipe (Mesa), Basic Render Driver (Windows), Apple's software renderer. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i

/** True when the name of an adapter or renderer is that of a software renderer. */
export function isSoftwareName(name: string): boolean {
  return SOFTWARE.test(name)
}
