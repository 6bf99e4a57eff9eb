// @vitest-environment happy-dom
/** Latents leave as JSON and come back to the bit; what is no such file, or not of these networks, is told apart. */
import { expect, test } from 'vitest'
import { latentJson, readLatents } from '../../../src/page/state/stage/latent-file.ts'
import { createStore } from '../../../src/page/state/store.ts'
import { built, ring, scriptedClient, settled } from '../../helpers/page/scripted-client.ts'

function start(latent = 2) {
  const script = scriptedClient()
  const page = createStore(script.client, { config: ring() })
  script.emit(built(latent))
  return { ...script, state: page.store.getState, set: page.store.setState }
}

const file = (text: string, name = 'latents.json') => new File([text], name)

test('come back as they were, under the hand and as pins', async () => {
  const { state, set } = start()
  const hand = Float32Array.of(0.1, -1 / 3)
  set({ latentCursor: hand, pins: [{ id: 1, name: 'Q', latent: Float32Array.of(1e-9, 7) }] })
  const json = latentJson(state())
  expect(readLatents(json)).toEqual({ hand, pins: [{ name: 'Q', latent: Float32Array.of(1e-9, 7) }] })
  const other = start()
  other.state().actions.openFiles([file(json)])
  await settled()
  expect(other.state().latentCursor).toEqual(hand)
  expect(other.state().pins.map(({ name, latent }) => [name, latent])).toEqual([
    ['Q', Float32Array.of(1e-9, 7)],
  ])
  expect(other.calls.some(([name]) => name === 'open')).toBe(false)
  expect(other.state().notices.at(-1)?.sentence).toBe(
    'The latent of latents.json is under the hand, with one pin.',
  )
})

test('of other networks are refused with what to do', async () => {
  const { state, set } = start()
  set({ latentCursor: Float32Array.of(1, 2) })
  const json = latentJson(state())
  const other = start(3)
  other.state().actions.openFiles([file(json)])
  await settled()
  expect(other.state().notices.at(-1)).toMatchObject({
    role: 'alert',
    sentence: 'The latents in latents.json are of other networks: these take 3 numbers.',
  })
})

test('that are not whole are told; any other JSON is data', async () => {
  expect(() => readLatents('{"format":"ganvas-latents","hand":["x"],"pins":[]}')).toThrow('not whole')
  expect(() => readLatents('{"format":"ganvas-latents"}')).toThrow('not whole')
  expect(readLatents('[[1,2],[3,4]]')).toBeNull()
  expect(readLatents('no json')).toBeNull()
  const { state, calls } = start()
  state().actions.openFiles([file('[[1,2],[3,4]]', 'points.json')])
  await settled()
  expect(calls.some(([name]) => name === 'open')).toBe(true)
})
