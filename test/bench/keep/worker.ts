/** The worker of the bench: writes runs of a given size as the engine's worker does, and says how long it was busy. */
import { openBlobs } from '../../../src/worker/session/keep/blobs.ts'
import { openFolders } from '../../../src/worker/session/keep/folders.ts'
import { packRun } from '../../../src/worker/session/keep/kept-run.ts'
import { readNewest, writeNewest } from '../../../src/worker/session/keep/slots.ts'
import type { Store } from '../../../src/worker/session/keep/store.ts'
import { keptRun } from '../../helpers/engine/kept-run.ts'
import type { KeepFigures, KeepJob } from './figures.ts'

const FOLDER = 'run-bench'
/** A convolution's kernel and its two moments are of such a size, numbers. */
const TENSOR = 2 ** 18

self.onmessage = ({ data }: MessageEvent<KeepJob>) =>
  void measure(data).then((figures) => postMessage(figures))

async function measure({ place, megabytes, times }: KeepJob): Promise<KeepFigures> {
  const store = place === 'folders' ? await openFolders() : await openBlobs()
  if (store === null) throw new Error(`There are no ${place} here.`)
  const run = runOf(megabytes)
  let room: Uint8Array<ArrayBuffer> | null = null
  const figures: KeepFigures = { pack: [], write: [], read: [] }
  for (let generation = 1; generation <= times; generation++) {
    const begun = performance.now()
    room = await writeNewest(store, FOLDER, { run, generation }, room)
    figures.write.push(performance.now() - begun)
    figures.pack.push(timed(() => packRun(run, generation, room)))
  }
  figures.read.push(await reading(store))
  await store.remove(FOLDER)
  return figures
}

/** Noise: nothing on the way to the disk can make it smaller. */
function runOf(megabytes: number): ReturnType<typeof keptRun> {
  const run = keptRun({})
  const tensors = Array.from({ length: Math.ceil((megabytes * 2 ** 20) / (4 * TENSOR)) }, (_, i) => ({
    ...{ name: `t${i}`, shape: [TENSOR] },
    data: Float32Array.from({ length: TENSOR }, () => Math.random()),
  }))
  return { ...run, checkpoint: { ...run.checkpoint, tensors } }
}

function timed(act: () => unknown): number {
  const begun = performance.now()
  act()
  return performance.now() - begun
}

async function reading(store: Store): Promise<number> {
  const begun = performance.now()
  if ((await readNewest(store, FOLDER)) === null) throw new Error('It could not be read back.')
  return performance.now() - begun
}
