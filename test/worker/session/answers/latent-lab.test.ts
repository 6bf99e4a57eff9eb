/**
 * Directions and searches of the latent lab, in generators whose answer is known: one that gives the latent itself, and one
 * whose first layer answers to two moves alone.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { memory } from '@tensorflow/tfjs'
import type { Projection } from '../../../../src/common/protocol/latent-lab.ts'
import { fixedPoints } from '../../../../src/worker/data/point-set.ts'
import { generateItems } from '../../../../src/worker/probe/samples.ts'
import { LatentLab } from '../../../../src/worker/session/answers/latent-lab.ts'
import type { Run } from '../../../../src/worker/session/train/run.ts'
import { tableSummary } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import {
  classedPicture,
  classedRun,
  layerAnswering,
  plant,
  straighten,
  straightRun,
} from '../../../helpers/engine/planted.ts'
import { told } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

let lab: LatentLab
let page: ReturnType<typeof told>
const runs: Run[] = []

beforeEach(() => {
  // Only looks at networks take time, and they as much as a test says.
  vi.useFakeTimers({ toFake: ['performance'] })
  vi.advanceTimersByTime(1000)
  page = told()
  lab = new LatentLab(page.emit)
})

afterEach(() => {
  vi.useRealTimers()
  runs.splice(0).forEach((run) => run.dispose())
})

function used(run: Run): Run {
  runs.push(run)
  return run
}

describe('directions', () => {
  const STRONG = 3
  const [FIRST, SECOND] = [(60 * Math.PI) / 180, (100 * Math.PI) / 180]
  const THIRD = (140 * Math.PI) / 180

  const along = (angle: number): [number, number] => [Math.cos(angle), Math.sin(angle)]
  const across = (angle: number): [number, number] => [-Math.sin(angle), Math.cos(angle)]

  async function answering(run: Run, angle: number, strong = STRONG, weak = 1): Promise<Run> {
    await plant(run, layerAnswering(angle, strong, weak))
    return run
  }

  async function sefa(run: Run) {
    const { directions } = await lab.directions(run, run, 'sefa')
    return directions.map(({ vector, share }) => ({ vector: [...vector], share }))
  }

  const closeTo = ([x, y]: [number, number], share: number) => ({
    vector: [expect.closeTo(x, 4) as number, expect.closeTo(y, 4) as number],
    share: expect.closeTo(share, 4) as number,
  })

  test('by SeFa are those the first layer answers to most, each with its share of the answer', async () => {
    const run = await answering(used(await straightRun()), FIRST)
    const [x, y] = across(FIRST)
    // A first look has no sign to keep: the largest part points up.
    expect(await sefa(run)).toEqual([closeTo(along(FIRST), 0.9), closeTo([-x, -y], 0.1)])
  })

  test('by principal components are those along which draws of the prior differ most', async () => {
    const run = await answering(used(await straightRun()), FIRST)
    const { directions } = await lab.directions(run, run, 'principal')
    expect(directions).toHaveLength(2)
    const [x, y] = along(FIRST)
    const [u = 0, v = 0] = directions[0]?.vector ?? []
    // The few draws are themselves no perfect circle.
    expect(u * x + v * y).toBeGreaterThan(0.995)
    expect(Math.abs((directions[0]?.share ?? 0) - 0.9)).toBeLessThan(0.03)
    expect((directions[0]?.share ?? 0) + (directions[1]?.share ?? 0)).toBeCloseTo(1, 3)
  })

  test('keep their places while the generator learns: another run’s begin with the strongest', async () => {
    const run = await answering(used(await straightRun()), FIRST)
    await sefa(run)
    await answering(run, FIRST, 1, STRONG)
    const [x, y] = across(FIRST)
    expect(await sefa(run)).toEqual([closeTo(along(FIRST), 0.1), closeTo([-x, -y], 0.9)])
    const other = await answering(used(await straightRun()), FIRST, 1, STRONG)
    expect(await sefa(other)).toEqual([closeTo([-x, -y], 0.9), closeTo(along(FIRST), 0.1)])
  })

  test('keep their signs while they turn: another run’s face upwards by their largest part', async () => {
    const run = await answering(used(await straightRun()), FIRST)
    await sefa(run)
    await answering(run, SECOND)
    await sefa(run)
    await answering(run, THIRD)
    expect((await sefa(run))[0]).toEqual(closeTo(along(THIRD), 0.9))
    const [x, y] = along(THIRD)
    const other = await answering(used(await straightRun()), THIRD)
    expect((await sefa(other))[0]).toEqual(closeTo([-x, -y], 0.9))
  })

  test('of a past step are told with that step, and keep the run’s places', async () => {
    const run = await answering(used(await straightRun()), FIRST)
    await sefa(run)
    const past = await answering(used(await straightRun()), FIRST, 1, STRONG)
    const { config, dataset } = run
    const { directions, step } = await lab.directions(
      run,
      { game: past.game, config, dataset, step: 7 },
      'sefa',
    )
    expect(step).toBe(7)
    expect(directions.map(({ share }) => share)).toEqual([expect.closeTo(0.1, 4), expect.closeTo(0.9, 4)])
  })

  test('change nothing of the run and leave no tensor behind', async () => {
    const run = used(await straightRun())
    const before = await run.checkpoint()
    const { numTensors } = memory()
    await lab.directions(run, run, 'sefa')
    await lab.directions(run, run, 'principal')
    expect(memory().numTensors).toBe(numTensors)
    expect(await run.checkpoint()).toEqual(before)
  })
})

describe('a search', () => {
  /** Draws, 64 of 256 at a time, and steps of the descent. */
  const TOTAL = 204
  const PLACE = [0.4, -1.1] as const
  const ITEM = Float32Array.from(PLACE)
  /** All items of this dataset are one: so is their mean. */
  const MEAN = [0.5, -0.25] as const
  const difference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
    Array.from(a, (x, i) => (x - (b[i] ?? NaN)) ** 2).reduce((sum, x) => sum + x, 0) / a.length

  const oneItem = () => {
    const points = Float32Array.from({ length: 100 }, (_, i) => MEAN[i % 2] ?? 0)
    return fixedPoints(points, tableSummary({ count: 50 }))
  }

  /** Each look at the networks takes so long. */
  function takes({ game }: Run, milliseconds: number): void {
    const sample = game.sample.bind(game)
    vi.spyOn(game, 'sample').mockImplementation((...asked) => {
      vi.advanceTimersByTime(milliseconds)
      return sample(...asked)
    })
  }

  /** Searches on until it is over; a search that never ends fails. @returns slices worked */
  async function finish(run: Run): Promise<number> {
    for (let slices = 0; slices <= TOTAL; slices++) if (!(await lab.work(run))) return slices
    throw new Error('The search goes on and on.')
  }

  const course = (): Projection[] => page.of('projection').map(({ projection }) => projection)

  test('finds the latent that an item was made of', async () => {
    const run = used(await straightRun())
    const found = lab.project(run, ITEM, null)
    await finish(run)
    const { latent, difference: rest, done, total } = await found
    expect([...latent]).toEqual(PLACE.map((x) => expect.closeTo(x, 2) as number))
    expect(rest).toBeCloseTo(difference(latent, ITEM), 5)
    expect([done, total]).toEqual([TOTAL, TOTAL])
  })

  test('says how near it is as a share of what the mean item of the data is away', async () => {
    const run = used(await straightRun({}, oneItem()))
    takes(run, 100)
    // So far out that no draw of the prior comes near.
    const far = Float32Array.of(5, -6)
    for (let twice = 0; twice < 2; twice++) {
      const found = lab.project(run, far, null)
      await lab.work(run)
      lab.end()
      const { latent, difference: rest, relative } = await found
      expect(rest).toBeCloseTo(difference(latent, far), 4)
      expect(rest).toBeGreaterThan(4)
      expect(relative).toBeCloseTo(rest / difference(far, MEAN), 5)
    }
  })

  test('comes no less near as it goes on, by its own account', async () => {
    const run = used(await straightRun())
    takes(run, 100)
    const found = lab.project(run, ITEM, null)
    await finish(run)
    const told = course()
    expect(told.map(({ done }) => done)).toEqual(Array.from({ length: TOTAL }, (_, i) => i + 1))
    const differences = told.map((one) => one.difference)
    expect(differences).toEqual([...differences].sort((a, b) => b - a))
    expect(differences.at(-1)).toBeLessThan((differences[3] ?? 0) / 20)
    expect(await found).toEqual(told.at(-1))
  })

  test('lets training in after each stretch, and tells no more than 15 times a second', async () => {
    const run = used(await straightRun())
    takes(run, 5)
    const at: number[] = []
    lab = new LatentLab(() => void at.push(performance.now()))
    void lab.project(run, ITEM, null)
    const start = performance.now()
    expect(await lab.work(run)).toBe(true)
    // 16 ms are over within the fourth look.
    expect(performance.now() - start).toBe(20)
    await finish(run)
    expect(at.length).toBeGreaterThan(10)
    at.slice(1).forEach((now, i) => expect(now - (at[i] ?? 0)).toBeGreaterThanOrEqual(1000 / 15))
  })

  test('that is ended gives what it found so far, and there is nothing to search any more', async () => {
    const run = used(await straightRun())
    takes(run, 100)
    const found = lab.project(run, ITEM, null)
    for (let looks = 0; looks < 6; looks++) await lab.work(run)
    lab.end()
    expect(await found).toEqual(course().at(-1))
    expect(await found).toMatchObject({ done: 6, total: TOTAL })
    expect(await lab.work(run)).toBe(false)
    // Nobody minds a second end.
    lab.end()
  })

  test('that is ended before it looked has found nothing', async () => {
    const run = used(await straightRun())
    const found = lab.project(run, ITEM, null)
    lab.end()
    expect(await found).toEqual({
      latent: new Float32Array(2),
      difference: NaN,
      relative: NaN,
      done: 0,
      total: TOTAL,
    })
  })

  test('is ended by another: only one is made at a time', async () => {
    const run = used(await straightRun())
    takes(run, 100)
    const first = lab.project(run, ITEM, null)
    await lab.work(run)
    const second = lab.project(run, Float32Array.of(-0.7, 0.2), null)
    expect(await first).toMatchObject({ done: 1 })
    await finish(run)
    expect([...(await second).latent]).toEqual([expect.closeTo(-0.7, 2), expect.closeTo(0.2, 2)])
  })

  test('is over where other networks are shown, or none', async () => {
    const run = used(await straightRun())
    const others = [used(await straightRun()), null]
    takes(run, 100)
    for (const shown of others) {
      const found = lab.project(run, ITEM, null)
      await lab.work(run)
      expect(await lab.work(shown)).toBe(false)
      expect(await found).toMatchObject({ done: 1 })
    }
  })

  test('goes on while the generator learns: what was near for an earlier one no longer counts', async () => {
    const run = used(await straightRun())
    takes(run, 100)
    const found = lab.project(run, ITEM, null)
    for (let looks = 0; looks < 50; looks++) await lab.work(run)
    await straighten(run, 0.5)
    run.step++
    await lab.work(run)
    const now = course().at(-1)
    const latent = now?.latent ?? new Float32Array(2)
    const made = await generateItems(run.game, run.config, latent, 1)
    expect(now?.difference).toBeCloseTo(difference(made, ITEM), 5)
    expect(now?.difference).toBeGreaterThan(0.1)
    await finish(run)
    expect([...(await found).latent]).toEqual(PLACE.map((x) => expect.closeTo(x - 0.5, 1) as number))
  })

  test.each<[string, number | null, boolean]>([
    ['the class that is picked', 1, true],
    ['the first class where none is picked', null, false],
  ])('is made among %s', async (_, pick, bright) => {
    const run = used(await classedRun())
    const item = classedPicture(PLACE, 1)
    const found = lab.project(run, item, pick)
    await finish(run)
    const { latent, difference: rest } = await found
    // Of the other class the upper pixels can be met, the lower two cannot.
    expect(rest).toBeCloseTo(bright ? 0 : difference(classedPicture(PLACE, 0), item), 2)
    expect([...latent]).toEqual(PLACE.map((x) => expect.closeTo(x, 1) as number))
  })

  test('of an item of another size is refused', async () => {
    const run = used(await straightRun())
    expect(() => lab.project(run, new Float32Array(3), null)).toThrow(
      expect.objectContaining({
        code: 'bad-item',
        message: expect.stringContaining('has 2 numbers here; 3 came') as string,
      }),
    )
    expect(await lab.work(run)).toBe(false)
  })

  test('without a latent is refused', async () => {
    const { game, config, dataset, step } = used(await straightRun())
    const without = { game: { ...game, latent: 0 }, config, dataset, step }
    expect(() => lab.project(without, ITEM, null)).toThrow(expect.objectContaining({ code: 'no-latent' }))
  })

  test('that fails says so to whoever waits for it; the next one is made as if nothing had been', async () => {
    const run = used(await straightRun())
    const lost = new Error('device lost')
    const failing = vi.spyOn(run.game, 'sample').mockImplementation(() => {
      throw lost
    })
    const found = lab.project(run, ITEM, null)
    const failed = expect(found).rejects.toBe(lost)
    expect(await lab.work(run)).toBe(false)
    await failed
    failing.mockRestore()
    expect(await lab.work(run)).toBe(false)
    const next = lab.project(run, ITEM, null)
    await finish(run)
    expect((await next).done).toBe(TOTAL)
  })

  test('changes nothing of the run and leaves no tensor behind', async () => {
    const run = used(await straightRun())
    const before = await run.checkpoint()
    const { numTensors } = memory()
    void lab.project(run, ITEM, null)
    await finish(run)
    expect(memory().numTensors).toBe(numTensors)
    expect(await run.checkpoint()).toEqual(before)
  })
})
