/** Wherever a session makes networks, those whose settings ask for it begin with what others learnt: the run, its twin, a candidate. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { Dataset } from '../../../src/worker/data/dataset.ts'
import { namedPictures } from '../../../src/worker/data/picture-set.ts'
import { Builder } from '../../../src/worker/session/build/builder.ts'
import type { LearntStore } from '../../../src/worker/session/build/learnt-store.ts'
import { Comparison } from '../../../src/worker/session/comparison/comparison.ts'
import { Machine } from '../../../src/worker/session/machine.ts'
import { Contender } from '../../../src/worker/session/search/contender.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { useCpu } from '../../helpers/engine/backend.ts'
import { madeUpWeights } from '../../helpers/engine/learnt.ts'
import { PLAIN_ENGINE, sideNamed, told } from '../../helpers/engine/tiny-run.ts'
import { pattern } from '../../helpers/truth/naive.ts'

beforeAll(useCpu)

const used: { clear(): void }[] = []
afterEach(() => used.splice(0).forEach((one) => one.clear()))

const CONFIG: RunConfig = { ...defaultsFor('own'), size: 16, latent: 2, batch: 2, transfer: 'drawings' }
const CHANCE: RunConfig = { ...CONFIG, transfer: 'none' }
const WEIGHTS = madeUpWeights()
const LEARNT: Pick<LearntStore, 'of' | 'held'> = {
  of: (config) => Promise.resolve(LEARNT.held(config)),
  held: ({ transfer }) => (transfer === 'none' ? null : WEIGHTS),
}
const EYE = 'discriminator/down2/kernel'

const pictures = (): Promise<Dataset> => {
  const item = { kind: 'picture', size: 16, channels: 3 } as const
  const about = { id: 'own', label: 'Mine', item, count: 8, classes: [], skipped: [] } as const
  const bytes = Uint8Array.from(pattern(8 * 16 * 16 * 3, 1), (value) => 128 + 90 * value)
  return namedPictures({ ...about, classes: [], skipped: [] }, bytes, null)
}

async function eyeOf(run: Run | null): Promise<number[]> {
  const weights = (await run?.game.weights())?.discriminator ?? []
  return [...(weights.find(({ name }) => name === EYE)?.data ?? [])]
}

const LEARNT_EYE = [...(WEIGHTS.get('discriminator/down/1/kernel')?.data ?? [])]

/** In a word: the runner would draw up the difference of thousands of numbers. */
function isLearnt(eye: readonly number[]): boolean {
  return eye.length === LEARNT_EYE.length && eye.every((value, i) => value === LEARNT_EYE[i])
}

test.for([
  ['drawings', CONFIG],
  ['none', CHANCE],
] as const)('the run, transfer %s', async ([transfer, config]) => {
  const { emit } = told()
  const side = sideNamed('run', emit)
  used.push(side)
  const nothing = () => Promise.resolve()
  const builder = new Builder({
    engine: {},
    machine: new Machine(() => undefined),
    learnt: LEARNT,
    loader: { load: pictures },
    side,
    travel: { begin: nothing, goOn: nothing, end: () => undefined },
    comparison: { align: nothing, end: () => undefined },
    emit,
    begins: () => undefined,
    takeConfig: () => undefined,
  })
  await builder.rebuild(config, { running: false })
  const eye = await eyeOf(side.run)
  expect(eye).toHaveLength(LEARNT_EYE.length)
  expect(isLearnt(eye)).toBe(transfer === 'drawings')
})

test('the twin that begins with the run', async () => {
  const { emit } = told()
  const side = sideNamed('twin', emit)
  const run = new Run(CHANCE, await pictures())
  used.push(side, { clear: () => run.dispose() })
  await new Comparison({ engine: PLAIN_ENGINE, learnt: LEARNT, side, emit }).begin(run, CONFIG)
  expect(isLearnt(await eyeOf(side.run))).toBe(true)
})

test('a candidate of a search', async () => {
  const quiet = { begin: () => undefined, pause: () => Promise.resolve(), end: () => undefined }
  const candidate = { id: 'mine', label: 'Mine', meaning: '', change: {}, config: CONFIG }
  const contender = new Contender(candidate, await pictures(), {
    engine: PLAIN_ENGINE,
    stepYield: quiet,
    learnt: LEARNT,
  })
  used.push({ clear: () => contender.release() })
  await contender.ready(1)
  await contender.park()
  const eye = contender.checkpoint?.tensors.find(({ name }) => name === EYE)?.data ?? []
  expect(isLearnt([...eye])).toBe(true)
})
