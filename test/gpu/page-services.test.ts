/** The services of a page, asked as a worker asks them: both ends joined by a real channel, in a real browser. */
import { afterEach, expect, test, vi } from 'vitest'
import { endpoint } from '../../src/common/protocol/endpoint.ts'
import type { WorkerEvent } from '../../src/common/protocol/events.ts'
import type { Served } from '../../src/common/protocol/services.ts'
import { serve } from '../../src/page/client/services/serve.ts'
import { PageServices } from '../../src/worker/session/build/page-services.ts'

const open: MessagePort[] = []
afterEach(() => open.splice(0).forEach((port) => port.close()))

function joined(): PageServices {
  const { port1, port2 } = new MessageChannel()
  open.push(port1, port2)
  const page = endpoint<Served, WorkerEvent>(port1)
  const worker = endpoint<WorkerEvent, Served>(port2)
  page.listen((event) => {
    if (event.type !== 'service') return
    void serve(event.ticket, event.ask).then(({ served, transfer }) => page.send(served, transfer))
  })
  const services = new PageServices((event, transfer) => worker.send(event, transfer))
  worker.listen((served) => services.settle(served))
  for (const port of [port1, port2]) port.start()
  return services
}

/** A WAV file of 16-bit samples, −1 … 1; channels stand side by side. */
function wav(rate: number, channels: readonly number[][]): Blob {
  const [width, length] = [2 * channels.length, channels[0]?.length ?? 0]
  const view = new DataView(new ArrayBuffer(44 + width * length))
  const word = (at: number, text: string) =>
    new Uint8Array(view.buffer).set(new TextEncoder().encode(text), at)
  word(0, 'RIFF')
  view.setUint32(4, 36 + width * length, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, channels.length, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * width, true)
  view.setUint16(32, width, true)
  view.setUint16(34, 16, true)
  word(36, 'data')
  view.setUint32(40, width * length, true)
  channels.forEach((samples, channel) =>
    samples.forEach((value, i) =>
      view.setInt16(44 + width * i + 2 * channel, Math.round(32767 * value), true),
    ),
  )
  return new Blob([view], { type: 'audio/wav' })
}

test('a sound file comes back as the samples it holds, channel by channel', async () => {
  const left = Array.from({ length: 400 }, (_, i) => 0.8 * Math.sin(i / 5))
  const right = Array.from({ length: 400 }, (_, i) => (i % 50) / 50 - 0.5)
  const sound = await joined().decodeAudio(wav(8000, [left, right]), 8000)
  expect(sound.rate).toBe(8000)
  expect(sound.channels.map(({ length }) => length)).toEqual([400, 400])
  for (const [channel, told] of [left, right].entries())
    for (const [i, value] of told.entries()) expect(sound.channels[channel]?.[i]).toBeCloseTo(value, 3)
})

test('another rate is made of it where another is asked for', async () => {
  const silence = Array.from({ length: 800 }, () => 0)
  const sound = await joined().decodeAudio(wav(8000, [silence]), 16_000)
  expect([sound.rate, sound.channels[0]?.length]).toEqual([16_000, 1600])
})

test('what is no sound is refused with a code, a sentence and what to do', async () => {
  await expect(joined().decodeAudio(new Blob(['no sound']), 8000)).rejects.toMatchObject({
    code: 'audio-unreadable',
    message: 'This browser cannot read the sound file.',
    nextStep: 'Use a WAV, MP3 or Ogg file.',
  })
})

test('an SVG is drawn, and what is none comes back as nothing', async () => {
  const services = joined()
  const red =
    '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><rect width="2" height="1" fill="red"/></svg>'
  const bitmap = await services.rasterise(new Blob([red]), 10)
  expect([bitmap?.width, bitmap?.height]).toEqual([20, 10])
  expect(await services.rasterise(new Blob(['<svg']), 10)).toBeNull()
})

test('a file is handed over as a download of its name and its bytes', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  await joined().saveFile('run.txt', new Blob(['kept']))
  const link = click.mock.contexts[0] as HTMLAnchorElement | undefined
  click.mockRestore()
  expect(link?.download).toBe('run.txt')
  expect(await (await fetch(link?.href ?? '')).text()).toBe('kept')
})
