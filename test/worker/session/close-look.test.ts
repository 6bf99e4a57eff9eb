/** Close looks at items, what is refused where there are none, and classifiers of datasets that have one. */
import { beforeAll, describe, expect, test } from 'vitest'
import { readFile } from 'node:fs/promises'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { ring } from '../../../src/worker/data/builtin/ring.ts'
import { inspect, lineup } from '../../../src/worker/session/answers/close-look.ts'
import { Judges } from '../../../src/worker/session/measure/judges.ts'
import type { Focus } from '../../../src/worker/kinds/kind.ts'
import { StageScheduler } from '../../../src/worker/session/stage/stage-scheduler.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../helpers/data/sets.ts'
import { useCpu } from '../../helpers/engine/backend.ts'

const CONFIG: RunConfig = { ...defaultsFor('ring'), gLayers: [4], dLayers: [4], latent: 2, batch: 4 }

beforeAll(useCpu)

test('a row of pictures to sort is refused of points, by their name', async () => {
  const run = new Run(CONFIG, ring(CONFIG))
  await expect(lineup(run, 1, 4)).rejects.toMatchObject({
    code: 'no-pictures-here',
    message: expect.stringContaining('holds points') as string,
  })
  run.dispose()
})

test('a point that is looked at is marked on the stages of both sides, and unmarked once it no longer is', async () => {
  const run = new Run(CONFIG, ring(CONFIG))
  const marked: [string, Focus | null][] = []
  const sideOf = (name: string, shown: Run | null) => {
    const { stageView, drawn } = new StageScheduler()
    const attend = (focus: Focus | null) => void marked.push([name, focus])
    return { shown, stageScheduler: { stageView, drawn, attend } }
  }
  const sides = { run: sideOf('run', run), twin: sideOf('twin', null) }
  const real = { kind: 'real', index: 7 } as const
  expect(await inspect({ sides }, 'run', { by: 'index', ...real })).toMatchObject(real)
  expect(marked).toMatchObject([
    ['run', real],
    ['twin', real],
  ])
  expect(await inspect({ sides }, 'run', null)).toBeNull()
  expect(marked.slice(2)).toEqual([
    ['run', null],
    ['twin', null],
  ])
  run.dispose()
})

describe('a classifier', () => {
  const pixels = new Uint8Array(28 * 28)
  const digits = picturesOf({ size: 28, pixels }, { id: 'mnist' })
  const others = [picturesOf({ size: 28, pixels }, { id: 'own' }), ring(CONFIG)]

  test('is fetched once for the dataset whose entry names its file, and for no other', async () => {
    const asked: string[] = []
    const loader = new Judges(
      async (path) => {
        asked.push(path)
        return Uint8Array.from(await readFile(`public/${path}`)).buffer
      },
      () => {
        throw new Error('complained')
      },
    )
    for (const other of others) expect(await loader.classifierOf(other)).toBeNull()
    expect(asked).toEqual([])
    expect(await loader.classifierOf(digits)).not.toBeNull()
    await loader.classifierOf(digits)
    expect(asked).toEqual(['data/judge-mnist.bin'])
  })

  test('that is missing is said once', async () => {
    const said: string[] = []
    const loader = new Judges(
      () => Promise.reject(new Error('gone')),
      (sentence) => said.push(sentence),
    )
    expect(await loader.classifierOf(digits)).toBeNull()
    expect(await loader.classifierOf(digits)).toBeNull()
    expect(said).toHaveLength(1)
  })
})

describe('the network that sees looks', () => {
  test('is fetched once, and a missing one is said once', async () => {
    const asked: string[] = []
    const said: string[] = []
    const judges = new Judges(
      async (path) => {
        asked.push(path)
        return Uint8Array.from(await readFile(`public/${path}`)).buffer
      },
      (sentence) => said.push(sentence),
    )
    expect(await judges.perceptualNet()).toBe(await judges.perceptualNet())
    expect(asked).toEqual(['data/perceptual.bin'])
    const none = new Judges(
      () => Promise.reject(new Error('gone')),
      (sentence) => said.push(sentence),
    )
    expect(await none.perceptualNet()).toBeNull()
    expect(await none.perceptualNet()).toBeNull()
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^Looks are not judged: /)
  })
})
