/** A run of pairs: what is told is each picture's own partner, a known map between both is learnt, and held-out pairs are looked at. */
import { beforeAll, describe, expect, test } from 'vitest'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { uniforms, streamFor } from '../../../src/common/numbers/random.ts'
import { splitOfItems } from '../../../src/worker/data/split.ts'
import { finish } from '../../../src/worker/evaluation/metrics/slices.ts'
import { distortion } from '../../../src/worker/evaluation/restoring/distortion.ts'
import { partnersIn } from '../../../src/worker/kinds/pairs.ts'
import { heldOutOf } from '../../../src/worker/kinds/picture/restore/held-out.ts'
import { restoreItems } from '../../../src/worker/probe/restored.ts'
import { startPicture } from '../../../src/worker/session/answers/restore-answers.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../helpers/data/sets.ts'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'

beforeAll(openWasmEngine)

const [SIDE, COUNT] = [16, 120]
const LENGTH = SIDE * SIDE

/** A square of a shade on a ground of another, each somewhere else. */
function squares(): Uint8Array {
  const drawn = uniforms(streamFor(7, 'data'), COUNT * 4, 0, 1)
  return Uint8Array.from({ length: COUNT * LENGTH }, (_, i) => {
    const [picture, x, y] = [Math.floor(i / LENGTH), i % SIDE, Math.floor((i % LENGTH) / SIDE)]
    const [left = 0, top = 0, shade = 0, ground = 0] = drawn.subarray(picture * 4, picture * 4 + 4)
    const inside = Math.abs(x - 3 - left * 9) < 3 && Math.abs(y - 3 - top * 9) < 3
    return Math.round(inside ? 170 + 80 * shade : 90 * ground)
  })
}

/** What each is made from is its negative. */
const pixels = squares()
const set = picturesOf(
  { size: SIDE, pixels, partners: pixels.map((byte) => 255 - byte) },
  { id: 'own', fingerprint: 'negatives' },
)
const configOf = (change: Partial<RunConfig> = {}): RunConfig =>
  applyChange(
    { ...defaultsFor('own'), size: SIDE },
    { task: 'restore', source: 'pairs', width: 4, batch: 8, ema: 0, ...change },
  )

describe('a run of pairs', () => {
  test('is told the partner of each picture, in each update anew', () => {
    const run = new Run(configOf(), set)
    for (const [step, update] of [
      [0, 0],
      [0, 1],
      [5, 0],
    ] as const) {
      const { real, conditions } = run.feed.batch(step, update)
      const [made, from] = [real.dataSync(), conditions.source?.dataSync() ?? []]
      expect(from).toHaveLength(made.length)
      expect(Math.max(...made.map((value, i) => Math.abs(value + (from[i] ?? NaN))))).toBeLessThan(1e-6)
    }
    run.dispose()
  })

  test('learns the map from one to the other, and is measured on pairs it never saw', async () => {
    const config = configOf({ warmStart: 500, warmRate: 3e-3, lively: 0 })
    const run = new Run(config, set)
    const held = await heldOutOf(set, config)
    expect(held.isHeldOut).toBe(true)
    expect(held.count).toBe(splitOfItems(set).heldOut.length)
    const { truth, source } = held.pictures
    expect(source).toEqual(truth.map((value) => -value))
    const decibels = async () => {
      const made = await restoreItems(run.game, config, source, held.count)
      const batch = (values: Float32Array) => ({ size: SIDE, channels: 1, pixels: values }) as const
      return finish(distortion(batch(truth), batch(made), null)).psnr
    }
    const before = await decibels()
    while (run.step < 400) run.advance(1)
    expect(await decibels()).toBeGreaterThan(before + 10)
    run.dispose()
  })

  test('hands a drawing the given picture of a held-out pair', () => {
    const run = new Run(configOf(), set)
    const { data, heldOut } = startPicture({ config: run.config, dataset: set, game: run.game, step: 0 }, 2)
    const [, , third = 0] = splitOfItems(set).heldOut
    expect(heldOut).toBe(true)
    expect(data).toEqual(set.partners?.at([third]))
    run.dispose()
  })

  test('is refused where pictures come alone', () => {
    const alone = picturesOf({ size: SIDE, pixels }, { id: 'own', fingerprint: 'alone' })
    expect(() => new Run(configOf(), alone)).toThrow(expect.objectContaining({ code: 'config-unsupported' }))
  })
})

test('runs about something else look at no partner', () => {
  expect(partnersIn(configOf({ source: 'half' }), set)).toBeNull()
  expect(partnersIn(configOf({ task: 'imagine' }), set)).toBeNull()
  expect(partnersIn(configOf(), set)).toBe(set.partners)
})
