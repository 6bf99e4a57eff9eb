import { describe, expect, test } from 'vitest'
import type { Request } from '../../../src/common/protocol/commands.ts'
import type { AnswerTo, SideSnapshot } from '../../../src/common/protocol/events.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { createHandle } from '../../../src/page/client/handle.ts'
import { ring, scriptedClient, settled, SNAPSHOT } from '../../helpers/page/scripted-client.ts'

/** Answers by kind; what is not among them is never answered. */
type Given = Partial<Record<Request['kind'], unknown>>

function open(given: Given = {}, config: RunConfig = ring()) {
  const script = scriptedClient()
  const asked: Request[] = []
  const ask = <K extends Request['kind']>(body: Extract<Request, { kind: K }>): Promise<AnswerTo<K>> => {
    asked.push(body)
    return Promise.resolve(given[body.kind] as AnswerTo<K>)
  }
  const histories = { run: () => ({ step: [1] }), twin: () => ({ step: [2] }) }
  return { ...script, asked, ganvas: createHandle(script.client, () => config, ask, histories) }
}

const STANDING: SideSnapshot = { ...SNAPSHOT, step: 8, config: ring({ seed: 3 }), since: 5 }

describe('ready', () => {
  test('waits for networks that stand, not for those that are being built', async () => {
    const { ganvas, emit } = open()
    let ready = false
    void ganvas.ready.then(() => (ready = true))
    emit({ type: 'state', state: 'preparing', step: 0 })
    emit({ type: 'state', state: 'compiling', step: 0 })
    await settled()
    expect(ready).toBe(false)
    emit({ type: 'state', state: 'ready', step: 0 })
    await ganvas.ready
  })
})

describe('a run as scripts see it', () => {
  test('the config is a copy: writing to it changes no run', () => {
    const { ganvas } = open()
    ganvas.config().gLayers.push(99)
    expect(ganvas.config()).toEqual(ring())
  })

  test('its snapshot has what it always had, without what belongs to a side', async () => {
    const { ganvas, asked } = open({ snapshot: STANDING })
    expect(await ganvas.snapshot()).toEqual({ ...SNAPSHOT, step: 8 })
    expect(asked).toEqual([{ kind: 'snapshot', side: 'run' }])
  })

  test('without data there are neither figures nor weights, and it is said what to do', async () => {
    const { ganvas } = open({ snapshot: null, weights: null })
    const refusal = { code: 'no-data', nextStep: 'Pick one from the gallery or add files.' }
    await expect(ganvas.snapshot()).rejects.toMatchObject(refusal)
    await expect(ganvas.weights()).rejects.toMatchObject(refusal)
  })

  test('what the page’s buttons do goes the way of the buttons', async () => {
    const { ganvas, calls, answer } = open()
    const configured = ganvas.configure({ seed: 4 })
    answer[0]?.taken(ring())
    await configured
    await ganvas.train(3)
    await ganvas.pause()
    await ganvas.reset()
    await ganvas.rewind(10)
    await ganvas.branch(20)
    expect(calls).toEqual([
      ['configure', { seed: 4 }],
      ['train', 3],
      ['pause', undefined],
      ['reset', undefined],
      ['rewind', 10],
      ['branch', 20],
    ])
  })

  test('figures are over 2500 samples unless another number is named', async () => {
    const { ganvas, asked } = open({ evaluate: { samples: 1 } })
    await ganvas.evaluate()
    await ganvas.evaluate(10)
    expect(asked).toEqual([
      { kind: 'evaluate', samples: 2500 },
      { kind: 'evaluate', samples: 10 },
    ])
  })

  test('close looks are at the run’s own side', async () => {
    const { ganvas, asked } = open()
    await ganvas.why('fake', 3)
    await ganvas.inspect('real', 4)
    expect(asked).toEqual([
      { kind: 'why', side: 'run', target: { side: 'fake', tile: 3 } },
      { kind: 'inspect', side: 'run', target: { by: 'index', kind: 'real', index: 4 } },
    ])
  })
})

describe('samples', () => {
  test('a count draws the same latents each time, truncated as on the page', async () => {
    const { ganvas, asked, calls } = open({}, ring({ truncation: 0.5 }))
    await ganvas.generate(1)
    expect(calls).toEqual([['noise', 0]])
    // The scripted client draws (seed, 2); half of it is left.
    expect(asked).toEqual([{ kind: 'generate', latents: Float32Array.of(0, 1), count: 1 }])
  })

  test('latents are taken as they are, row by row, with the classes that were named', async () => {
    const { ganvas, asked } = open({}, ring({ truncation: 0.5 }))
    const latents = [
      [1, 2],
      [3, 4],
      [5, 6],
    ]
    await ganvas.generate(latents, [0, 1, 0])
    expect(asked).toEqual([
      { kind: 'generate', latents: Float32Array.of(1, 2, 3, 4, 5, 6), count: 3, labels: [0, 1, 0] },
    ])
  })

  test.each([0, -1, 2.5, NaN])('%s is no count, and nobody is asked', async (count) => {
    const { ganvas, asked, calls } = open()
    await expect(ganvas.generate(count)).rejects.toMatchObject({ code: 'bad-count' })
    expect([...asked, ...calls]).toEqual([])
  })
})

describe('the twin', () => {
  test('says of itself what it does not share with the run', async () => {
    const { ganvas, asked } = open({ snapshot: STANDING })
    const { step, config, since, lossG, lossD, realScore, fakeScore, metrics, verdict } = STANDING
    expect(await ganvas.twin.snapshot()).toEqual({
      ...{ step, config, since, lossG, lossD, realScore, fakeScore, metrics, verdict },
    })
    expect(asked).toEqual([{ kind: 'snapshot', side: 'twin' }])
  })

  test('is null while nothing is compared', async () => {
    const { ganvas } = open({ snapshot: null, weights: null })
    expect(await ganvas.twin.snapshot()).toBeNull()
    expect(await ganvas.twin.weights()).toBeNull()
  })

  test('has a history of its own, and the run is what is kept unless the twin is named', async () => {
    const { ganvas, calls } = open()
    await ganvas.twin.start({ seed: 2 })
    await ganvas.twin.configure({ gLr: 0.1 })
    await ganvas.twin.end()
    await ganvas.twin.end('twin')
    expect([ganvas.history(), ganvas.twin.history()]).toEqual([{ step: [1] }, { step: [2] }])
    expect(calls).toEqual([
      ['compare', { seed: 2 }],
      ['configureTwin', { gLr: 0.1 }],
      ['endComparison', 'run'],
      ['endComparison', 'twin'],
    ])
  })
})

describe('a search for settings', () => {
  test('in minutes, five unless said otherwise, or in steps; any candidate can be kept', async () => {
    const { ganvas, calls } = open()
    expect(await ganvas.find()).toEqual([])
    await ganvas.find({ minutes: 0.5 })
    await ganvas.find({ steps: 400 })
    await ganvas.stopFinding()
    expect(await ganvas.keep('before')).toEqual(SNAPSHOT)
    expect(calls).toEqual([
      ['find', { minutes: 5 }],
      ['find', { minutes: 0.5 }],
      ['find', { steps: 400 }],
      ['stopFinding', undefined],
      ['keepCandidate', 'before'],
    ])
  })
})
