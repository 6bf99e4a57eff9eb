import { expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { Dataset } from '../../../../src/worker/data/dataset.ts'
import { widthForDevice } from '../../../../src/worker/session/build/width-for-device.ts'

const engine = { settle: () => Promise.resolve() }
const summary: Parameters<typeof widthForDevice>[2]['summary'] = {
  id: 'own',
  item: { kind: 'picture', size: 64, channels: 3 },
  count: 10,
  size: 64,
  channels: 3,
  classes: [],
}
/** What a device without room for the networks does to whoever tries a step. */
const full = new Proxy({} as Dataset, {
  get: () => {
    throw new RangeError('Array buffer allocation failed')
  },
})

test('where not even a step can be tried, the networks are made narrower and nothing is thrown', async () => {
  const config = { ...defaultsFor('own'), size: 64, width: 48 }
  const fitting = await widthForDevice(config, full, { summary, chosen: [] }, engine)
  expect(fitting).toEqual({ ...config, width: 24 })
  expect(await widthForDevice(config, full, { summary, chosen: ['width'] }, engine)).toBe(config)
})
