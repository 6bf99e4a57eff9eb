/** Writes a case down for all peers: its plan, and the very weights and inputs our own game starts from. */
import * as tf from '@tensorflow/tfjs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createFeed } from '../../../../src/worker/gan/batches/feed.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import { shapeOf } from '../../../../src/common/items/kinds.ts'
import { datasetFor, type SpeedCase } from '../cases.ts'
import type { BatchSlots, Job, Slot } from '../job.ts'
import { planOf } from '../plan.ts'
import { openFloats } from './floats.ts'

/** Steps whose inputs are written down. */
const BATCHES = 4

/** @param folder where the two files go @returns the table; its `file` is relative to the folder */
export async function makeJob({ name, config, channels }: SpeedCase, folder: string): Promise<Job> {
  tf.enableProdMode()
  await tf.setBackend('cpu')
  const dataset = datasetFor({ config, channels })
  const shape = shapeOf(dataset.item)
  const game = createGame(config, shape)
  const feed = createFeed(
    () => config,
    shape,
    (stream, count) => dataset.draw(stream, count),
  )
  const { generator, discriminator } = await game.weights()
  game.dispose()

  const file = openFloats()
  const read = async (tensor: tf.Tensor | null): Promise<Slot> => {
    if (tensor === null) throw new Error('nothing was drawn')
    const slot = file.add(tensor.shape, await tensor.data<'float32'>())
    tensor.dispose()
    return slot
  }
  const batches: BatchSlots[] = []
  for (let step = 0; step < BATCHES; step++) {
    batches.push({
      real: await read(feed.batch(step, 0).real),
      noiseD: await read(feed.batch(step, 0).noise),
      noiseG: await read(feed.batch(step, config.dSteps).noise),
    })
  }
  const fileName = `${name.replaceAll(' ', '-')}.bin`
  const job: Job = {
    name,
    config,
    channels,
    plan: planOf(config, channels),
    file: fileName,
    generator: generator.map(({ shape, data }) => file.add(shape, data)),
    discriminator: discriminator.map(({ shape, data }) => file.add(shape, data)),
    batches,
  }
  await writeFile(join(folder, fileName), file.bytes())
  return job
}
