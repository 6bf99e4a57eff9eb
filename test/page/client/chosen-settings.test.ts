import { expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { ChosenSettings } from '../../../src/page/client/chosen-settings.ts'

const ring = defaultsFor('ring')
const sorted = (chosen: ChosenSettings) => [...chosen.all].sort()

test('a link chooses what differs from the defaults of its dataset', () => {
  expect(new ChosenSettings(ring).all).toEqual([])
  expect(sorted(new ChosenSettings({ ...ring, loss: 'hinge', gLr: 0.01 }))).toEqual(['gLr', 'loss'])
})

test('a control chooses its own setting, though it be put back to the default', () => {
  const chosen = new ChosenSettings(ring)
  chosen.note({ batch: ring.batch }, ring)
  chosen.note({ gLr: 0.1 }, ring)
  expect(sorted(chosen)).toEqual(['batch', 'gLr'])
})

test('another dataset brings settings of its own: what was chosen for the last one went with it', () => {
  const chosen = new ChosenSettings({ ...ring, loss: 'hinge' })
  chosen.note({ dataset: 'mnist' }, ring)
  expect(chosen.all).toEqual([])
})

test('a preset chooses what it says otherwise than its dataset', () => {
  const chosen = new ChosenSettings(ring)
  chosen.note({ ...defaultsFor('mnist'), loss: 'hinge' }, ring)
  expect(chosen.all).toEqual(['loss'])
})
