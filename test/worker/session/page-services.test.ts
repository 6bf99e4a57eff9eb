import { expect, test } from 'vitest'
import type { WorkerEvent } from '../../../src/common/protocol/events.ts'
import { PageServices } from '../../../src/worker/session/build/page-services.ts'

type Asked = Extract<WorkerEvent, { type: 'service' }>

function start() {
  const asked: Asked[] = []
  const services = new PageServices((event) => {
    if (event.type === 'service') asked.push(event)
  })
  return { asked, services }
}

const SOURCE = new Blob(['x'])

test('each ask bears a ticket of its own and is answered by it, in whatever order', async () => {
  const { asked, services } = start()
  const picture = services.rasterise(SOURCE, 32)
  const sound = services.decodeAudio(SOURCE, 8000)
  expect(asked.map(({ ask }) => ask)).toEqual([
    { service: 'rasterise', source: SOURCE, side: 32 },
    { service: 'decode-audio', source: SOURCE, rate: 8000 },
  ])
  const [first, second] = asked.map(({ ticket }) => ticket)
  if (first === undefined || second === undefined) throw new Error('Nothing was asked.')
  expect(first).not.toBe(second)
  const answer = { rate: 8000, channels: [Float32Array.of(0.5)] }
  services.settle({ type: 'served', ticket: second, answer })
  services.settle({ type: 'served', ticket: first, answer: null })
  expect(await sound).toBe(answer)
  expect(await picture).toBeNull()
})

test('a failure is thrown with its code, its sentence and what to do next', async () => {
  const { asked, services } = start()
  const saved = services.saveFile('run.txt', SOURCE)
  const failure = { code: 'no-room', sentence: 'There is no room.', nextStep: 'Make some.' }
  services.settle({ type: 'served', ticket: asked[0]?.ticket ?? NaN, failure })
  await expect(saved).rejects.toMatchObject({
    code: 'no-room',
    message: 'There is no room.',
    nextStep: 'Make some.',
  })
})

test('an answer nobody waits for, or a second one, is passed over', async () => {
  const { asked, services } = start()
  const picture = services.rasterise(SOURCE, 8)
  const ticket = asked[0]?.ticket ?? NaN
  services.settle({ type: 'served', ticket: ticket + 1, answer: null })
  services.settle({ type: 'served', ticket, answer: null })
  services.settle({ type: 'served', ticket, failure: { code: 'late', sentence: 'Late.', nextStep: 'Wait.' } })
  expect(await picture).toBeNull()
})
