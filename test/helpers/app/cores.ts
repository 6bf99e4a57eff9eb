/**
 * A machine of so many logical cores, as the page and its engine see it: a test machine may have two, on which nothing is to be told
 * of others. The browser has no switch for it that reaches workers from their start, so they are told in what they start from.
 */
import type { BrowserContext } from 'playwright-core'

export function withCores(context: BrowserContext, cores: number): Promise<unknown> {
  return context.addInitScript((count) => {
    const words = `Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => ${count} })`
    Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => count })
    window.Blob = class extends Blob {
      constructor(parts: BlobPart[] = [], options?: BlobPropertyBag) {
        super(options?.type === 'text/javascript' ? [...parts, `\n;${words}`] : parts, options)
      }
    }
  }, cores)
}
