/**
 * What restoring is worth, held-out pictures of a shipped set restored by a run of the engine alone: `npm run bench -- restore
 * fashion half 1,2 2000 '{"l1":10}'` – a set, a source, seeds, steps, and other settings. One line of JSON for each look at an arm. Uses
 * no page and no worker.
 */
import { tensor } from '@tensorflow/tfjs'
import { readFileSync } from 'node:fs'
import { argv, stdout } from 'node:process'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { integers, normals, streamFor } from '../../../src/common/numbers/random.ts'
import { nearestMatrix, boxMatrix, product, separably } from '../../../src/common/restore/matrices.ts'
import { RESTORE_SOURCES } from '../../../src/common/restore/sources.ts'
import { readShipped } from '../../../src/worker/data/shipped-format.ts'
import { splitOf } from '../../../src/worker/data/split.ts'
import { createFeed } from '../../../src/worker/gan/batches/feed.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import { restore } from '../../../src/worker/gan/tasks/restore/restore.ts'
import { sourceOf } from '../../../src/worker/gan/tasks/restore/sources.ts'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'
import { figuresOf } from './figures.ts'

const HELD_OUT = 512
const AT_ONCE = 64

interface Pictures {
  readonly side: number
  readonly channels: number
  readonly training: readonly Float32Array[]
  readonly heldOut: Float32Array
}

async function picturesOf(set: 'fashion' | 'emoji' | 'mnist'): Promise<Pictures> {
  const { side, channels, count, pixels } = await readShipped(
    Uint8Array.from(readFileSync(`public/data/${set}.bin`)).buffer,
  )
  const length = side * side * channels
  const { training, heldOut } = splitOf(set, count)
  const picture = (i: number) =>
    Float32Array.from(pixels.subarray(i * length, (i + 1) * length), (v) => v / 127.5 - 1)
  const held = new Float32Array(Math.min(HELD_OUT, heldOut.length) * length)
  heldOut.slice(0, HELD_OUT).forEach((which, i) => held.set(picture(which), i * length))
  return { side, channels, training: Array.from(training, picture), heldOut: held }
}

async function main(): Promise<void> {
  const [set = 'fashion', asked = 'half', seeds = '1', steps = '2000', ...changes] = argv.slice(2)
  const source = RESTORE_SOURCES.find(({ id }) => id === asked)?.id ?? 'half'
  await openWasmEngine()
  const { side, channels, training, heldOut } = await picturesOf(set as 'fashion')
  const item = [side, side, channels] as const
  const length = side * side * channels
  const count = heldOut.length / length
  const say = (what: object): void => void stdout.write(`${JSON.stringify(what)}\n`)
  const own = JSON.parse(changes[0] ?? '{}') as Partial<RunConfig>
  for (const seed of seeds.split(',').map(Number)) {
    for (const lively of own.lively === undefined ? [0, 1] : [own.lively]) {
      const config = applyChange(defaultsFor(set as 'fashion'), {
        task: 'restore',
        source,
        seed,
        lively,
        ...own,
      })
      const normal = (shape: readonly number[]) =>
        tensor(
          normals(
            streamFor(0, 'evaluate'),
            shape.reduce((all, one) => all * one, 1),
          ),
          [...shape],
        )
      const truth = tensor(heldOut, [count, ...item])
      const told = sourceOf(truth, normal, config)
      const baselines = async () => {
        const given = await told.data<'float32'>()
        say({
          arm: 'source',
          ...figuresOf(
            heldOut,
            given.map((v) => Math.min(1, Math.max(-1, v))),
            { side, channels },
          ),
        })
        const small = Math.round(side / 2)
        const nearest = product(nearestMatrix(small, side), boxMatrix(side, small))
        const enlarged = new Float32Array(heldOut.length)
        for (let i = 0; i < count; i++)
          enlarged.set(
            separably(heldOut.subarray(i * length, (i + 1) * length), channels, nearest),
            i * length,
          )
        say({ arm: 'nearest', ...figuresOf(heldOut, enlarged, { side, channels }) })
      }
      if (lively === 0 && told.shape.at(-1) === channels) await baselines()
      const game = createGame(config, item)
      const feed = createFeed(
        () => config,
        item,
        (stream, many) => {
          const drawn = new Float32Array(many * length)
          integers(stream, many, training.length).forEach((which, i) =>
            drawn.set(training[which] ?? [], i * length),
          )
          return drawn
        },
        undefined,
        null,
        restore,
      )
      const restored = async (): Promise<Float32Array> => {
        const made = new Float32Array(heldOut.length)
        for (let from = 0; from < count; from += AT_ONCE) {
          const many = Math.min(AT_ONCE, count - from)
          const part = told.slice([from], [many])
          const out = game.sample(config, null, { source: part })
          made.set(await out.data<'float32'>(), from * length)
          part.dispose()
          out.dispose()
        }
        return made
      }
      let spent = 0
      for (let step = 0; step < Number(steps); step++) {
        const start = performance.now()
        const row = game.step(config, feed, step)
        await row.data()
        row.dispose()
        spent += performance.now() - start
        if ((step + 1) % 500 !== 0 && step !== 0) continue
        const figures = figuresOf(heldOut, await restored(), { side, channels })
        say({
          arm: lively === 0 ? 'L1' : 'L1 + GAN',
          seed,
          step: step + 1,
          ms: spent / (step + 1),
          ...figures,
        })
      }
      feed.dispose()
      game.dispose()
      truth.dispose()
      told.dispose()
    }
  }
}

await main()
