/**
 * What D is shown of a picture and of its source: both are moved, cut and coloured alike, reals and fakes alike, in every update; and
 * where no source is told, draws are the items' own.
 */
import { concat, ones, tensor, tidy, type Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { applyChange } from '../../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { fork, normals, streamFor } from '../../../../src/common/numbers/random.ts'
import { createFeed } from '../../../../src/worker/gan/batches/feed.ts'
import { gameOf } from '../../../../src/worker/gan/game.ts'
import type { Conditions } from '../../../../src/worker/gan/networks/conditions.ts'
import type { Layer } from '../../../../src/worker/gan/networks/layer.ts'
import { restorePair } from '../../../../src/worker/gan/networks/from-pictures/restore-pair.ts'
import { viewFor } from '../../../../src/worker/gan/step/discriminator-view.ts'
import type { StepInput } from '../../../../src/worker/gan/step/step-input.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { sampleTensor } from '../../../helpers/truth/differences.ts'

beforeAll(useCpu)

const SIDE = 16
const CONFIG: RunConfig = applyChange(defaultsFor('mnist'), {
  task: 'restore',
  source: 'blur',
  augment: 'diffaugment',
  batch: 4,
  width: 2,
  warmStart: 0,
})
/** Only the settings and the clock are looked at. */
const input = {
  config: CONFIG,
  players: { generator: { optimiser: { clock: tensor([0]) } } },
} as unknown as StepInput

function drawing(seed: number) {
  let calls = 0
  return (shape: readonly number[]): Tensor =>
    tensor(
      normals(
        fork(streamFor(seed, 'instance-noise'), calls++),
        shape.reduce((product, side) => product * side, 1),
      ),
      [...shape],
    )
}

const values = (of: Tensor | undefined): number[] => [...(of?.dataSync() ?? [])]
const pictures = (channels: number) => sampleTensor([4, SIDE, SIDE, channels], 1)

describe('with a source', () => {
  test.each([1, 3])('of %i channels that is the picture itself, D sees the same of both', (channels) => {
    const conditions: Conditions = { source: pictures(channels) }
    const see = viewFor(input, drawing(1), conditions)
    const shown = values(see.items(pictures(channels)))
    expect(values(see.told(conditions).source)).toEqual(shown)
    expect(values(see.items(pictures(channels)))).toEqual(shown)
    expect(shown).not.toEqual(values(pictures(channels)))
    expect(shown).not.toEqual(values(viewFor(input, drawing(2), conditions).items(pictures(channels))))
  })

  test('with a mask, the mask lies where the picture lies, and no colour touches it', () => {
    const mask = ones([4, SIDE, SIDE, 1])
    const source = concat([pictures(3), mask], 3)
    const see = viewFor(input, drawing(1), { source })
    const shown = see.items(pictures(3)).arraySync() as number[][][][]
    const told = see.told({ source }).source?.arraySync() as number[][][][]
    let gone = 0
    told.forEach((picture, n) =>
      picture.forEach((row, y) =>
        row.forEach(([r, g, b, known = NaN], x) => {
          expect([r, g, b]).toEqual(shown[n]?.[y]?.[x])
          expect([0, 1]).toContain(known)
          // Moved in or cut out: nothing of the picture is there.
          if (known === 0) expect([r, g, b].every((value) => Math.abs(value ?? NaN) === 0)).toBe(true)
          gone += 1 - known
        }),
      ),
    )
    expect(gone).toBeGreaterThan(SIDE)
  })

  test('other conditions are told as they are', () => {
    const row = sampleTensor([4, 2], 3) as Required<Conditions>['row']
    const see = viewFor(input, drawing(1), { source: pictures(1), row })
    expect(see.told({ source: pictures(1), row }).row).toBe(row)
  })

  test('noise on what D sees is fresh each time, and none is on the source', () => {
    const noisy = { ...input, config: { ...CONFIG, augment: 'none', instanceNoise: 0.5 } } as StepInput
    const source = pictures(1)
    const see = viewFor(noisy, drawing(1), { source })
    expect(values(see.items(source))).not.toEqual(values(see.items(source)))
    expect(values(see.told({ source }).source)).toEqual(values(source))
  })

  test('in every update of a step, D is shown pairs that fit', () => {
    const seen: { items: number[]; source: number[] }[] = []
    const made: { source: number[] }[] = []
    const watching = (name: string, note: (x: Tensor, conditions: Conditions) => void): Layer => ({
      ...{ name, op: { type: 'reshape' }, outputShape: [SIDE, SIDE, 1] },
      ...{ parameters: [], statistics: [], couples: false },
      apply: (x, _, { conditions = {} }) => {
        note(x, conditions)
        return x
      },
    })
    const item = [SIDE, SIDE, 1] as const
    const config: RunConfig = { ...CONFIG, penalty: 'none', dSteps: 2, featureMatching: 0.1 }
    const pair = restorePair(config, item, 'blur')
    const game = gameOf(
      {
        generator: [
          watching('before', (_, { source }) => made.push({ source: values(source) })),
          ...pair.generator,
        ],
        discriminator: [
          watching('before', (x, { source }) => seen.push({ items: values(x), source: values(source) })),
          ...pair.discriminator,
        ],
      },
      config,
      { itemShape: item, told: { source: item }, terms: [] },
    )
    // The source is the picture, and a fresh generator hands it on: what D sees of both is alike as long as it stands so.
    const feed = createFeed(
      () => config,
      item,
      (stream, count) => normals(stream, count * SIDE * SIDE),
      undefined,
      null,
      { tellsClass: false, source: { shape: (shape) => shape, of: (real) => real.clone() }, terms: [] },
    )
    tidy(() => game.step(config, feed, 0))
    game.dispose()
    expect(seen.length).toBeGreaterThanOrEqual(3)
    for (const { items, source } of seen) {
      for (let from = 0; from < items.length; from += source.length)
        expect(items.slice(from, from + source.length)).toEqual(source)
    }
    // G itself is given the source as it is.
    const untouched = new Set(made.map(({ source }) => String(source)))
    expect(untouched.size).toBe(3)
    for (const { source } of seen) expect(untouched.has(String(source))).toBe(false)
  })
})

test('without a source every call draws its own', () => {
  const see = viewFor(input, drawing(1), {})
  expect(values(see.items(pictures(1)))).not.toEqual(values(see.items(pictures(1))))
  expect(see.told({})).toEqual({})
})
