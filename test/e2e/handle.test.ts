import { describe, expect } from 'vitest'
import { figure, figureNumber, TINY } from '../helpers/app/app.ts'
import { testOnOnePage } from '../helpers/app/visit.ts'
import { crossEntropies, meanScore } from '../helpers/truth/cross-entropy.ts'

/** window.ganvas, as scripts and notebooks use it: the contract, section 4. One page; each test starts with a reset. */
const test = testOnOnePage(`${TINY}&gLayers=8,6&seed=3`)

describe('config and configure', () => {
  test('config is plain data with every key; changing the copy changes nothing', async ({ page }) => {
    const [config, again] = await page.evaluate(() => {
      const first = window.ganvas.config()
      const told = structuredClone(first)
      first.gLayers.push(99)
      first.seed = 1234
      return [told, window.ganvas.config()]
    })
    expect(again).toEqual(config)
    expect(config).toMatchObject({
      dataset: 'ring',
      gLayers: [8, 6],
      dLayers: [8],
      batch: 8,
      seed: 3,
      loss: 'non-saturating',
    })
  })

  test.for([
    [{ gLr: 50 }, /gLr must be a number from 0\.000001 to 1/],
    [{ batch: 2.5 }, /batch must be a whole number/],
    [{ loss: 'best' }, /loss must be one of/],
    [{ colour: 'blue' }, /colour is not a setting/],
    [{ gLayers: [8, -1] }, /gLayers must be 0 to 6 whole numbers/],
    [{ model: 'dcgan' }, /model=dcgan needs pictures, but ring holds points/],
  ] as const)(
    'configure(%j) rejects with a sentence, and nothing changes',
    async ([change, sentence], { page }) => {
      const before = await page.evaluate(() => window.ganvas.config())
      const outcome = await page.evaluate(
        (bad) => window.ganvas.configure(bad as object).then(() => 'taken', String),
        change,
      )
      expect(outcome).toMatch(sentence)
      expect(await page.evaluate(() => window.ganvas.config())).toEqual(before)
    },
  )

  test('a good change is in force when it resolves, on the page as in the worker', async ({ page }) => {
    await page.evaluate(() => window.ganvas.configure({ batch: 4 }))
    const trace = await page.evaluate(() => window.ganvas.trace())
    expect(trace.generator.fakeLogits).toHaveLength(4)
    await expect.poll(() => new URL(page.url()).hash).toContain('batch=4')
    await page.evaluate(() => window.ganvas.configure({ batch: 8 }))
  })
})

describe('training', () => {
  test('train(n) makes exactly n updates, then stands paused; history has one row each', async ({ page }) => {
    await page.evaluate(() => window.ganvas.reset())
    const first = await page.evaluate(() => window.ganvas.train(37))
    expect([first.step, first.state]).toEqual([37, 'paused'])
    const second = await page.evaluate(() => window.ganvas.train(5))
    expect([second.step, second.state]).toEqual([42, 'paused'])
    const history = await page.evaluate(() => window.ganvas.history())
    expect(history['step']).toEqual(Array.from({ length: 42 }, (_, at) => at + 1))
    for (const key of ['lossG', 'lossD', 'realScore', 'fakeScore']) {
      expect(history[key], key).toHaveLength(42)
      expect(history[key]?.every(Number.isFinite), key).toBe(true)
    }
    expect(second.lossG).toBeCloseTo(history['lossG']?.at(-1) ?? NaN, 6)
    expect(second.realScore).toBeGreaterThan(0)
    expect(second.realScore).toBeLessThan(1)
    expect(second).toMatchObject({ backend: 'wasm', adapter: expect.stringContaining('SIMD') as string })
    expect(second.verdict.kind).toMatch(/\w/)
    await expect.poll(() => figureNumber(page, 'Step')).toBe(42)
  })

  test('bad counts are refused in a sentence', async ({ page }) => {
    for (const bad of [0, -3, 1.5, NaN]) {
      const outcome = await page.evaluate((n) => window.ganvas.train(n).then(() => 'trained', String), bad)
      expect(outcome).toMatch(/not a whole number of at least 1/)
    }
  })

  test('pause ends a long train at once, between two steps, and both resolve with the same step', async ({
    page,
  }) => {
    const [trained, paused, later] = await page.evaluate(async () => {
      const long = window.ganvas.train(1_000_000)
      while ((await window.ganvas.snapshot()).step < 3);
      const stopped = await window.ganvas.pause()
      const done = await long
      // Were it still training, it would between these.
      for (let asked = 0; asked < 20; asked++) await window.ganvas.generate(1)
      return [done, stopped, await window.ganvas.snapshot()] as const
    })
    expect(paused.state).toBe('paused')
    expect(trained.step).toBe(paused.step)
    expect(later.step).toBe(paused.step)
  })

  test('reset goes back to step 0, and the same seed makes the same run again', async ({ page }) => {
    const run = () =>
      page.evaluate(async () => {
        await window.ganvas.reset()
        await window.ganvas.train(20)
        return window.ganvas.history()
      })
    const first = await run()
    expect(first['step']).toHaveLength(20)
    expect(await run()).toEqual(first)
    await page.evaluate(() => window.ganvas.reset())
    expect(await page.evaluate(() => window.ganvas.snapshot())).toMatchObject({
      step: 0,
      state: 'ready',
      lossD: NaN,
      lossG: NaN,
      realScore: NaN,
    })
    expect(await page.evaluate(() => window.ganvas.history()['step'])).toEqual([])
  })

  test('twenty steps in one go or one by one are the same run', async ({ page }) => {
    const [together, apart] = await page.evaluate(async () => {
      const losses = () => window.ganvas.history()['lossG']
      await window.ganvas.reset()
      await window.ganvas.train(20)
      const whole = losses()
      await window.ganvas.reset()
      for (let i = 0; i < 20; i++) await window.ganvas.train(1)
      return [whole, losses()] as const
    })
    expect(apart).toEqual(together)
  })
})

describe('looking', () => {
  test('generate takes a count or latents: right shape, same latents same items, other latents other items', async ({
    page,
  }) => {
    const made = await page.evaluate(async () => {
      const { ganvas } = window
      const plain = ({ shape, data }: { shape: number[]; data: Float32Array }) => ({ shape, data: [...data] })
      return {
        five: plain(await ganvas.generate(5)),
        again: plain(await ganvas.generate(5)),
        two: plain(
          await ganvas.generate([
            [0.5, -1],
            [2, 2],
          ]),
        ),
        swapped: plain(
          await ganvas.generate([
            [2, 2],
            [0.5, -1],
          ]),
        ),
        short: await ganvas.generate([[1, 2, 3]]).then(() => 'made', String),
        none: await ganvas.generate(0).then(() => 'made', String),
      }
    })
    expect(made.five.shape).toEqual([5, 2])
    expect(made.five.data).toHaveLength(10)
    expect(new Set(made.five.data).size).toBe(10)
    expect(made.again).toEqual(made.five)
    expect(made.two.shape).toEqual([2, 2])
    expect(made.swapped.data).toEqual([...made.two.data.slice(2), ...made.two.data.slice(0, 2)])
    expect(made.two.data[0]).not.toBe(made.two.data[2])
    expect(made.short).toMatch(/A latent vector has 2 numbers here; 3 came for 1 sample/)
    expect(made.none).toMatch(/not a whole number of at least 1/)
  })

  test('weights are the current ones, named, shaped [in, out], and training changes them', async ({
    page,
  }) => {
    const look = () =>
      page.evaluate(async () => {
        const { generator, discriminator } = await window.ganvas.weights()
        return [generator, discriminator].map((network) =>
          network.map(({ name, shape, data }) => ({ name, shape, data: [...data] })),
        )
      })
    const [generator = [], discriminator = []] = await look()
    expect(generator.map(({ shape }) => shape)).toEqual([[2, 8], [8], [8, 6], [6], [6, 2], [2]])
    expect(discriminator.map(({ shape }) => shape)).toEqual([[2, 8], [8], [8, 1], [1]])
    const names = [...generator, ...discriminator].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { shape, data } of [...generator, ...discriminator]) {
      expect(data).toHaveLength(shape.reduce((product, side) => product * side, 1))
    }
    await page.evaluate(() => window.ganvas.train(2))
    const [moved = []] = await look()
    expect(moved[0]?.data).not.toEqual(generator[0]?.data)
  })

  test('generate is the network that weights tells: recomputed here by hand', async ({ page }) => {
    await page.evaluate(() => window.ganvas.configure({ ema: 0 }))
    const { weights, item } = await page.evaluate(async () => {
      const { generator } = await window.ganvas.weights()
      const { data } = await window.ganvas.generate([[0.7, -1.3]])
      return {
        weights: generator.map(({ shape, data: values }) => ({ shape, values: [...values] })),
        item: [...data],
      }
    })
    let values = [0.7, -1.3]
    for (let layer = 0; layer < weights.length; layer += 2) {
      const [kernel, bias] = [weights[layer], weights[layer + 1]]
      const out = bias?.values.length ?? 0
      const last = layer + 2 === weights.length
      values = Array.from({ length: out }, (_, to) => {
        const sum = values.reduce(
          (total, value, from) => total + value * (kernel?.values[from * out + to] ?? NaN),
          bias?.values[to] ?? NaN,
        )
        return last || sum > 0 ? sum : 0.2 * sum
      })
    }
    expect(item).toHaveLength(2)
    for (const [at, value] of item.entries()) expect(value).toBeCloseTo(values[at] ?? NaN, 5)
    await page.evaluate(() => window.ganvas.configure({ ema: 0.99 }))
  })

  test('evaluate measures fresh samples now; the page’s own figures follow the contract’s ranges', async ({
    page,
  }) => {
    const metrics = await page.evaluate(() => window.ganvas.evaluate(400))
    expect(metrics.samples).toBe(400)
    expect(metrics.modesTotal).toBe(8)
    expect(metrics.modes).toBeGreaterThanOrEqual(0)
    expect(metrics.modes).toBeLessThanOrEqual(8)
    for (const key of ['highQuality', 'modeTV'] as const) {
      expect(metrics[key], key).toBeGreaterThanOrEqual(0)
      expect(metrics[key], key).toBeLessThanOrEqual(1)
    }
    expect(await page.evaluate(() => window.ganvas.evaluate(0).then(() => 'measured', String))).toMatch(
      /not a whole number/,
    )
  })

  test('profile tells what the engine costs, and memory does not grow from step to step', async ({
    page,
  }) => {
    const [before, after] = await page.evaluate(async () => {
      await window.ganvas.train(20)
      const first = await window.ganvas.profile()
      await window.ganvas.train(60)
      return [first, await window.ganvas.profile()] as const
    })
    expect(before.tensors).toBeGreaterThan(10)
    expect(after.tensors).toBe(before.tensors)
    expect(after.gpuBytes).toBe(before.gpuBytes)
    expect(after.encodeMsPerStep).toBeGreaterThan(0)
    expect(typeof after.recorded).toBe('boolean')
  })
})

describe('trace', () => {
  test('is one step with its very numbers: losses recomputed from the logits, one entry per detective update', async ({
    page,
  }) => {
    await page.evaluate(() => window.ganvas.configure({ dSteps: 3, ema: 0.99 }))
    await page.evaluate(() => window.ganvas.train(4))
    const { trace, history, step } = await page.evaluate(async () => {
      const told = await window.ganvas.trace()
      const plain = structuredClone(told)
      return { trace: plain, history: window.ganvas.history(), step: (await window.ganvas.snapshot()).step }
    })
    expect(step).toBe(history['step']?.at(-1))
    expect(trace.discriminator).toHaveLength(3)
    for (const { real, fake, noise, realLogits, fakeLogits, loss, gradNorm } of trace.discriminator) {
      expect([real.shape, fake.shape, noise?.shape]).toEqual([
        [8, 2],
        [8, 2],
        [8, 2],
      ])
      expect([realLogits.length, fakeLogits.length]).toEqual([8, 8])
      expect(Math.abs(loss - crossEntropies(realLogits, fakeLogits).discriminator)).toBeLessThan(1e-4)
      expect(gradNorm).toBeGreaterThan(0)
    }
    // Every update sees fresh reals and fresh noise.
    expect(new Set(trace.discriminator.map(({ real }) => Object.values(real.data)[0])).size).toBe(3)
    expect(new Set(trace.discriminator.map(({ noise }) => Object.values(noise?.data ?? [])[0])).size).toBe(3)
    const { fakeLogits, loss, fake } = trace.generator
    expect(fake.shape).toEqual([8, 2])
    expect(Math.abs(loss - crossEntropies([], fakeLogits).generator)).toBeLessThan(1e-4)
    expect(history['lossG']?.at(-1)).toBeCloseTo(loss, 4)
    expect(history['lossD']?.at(-1)).toBeCloseTo(trace.discriminator.at(-1)?.loss ?? NaN, 4)
    // Both scores are those of the discriminator's last look.
    const last = trace.discriminator.at(-1)
    expect(history['realScore']?.at(-1)).toBeCloseTo(meanScore(last?.realLogits ?? []), 4)
    expect(history['fakeScore']?.at(-1)).toBeCloseTo(meanScore(last?.fakeLogits ?? []), 4)
    expect(await figure(page, 'Step')).toBe(String(step))
  })

  test('a traced step is a step like any other: the run goes on as if it had not been looked at', async ({
    page,
  }) => {
    const [plain, traced] = await page.evaluate(async () => {
      const losses = () => window.ganvas.history()['lossD']
      await window.ganvas.reset()
      await window.ganvas.train(10)
      const first = losses()
      await window.ganvas.reset()
      await window.ganvas.train(4)
      await window.ganvas.trace()
      await window.ganvas.train(5)
      return [first, losses()] as const
    })
    expect(plain).toHaveLength(10)
    expect(traced).toHaveLength(10)
    for (const [at, loss] of (traced ?? []).entries()) expect(loss).toBeCloseTo(plain?.[at] ?? NaN, 5)
  })
})

describe('open', () => {
  test('takes files as a drop does, and tells what came of them', async ({ page }) => {
    const summary = await page.evaluate(() => {
      const lines = Array.from({ length: 50 }, (_, i) => `${Math.cos(i)},${Math.sin(2 * i)}`)
      const table = new File([lines.join('\n')], 'eight.csv')
      return window.ganvas.open([table, new File([''], 'empty.png')])
    })
    expect(summary).toMatchObject({ item: { kind: 'point' }, count: 50, channels: 2, classes: [] })
    expect(summary.skipped).toHaveLength(1)
    expect(summary.skipped[0]).toMatchObject({ name: 'empty.png', reason: { code: 'file-empty' } })
    expect(summary.fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(await page.evaluate(() => window.ganvas.config().dataset)).toBe('own')
  })

  test('rejects with the sentence when nothing can be used', async ({ page }) => {
    const outcome = await page.evaluate(() =>
      window.ganvas.open([new File(['?'], 'x.png')]).then(() => 'opened', String),
    )
    expect(outcome).toMatch(/x\.png is a text, neither/)
  })
})
