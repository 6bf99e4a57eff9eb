/** Whether our first steps on Dawn give what they give on WASM, from the same weights and data. Times nothing. */
import type { Job, Losses } from '../job.ts'
import type { Backend } from '../measured.ts'
import { agreement, type Agreement } from '../node/agreement.ts'
import type { Place } from '../node/place.ts'

const STEPS = 3

export async function compareWithWasm(place: Place, job: Job): Promise<Agreement> {
  const losses = [await firstLosses(place, 'wasm', job), await firstLosses(place, 'webgpu', job)]
  return agreement(losses.map((list) => ({ losses: list })))
}

async function firstLosses(place: Place, backend: Backend, job: Job): Promise<Losses[]> {
  const handle = await place.open('ours')
  try {
    await handle.ask({ method: 'open', backend })
    await handle.ask({ method: 'prepare', job })
    const losses: Losses[] = []
    for (let i = 0; i < STEPS; i++) losses.push((await handle.ask({ method: 'sample', steps: 1 })).losses)
    return losses
  } finally {
    await handle.close()
  }
}
