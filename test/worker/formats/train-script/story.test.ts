/** Which stories a script can make again: those in which the very same program does, with other numbers. */
import { expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { RunStory } from '../../../../src/common/config/run-story.ts'
import { replayOf } from '../../../../src/worker/formats/train-script/story.ts'

const first = defaultsFor('ring')
/** A program that is another where the loss is, or where noise is on. */
const programOf = ({ loss, instanceNoise }: RunConfig): string => `${loss} ${String(instanceNoise > 0)}`

function replayed(changes: RunStory['changes']) {
  const config = changes.reduce((now, { change }) => ({ ...now, ...change }), first)
  return replayOf({ config, story: { first, changes } }, programOf)
}

test('numbers', () => {
  const changes = [
    { step: 3, change: { gLr: 1 } },
    { step: 7, change: { gLr: 2, batch: 9 } },
  ]
  expect(replayed(changes)).toEqual({ first: { gLr: first.gLr, batch: first.batch }, changes })
})

test('none at all', () => {
  expect(replayed([])).toEqual({ first: {}, changes: [] })
})

test.for<[string, RunStory['changes']]>([
  ['another formula', [{ step: 3, change: { loss: 'hinge' } }]],
  ['something that was switched on', [{ step: 3, change: { instanceNoise: 0.1 } }]],
  [
    'something that was on for a while',
    [
      { step: 3, change: { instanceNoise: 0.1 } },
      { step: 5, change: { instanceNoise: 0 } },
    ],
  ],
  ['other first weights', [{ step: 3, change: { seed: 5 } }]],
  ['a part made alone', [{ step: 3, change: {}, alone: 'generator' }]],
])('%s is more than numbers', ([, changes]) => {
  expect(replayed(changes)).toBeNull()
})

test('what nobody noted', () => {
  expect(replayOf({ config: first, story: null }, programOf)).toBeNull()
})
