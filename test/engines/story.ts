/**
 * One story, told in every engine: a run on points, a run on pictures, files of one's own, the hand in latent space, a
 * return to a kept run, and that nothing leaves. What an engine does differently fails here, in that engine.
 */
import { strToU8, zipSync } from 'fflate'
import { PNG } from 'pngjs'
import { preview } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixture } from '../helpers/data/fixtures.ts'
import { TINY } from '../helpers/app/app.ts'
import { temporaryFolder, type Folder } from '../helpers/app/drop.ts'
import { plainHost } from '../helpers/engine/plain-host.ts'
import type { Engine } from './drivers/driver.ts'
import { Person, SOON } from './person.ts'
import { DISCRIMINATOR, FAKE, REAL, type Colour } from './pixels.ts'

const TINY_PICTURES = 'dataset=mnist&width=4&latent=4&batch=4'
const PAD = '[aria-label="Latent pad"]'
const BLACK: Colour = [0, 0, 0]
const WHITE: Colour = [255, 255, 255]

export function tellStory(name: string, launch: () => Promise<Engine>): void {
  describe(name, () => {
    let engine: Engine
    let app: Served
    let folder: Folder
    const endings: (() => Promise<void> | void)[] = []
    beforeAll(async () => {
      folder = temporaryFolder()
      endings.push(() => folder.remove())
      app = await serve()
      endings.push(() => app.close())
      engine = await launch()
      endings.push(() => engine.close())
    })
    afterAll(async () => {
      for (const end of endings.reverse()) await end()
    })

    /** Nothing may go wrong on the page meanwhile. */
    async function visit(address: string, act: (person: Person) => Promise<void>): Promise<void> {
      const person = new Person(await engine.visit())
      try {
        await person.open(address)
        await act(person)
        expect(await person.said('alert')).toBe('')
        expect(await person.visit.errors()).toEqual([])
      } finally {
        await person.visit.close()
      }
    }
    const opened = (hash: string, act: (person: Person) => Promise<void>) =>
      visit(`${app.address}#backend=wasm&${hash}`, act)

    test('trains the ring on WASM: the stage, the charts and the figures are drawn and move', () =>
      opened('gLayers=32&dLayers=32&batch=64&seed=3', async (person) => {
        expect(await person.figure('Back end')).toBe('WASM')
        const stage = () => person.see('section', 'Stage')
        await expect.poll(async () => (await stage()).count(REAL, 60), SOON).toBeGreaterThan(500)
        expect((await stage()).count(FAKE, 60)).toBeGreaterThan(500)
        const before = (await stage()).digest

        await person.press('Train')
        await expect.poll(() => person.step(), SOON).toBeGreaterThan(60)
        await expect.poll(async () => (await stage()).digest, SOON).not.toBe(before)
        await person.press('Pause')
        await person.find('button:enabled', 'Train')

        await expect.poll(async () => Number(await person.figure('Generator loss')), SOON).toBeGreaterThan(0)
        const losses = () => person.see('.chart', 'Losses')
        await expect.poll(async () => (await losses()).count(FAKE), SOON).toBeGreaterThan(50)
        expect((await losses()).count(DISCRIMINATOR)).toBeGreaterThan(50)
        expect(await person.visit.evaluate(overflow)).toEqual({ across: 0, down: 0 })
      }))

    test('trains a small DCGAN; the hand on the pad and on a slider changes the picture', () =>
      opened(TINY_PICTURES, async (person) => {
        const stage = () => person.see('section', 'Stage')
        await expect.poll(async () => (await stage()).count(BLACK), SOON).toBeGreaterThan(5000)
        expect((await stage()).count(WHITE)).toBeGreaterThan(1000)
        const noise = (await stage()).digest
        await person.press('Train')
        await expect.poll(() => person.step(), SOON).toBeGreaterThan(4)
        await expect.poll(async () => (await stage()).digest, SOON).not.toBe(noise)
        await person.press('Pause')
        await person.find('button:enabled', 'Train')

        const portrait = async () => (await person.see('.latent-portrait', await words(person))).digest
        const first = await portrait()
        const { x, y, width, height } = await person.find(PAD, 'Latent pad')
        const at = (across: number, down: number) => ({ x: x + across * width, y: y + down * height })
        await person.visit.drag(at(0.5, 0.5), at(0.7, 0.3), at(0.75, 0.25))
        await expect
          .poll(() => person.attribute(PAD, 'aria-valuetext'), SOON)
          .toMatch(/^z 1 1\.5., z 2 1\.[45].$/)
        await expect.poll(portrait, SOON).not.toBe(first)

        const second = await portrait()
        await person.type('[aria-label="z 3"]', 'End')
        await expect.poll(() => person.attribute('[aria-label="z 3"]', 'aria-valuetext'), SOON).toBe('3.00')
        await expect.poll(portrait, SOON).not.toBe(second)
      }))

    test('takes a zip of pictures in every format, shows them in their colours and trains on them', () =>
      opened(TINY, async (person) => {
        const path = folder.write('mixed.zip', mixedZip())
        const input = await person.attribute('input[type="file"]', 'id')
        await person.visit.choose(`#${input ?? ''}`, [path])
        await expect
          .poll(() => person.said('status'), SOON)
          .toContain('12 pictures ready at 32 × 32, colour.')
        await person.find('button:enabled', 'Train')
        await person.visit.evaluate(() => window.ganvas.configure({ width: 4, batch: 4, latent: 4 }))
        const stage = () => person.see('section', 'Stage')
        for (const colour of COLOURS)
          await expect.poll(async () => (await stage()).count(colour, 8), SOON).toBeGreaterThan(100)
        await person.press('Train')
        await expect.poll(() => person.step(), SOON).toBeGreaterThan(3)
      }))

    test('takes files that are dropped on the page', () =>
      opened(TINY, async (person) => {
        await person.visit.evaluate(dropTable, 'x;y\n' + '1;2\n3;4\n5;7\n'.repeat(20))
        await expect.poll(() => person.said('status'), SOON).toContain('60 points ready.')
      }))

    test('offers the kept run after a reload, and goes on with the very same networks', () =>
      opened(TINY, async (person) => {
        const { visit } = person
        await visit.evaluate(() => window.ganvas.train(60))
        const kept = await visit.evaluate(weights)
        await visit.reload()
        await person.untilReady()
        await expect.poll(() => person.said('status'), SOON).toContain('at step 60')
        expect(await visit.evaluate(weights)).not.toEqual(kept)
        await person.press('Go on with it')
        await expect.poll(() => person.step(), SOON).toBe(60)
        expect(await visit.evaluate(weights)).toEqual(kept)
        expect((await visit.evaluate(() => window.ganvas.train(1))).step).toBe(61)
      }))

    test('is isolated from the second load on, on a host that sends no headers, and trains there', async () => {
      const host = await plainHost('/a/course/')
      await visit(`${host.address}#backend=wasm&${TINY}`, async (person) => {
        const isolated = () => person.visit.evaluate(() => crossOriginIsolated)
        const kept = () => person.visit.evaluate(() => navigator.serviceWorker.controller !== null)
        expect(await isolated()).toBe(false)
        await expect.poll(kept, SOON).toBe(true)
        await person.visit.reload()
        await person.untilReady()
        expect(await isolated()).toBe(true)
        await person.press('Train')
        await expect.poll(() => person.step(), SOON).toBeGreaterThan(10)
      })
      await host.close()
    })

    test('lets nothing leave, on a host that sends no headers: neither the page nor a worker like ours', async () => {
      const host = await plainHost('/a/course/')
      const elsewhere = await plainHost('/')
      const person = new Person(await engine.visit())
      try {
        await person.open(`${host.address}#${TINY}`)
        for (const from of ['page', 'worker'] as const) {
          expect(await person.visit.evaluate(reach, elsewhere.address, from)).toBe('refused')
          // What holds it back is the policy alone: the app’s own files come.
          expect(await person.visit.evaluate(reach, host.address, from)).toBe('reached')
        }
      } finally {
        await person.visit.close()
        await elsewhere.close()
        await host.close()
      }
    })
  })
}

interface Served {
  /** Ends in `/`. */
  readonly address: string
  close(): Promise<void>
}

async function serve(): Promise<Served> {
  const server = await preview({
    build: { outDir: process.env['GANVAS_DIST'] ?? 'dist' },
    preview: { port: 0, host: '127.0.0.1' },
    logLevel: 'error',
  })
  const address = server.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('The preview server has no address.')
  return {
    address,
    close: () => new Promise((resolve) => server.httpServer.close(() => resolve())),
  }
}

/** The sample under the hand is named by what it is. */
async function words(person: Person): Promise<string> {
  return (await person.attribute('.latent-portrait', 'aria-label')) ?? ''
}

const COLOURS: readonly Colour[] = [
  [220, 30, 40],
  [30, 60, 200],
  [240, 200, 20],
]

const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'

/** Plain PNG of three colours, packed and not, beside a JPEG, a WebP and a drawing, in folders. */
function mixedZip(): Uint8Array {
  const entries: Record<string, Uint8Array> = {
    'photos/a.jpg': new Uint8Array(fixture('photo.jpg')),
    'photos/b.webp': new Uint8Array(fixture('photo.webp')),
    'photos/c.svg': strToU8(DRAWING),
  }
  for (const [i, colour] of COLOURS.entries())
    for (const side of [32, 48, 57]) entries[`plain/${i}/${side}.png`] = plainPng(side, colour)
  return zipSync(entries)
}

function plainPng(side: number, [red, green, blue]: Colour): Uint8Array {
  const image = new PNG({ width: side, height: side })
  for (let at = 0; at < image.data.length; at += 4) image.data.set([red, green, blue, 255], at)
  return new Uint8Array(PNG.sync.write(image))
}

// What follows runs in the page: it may use nothing of this file.

/** How far the page can be scrolled, CSS pixels. */
function overflow(): { across: number; down: number } {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
  return { across: scrollWidth - clientWidth, down: scrollHeight - clientHeight }
}

function dropTable(text: string): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([text], 'table.csv', { type: 'text/csv' }))
  for (const type of ['dragenter', 'dragover', 'drop'])
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
}

async function weights(): Promise<number[]> {
  const { generator, discriminator } = await window.ganvas.weights()
  return [...generator, ...discriminator].flatMap(({ data }) => [...data])
}

/** Tries to reach an address from the page, or from a worker that starts as the app’s own does. */
function reach(address: string, from: 'page' | 'worker'): Promise<'reached' | 'refused'> {
  if (from === 'page')
    return fetch(address, { mode: 'no-cors' }).then(
      () => 'reached',
      () => 'refused',
    )
  const text = `fetch(${JSON.stringify(address)}, { mode: 'no-cors' })
    .then(() => postMessage('reached'), () => postMessage('refused'))`
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })), {
    type: 'module',
  })
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<'reached' | 'refused'>) => {
      worker.terminate()
      resolve(data)
    })
    worker.addEventListener('error', () => reject(new Error('The worker did not start.')))
  })
}
