/**
 * This project, as the app's worker runs it: its engine, its run, its feed, steps replayed where they can be; losses read once
 * per slice.
 */
import * as tf from '@tensorflow/tfjs'
import { openEngine } from '../../../../../src/worker/compute/engine.ts'
import { Run } from '../../../../../src/worker/session/train/run.ts'
import { SERIES_COLUMNS, SERIES_WIDTH } from '../../../../../src/common/numbers/series-columns.ts'
import { datasetFor } from '../../cases.ts'
import type { OpenPeer } from '../peer.ts'
import { tfProduct } from '../tf-product.ts'
import { WASM_ADDRESSES } from '../wasm-addresses.ts'

export const openOurs: OpenPeer = async (backend, threads) => {
  const engine = await openEngine(backend, WASM_ADDRESSES, { threads })
  const { report } = engine
  if (report.backend !== backend) {
    throw new Error(report.passedOver.find((passed) => passed.backend === backend)?.reason ?? 'not offered')
  }
  let failure: string | null = null
  void engine.lost.then(({ sentence }) => (failure = sentence))
  let run: Run | null = null
  const ready = (): Run => {
    if (run === null) throw new Error('Nothing is prepared.')
    return run
  }
  return {
    adapter: report.adapter,
    prepare: async (job) => {
      run?.dispose()
      run = new Run(job.config, datasetFor(job), engine)
      await record(run)
    },
    step: () => ready().advance(),
    steps: (count) => {
      const until = ready().step + count
      while (ready().step < until) ready().advance(until - ready().step)
    },
    losses: async () => {
      const rows = await ready().log.read()
      if (failure !== null) throw new Error(failure)
      const last = rows.subarray(rows.length - SERIES_WIDTH)
      const figure = (name: (typeof SERIES_COLUMNS)[number]) => last[SERIES_COLUMNS.indexOf(name)] ?? NaN
      return { discriminator: figure('lossD') + figure('penalty'), generator: figure('lossG') }
    },
    tensors: () => engine.memory().tensors,
    counters: () => engine.counters(),
    product: (side) => tfProduct(tf, side),
  }
}

/** Records the step and learns how long it takes, then goes back to the start: every peer begins with the same weights. */
async function record(run: Run): Promise<void> {
  const start = await run.checkpoint()
  if (run.needsCompiling(Infinity)) await run.compile(() => undefined)
  for (let i = 0; i < 2 && run.replay !== null; i++) {
    const began = performance.now()
    run.advance()
    await run.log.read()
    run.replay.pace.note(1, performance.now() - began)
  }
  run.restore(start)
}
