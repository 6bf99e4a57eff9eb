/** A whole session on the plain back end: the idle one measures itself, and nobody's run is touched by it. */
import { beforeAll, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { wholeSession } from '../../../helpers/engine/whole-session.ts'

beforeAll(useCpu)

const DATA = picturesOf(
  { size: 8, pixels: Uint8Array.from({ length: 30 * 64 }, (_, i) => (i * 37) % 251) },
  { id: 'own' },
)
const CONFIG = { ...defaultsFor('own'), model: 'dcgan', size: 8, width: 2, latent: 3, batch: 8 } as const

test('an idle session measures by itself; what is trained afterwards is what would have been', async () => {
  const whole = wholeSession({ config: CONFIG, own: DATA })
  await whole.until((event) => event.type === 'need' && event.need.rate !== null)
  expect(await whole.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 0, state: 'ready' })
  await whole.ask({ kind: 'train', steps: 3 })
  const trained = await whole.ask({ kind: 'weights', side: 'run' })
  const plain = new Run(whole.session.config, DATA)
  plain.advance(3)
  expect(trained).toEqual(await plain.game.weights())
  plain.dispose()
  await whole.end()
})

test('a script is told the same figures, measured first where nobody did; of nothing, nothing', async () => {
  const whole = wholeSession({ config: CONFIG, own: DATA })
  const figures = await whole.ask({ kind: 'need' })
  const need = whole.page.of('need').at(-1)?.need
  expect(figures).toMatchObject({ step: 0, stepsPerSecond: need?.rate?.stepsPerSecond, basis: 'tried' })
  await whole.end()

  // Points are tried when they are asked for, and never by themselves.
  const points = wholeSession()
  expect(await points.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ state: 'ready' })
  expect(points.page.of('need').every((event) => event.need.rate === null)).toBe(true)
  expect(await points.ask({ kind: 'need' })).toMatchObject({ recognisable: null, basis: 'tried', sides: [] })
  await points.end()

  const empty = wholeSession({ config: CONFIG })
  expect(await empty.ask({ kind: 'need' })).toBeNull()
  await empty.end()
})
