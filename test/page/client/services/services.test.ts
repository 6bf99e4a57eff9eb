// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decodeAudio } from '../../../../src/page/client/services/decode-audio.ts'
import { rasterise } from '../../../../src/page/client/services/rasterise.ts'
import { saveFile } from '../../../../src/page/client/services/save-file.ts'
import { serve } from '../../../../src/page/client/services/serve.ts'

const addresses = { given: [] as Blob[], dropped: [] as string[] }

beforeEach(() => {
  Object.assign(addresses, { given: [], dropped: [] })
  vi.spyOn(URL, 'createObjectURL').mockImplementation(
    (source) => `blob:${addresses.given.push(source as Blob)}`,
  )
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((address) => void addresses.dropped.push(address))
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('sound', () => {
  /** A browser that reads any file as `channels`, at the rate it is asked for. */
  function browserThatHears(channels: readonly Float32Array[]): void {
    class Context {
      constructor(
        readonly count: number,
        readonly length: number,
        readonly sampleRate: number,
      ) {}

      decodeAudioData(bytes: ArrayBuffer): Promise<unknown> {
        if (bytes.byteLength === 0) return Promise.reject(new Error('EncodingError'))
        return Promise.resolve({
          sampleRate: this.sampleRate,
          numberOfChannels: channels.length,
          getChannelData: (at: number) => channels[at],
        })
      }
    }
    vi.stubGlobal('OfflineAudioContext', Context)
  }

  test('is read at the rate that was asked for, every channel of it', async () => {
    const [left, right] = [Float32Array.of(0, 0.5), Float32Array.of(1, -1)]
    browserThatHears([left, right])
    expect(await decodeAudio(new Blob(['RIFF']), 16_000)).toEqual({ rate: 16_000, channels: [left, right] })
  })

  test('that cannot be read is refused, with files that can and the browser’s own reason', async () => {
    browserThatHears([])
    const refused = decodeAudio(new Blob([]), 16_000)
    await expect(refused).rejects.toMatchObject({
      code: 'audio-unreadable',
      nextStep: 'Use a WAV, MP3 or Ogg file.',
      cause: new Error('EncodingError'),
    })
  })

  test('crosses without being copied', async () => {
    const [left, right] = [Float32Array.of(0), Float32Array.of(1)]
    browserThatHears([left, right])
    const ask = { service: 'decode-audio', source: new Blob(['RIFF']), rate: 8000 } as const
    const { served, transfer } = await serve(4, ask)
    expect(served).toEqual({ type: 'served', ticket: 4, answer: { rate: 8000, channels: [left, right] } })
    expect(transfer).toEqual([left.buffer, right.buffer])
  })
})

describe('pictures', () => {
  /** Its root is not found: it is drawn on the page, at the size that the browser says. */
  const ROOTLESS = new Blob(['\u0000<\u0000s\u0000v\u0000g'])

  /** A browser whose pictures have this size of their own; null: they cannot be drawn. */
  function browserThatDraws(size: { width: number; height: number } | null): { drawn: number[][] } {
    const drawn: number[][] = []
    class Picture {
      src = ''
      readonly naturalWidth = size?.width ?? 0
      readonly naturalHeight = size?.height ?? 0

      decode(): Promise<void> {
        return size === null ? Promise.reject(new Error('EncodingError')) : Promise.resolve()
      }
    }
    const context = { drawImage: (_: unknown, ...place: number[]) => drawn.push(place) }
    vi.stubGlobal('Image', Picture)
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(() => context as never)
    vi.stubGlobal('createImageBitmap', (from: HTMLCanvasElement | Picture) =>
      from instanceof Picture
        ? Promise.resolve({ width: from.naturalWidth, height: from.naturalHeight, aside: true })
        : Promise.resolve({ width: from.width, height: from.height }),
    )
    return { drawn }
  }

  test.each([
    ['keeps its ratio; the shorter side is what was asked for', 200, 100, 64, 128, 64],
    ['is made larger where it is too small', 5, 10, 32, 32, 64],
    ['without a size of its own is a square', 0, 0, 32, 32, 32],
    ['that is a thin line is cut off at eight times the side', 10_000, 1, 16, 128, 16],
  ])('a picture %s', async (_, width, height, side, drawnWidth, drawnHeight) => {
    const { drawn } = browserThatDraws({ width, height })
    const bitmap = await rasterise(ROOTLESS, side)
    expect(bitmap).toEqual({ width: drawnWidth, height: drawnHeight })
    expect(drawn).toEqual([[0, 0, drawnWidth, drawnHeight]])
    expect(addresses.given[0]?.type).toBe('image/svg+xml')
    expect(addresses.dropped).toEqual(['blob:1'])
  })

  test('that cannot be drawn is null, not a failure, and nothing of it is kept', async () => {
    browserThatDraws(null)
    const { served, transfer } = await serve(1, { service: 'rasterise', source: new Blob(['?']), side: 8 })
    expect(served).toEqual({ type: 'served', ticket: 1, answer: null })
    expect(transfer).toEqual([])
    expect(addresses.dropped).toEqual(['blob:1'])
  })

  test('is told its size and drawn on another thread where the browser takes it so', async () => {
    const { drawn } = browserThatDraws({ width: 64, height: 32 })
    expect(await rasterise(new Blob(['<svg viewBox="0 0 20 10"/>']), 32)).toEqual({
      width: 64,
      height: 32,
      aside: true,
    })
    expect(drawn).toEqual([])
    expect(await addresses.given[0]?.text()).toBe('<svg viewBox="0 0 20 10" width="64" height="32"/>')
    expect(addresses.dropped).toEqual(['blob:1'])
  })

  test('is drawn on the page as it came where styles make it another size', async () => {
    const { drawn } = browserThatDraws({ width: 50, height: 50 })
    expect(await rasterise(new Blob(['<svg viewBox="0 0 20 10"/>']), 32)).toEqual({ width: 32, height: 32 })
    expect(drawn).toEqual([[0, 0, 32, 32]])
    expect(await addresses.given[1]?.text()).toBe('<svg viewBox="0 0 20 10"/>')
    expect(addresses.dropped).toEqual(['blob:1', 'blob:2'])
  })

  test('moves to the worker', async () => {
    browserThatDraws({ width: 8, height: 8 })
    const { transfer } = await serve(1, { service: 'rasterise', source: ROOTLESS, side: 8 })
    expect(transfer).toEqual([{ width: 8, height: 8 }])
  })
})

describe('a file for the person', () => {
  test('is offered under its name, and its bytes are held until the download has begun', () => {
    vi.useFakeTimers()
    const clicked: { href: string; download: string }[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push({ href: this.href, download: this.download })
    })
    const content = new Blob(['step,loss'])
    saveFile('run.csv', content)
    expect(clicked).toEqual([{ href: 'blob:1', download: 'run.csv' }])
    expect(addresses.given).toEqual([content])
    vi.advanceTimersByTime(10_000)
    expect(addresses.dropped).toEqual([])
    vi.runAllTimers()
    expect(addresses.dropped).toEqual(['blob:1'])
  })

  test('that cannot be offered is a failure of its ticket, not of the page', async () => {
    vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
      throw new Error('no room')
    })
    const ask = { service: 'save-file', name: 'a', content: new Blob([]) } as const
    const { served } = await serve(9, ask)
    expect(served).toMatchObject({ ticket: 9, failure: { code: 'unexpected' } })
  })
})
