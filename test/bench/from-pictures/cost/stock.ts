/** TensorFlow.js as it comes as a peer: its WASM back end on one thread, none of our kernels. */
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { heldAt, type Slot } from '../../speed/job.ts'
import type { CostJob, NetworkJob, UpdateSlots } from './job.ts'
import { serve } from './serve.ts'
import { parametersOf, StockGame, type StepBatch, type UpdateBatch } from './stock-game.ts'
import { addWhatIsLacking } from './stock-kernels.ts'

type Read = (slot: Slot) => tf.Tensor

const added = await openBackend()
let game: StockGame | null = null
let batches: readonly StepBatch[] = []
let next = 0
let shown: tf.Scalar[] = []

await serve({
  prepare: (job) => {
    const read = readerOf(job)
    const [generator, discriminator] = [
      variablesOf(job.generator, read),
      variablesOf(job.discriminator, read),
    ]
    game?.dispose()
    game = new StockGame(job, generator, discriminator)
    batches = job.batches.map((batch) => ({
      discriminator: updateOf(batch.discriminator, read),
      generator: updateOf(batch.generator, read),
    }))
    next = 0
    const without = added.length === 0 ? '' : `; ${added.join(', ')} is none of them and made of others`
    return Promise.resolve({
      adapter: `TensorFlow.js ${tf.version.tfjs}, stock WASM kernels, SIMD, 1 thread${without}`,
      parameters: parametersOf(generator) + parametersOf(discriminator),
    })
  },
  step: () => {
    const batch = batches[next++ % batches.length]
    if (game === null || batch === undefined) throw new Error('Nothing is prepared.')
    tf.dispose(shown)
    shown = game.step(batch)
  },
  losses: async () => {
    const [discriminator = NaN, generator = NaN] = await Promise.all(
      shown.map(async (loss) => (await loss.data())[0] ?? NaN),
    )
    return { discriminator, generator }
  },
})

async function openBackend(): Promise<readonly string[]> {
  tf.enableProdMode()
  const root = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'))
  setWasmPaths(`${root}/wasm-out/`)
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  if (!(await tf.setBackend('wasm'))) throw new Error('WASM did not start.')
  return addWhatIsLacking()
}

function readerOf({ file }: CostJob): Read {
  const bytes = Uint8Array.from(readFileSync(file))
  const floats = new Float32Array(bytes.buffer)
  return (slot) => {
    const { shape, data } = heldAt(floats, slot)
    return tf.tensor(data, [...shape])
  }
}

function variablesOf({ weights }: NetworkJob, read: Read): Map<string, tf.Variable> {
  return new Map(weights.map(({ name, slot }) => [name, read(slot).variable()]))
}

function updateOf({ real, source }: UpdateSlots, read: Read): UpdateBatch {
  return { real: read(real), source: read(source) }
}
