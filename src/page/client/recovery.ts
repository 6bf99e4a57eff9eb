/** Decides how to go on after the engine died: again, on a safer back end, or not at all. Pure: knows no worker. */
import type { Failure } from '../../common/failure.ts'

const WINDOW_MS = 60_000
/** Losses of a GPU within the window after which WASM takes over. */
const GPU_PATIENCE = 2
/** Deaths within the window after which nothing is restarted by itself. */
const PATIENCE = 4

export type Plan = 'again' | 'on-wasm' | 'give-up'

export class Recovery {
  private deaths: { at: number; gpu: boolean }[] = []

  /** Notes a death at time `now`, milliseconds, and says what to do. */
  plan(failure: Failure, now: number): Plan {
    const gpu = failure.code.startsWith('gpu')
    this.deaths = [...this.deaths.filter((death) => now - death.at < WINDOW_MS), { at: now, gpu }]
    if (this.deaths.length >= PATIENCE) return 'give-up'
    return this.deaths.filter((death) => death.gpu).length > GPU_PATIENCE ? 'on-wasm' : 'again'
  }

  /** A person acted: count afresh. */
  forgive(): void {
    this.deaths = []
  }
}
