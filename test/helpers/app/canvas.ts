/** Reads back what the worker has drawn on a canvas of the page. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

export interface Drawn {
  width: number
  height: number
  /** Changes with any pixel. */
  digest: number
  /** How many different colours there are. */
  colours: number
  /** Mean of all channels of what is opaque, 0 … 255. */
  brightness: number
}

/** The large canvas in the middle. */
export function stage(page: Page): Locator {
  return page.getByRole('region', { name: 'Stage' }).getByRole('img')
}

/** The canvas of the sample under the hand; only for images. */
export function portrait(page: Page): Locator {
  return page.getByRole('region', { name: 'Latent' }).getByRole('img')
}

export function drawn(host: Locator): Promise<Drawn> {
  return host.evaluate((box) => {
    const canvas = box.querySelector('canvas')
    if (canvas === null) throw new Error('There is no canvas.')
    const { width, height } = canvas
    const copy = new OffscreenCanvas(width, height).getContext('2d')
    if (copy === null) throw new Error('No 2-D context.')
    copy.drawImage(canvas, 0, 0)
    const { data } = copy.getImageData(0, 0, width, height)
    const words = new Uint32Array(data.buffer)
    // Around the picture the canvas is clear: only what is drawn counts.
    let [total, opaque] = [0, 0]
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at + 3] ?? 0) < 255) continue
      total += (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)
      opaque++
    }
    let digest = 0
    for (const word of words) digest = (Math.imul(digest, 31) + word) | 0
    return { width, height, digest, colours: new Set(words).size, brightness: total / (3 * opaque) }
  })
}

/** A look that changes when any pixel does: for `expect.poll`. */
export async function digest(host: Locator): Promise<number> {
  return (await drawn(host)).digest
}

/** The look of a canvas once it has stopped changing: the same five times running. */
export async function digestWhenStill(host: Locator): Promise<number> {
  let [last, same] = [NaN, 0]
  await expect
    .poll(async () => {
      const next = await digest(host)
      same = next === last ? same + 1 : 1
      last = next
      return same
    })
    .toBeGreaterThanOrEqual(5)
  return last
}

export interface Gray {
  width: number
  height: number
  /** Row by row, 0 … 255: the mean of the three channels. */
  values: number[]
}

/** The canvas as it stands, without colour. */
export function gray(host: Locator): Promise<Gray> {
  return host.evaluate((box) => {
    const canvas = box.querySelector('canvas')
    if (canvas === null) throw new Error('There is no canvas.')
    const { width, height } = canvas
    const copy = new OffscreenCanvas(width, height).getContext('2d')
    if (copy === null) throw new Error('No 2-D context.')
    copy.drawImage(canvas, 0, 0)
    const { data } = copy.getImageData(0, 0, width, height)
    const values = Array.from(
      { length: width * height },
      (_, i) => ((data[4 * i] ?? 0) + (data[4 * i + 1] ?? 0) + (data[4 * i + 2] ?? 0)) / 3,
    )
    return { width, height, values }
  })
}
