/** The states of a session and which may follow which. A step that is not listed is a bug and says so. */
import type { SessionState } from '../../common/protocol/report.ts'

const FOLLOWS: Readonly<Record<SessionState, readonly SessionState[]>> = {
  idle: ['preparing', 'failed'],
  preparing: ['compiling', 'idle', 'ready', 'running', 'paused', 'failed'],
  compiling: ['ready', 'paused', 'running', 'failed'],
  ready: ['running', 'paused', 'preparing', 'compiling', 'failed'],
  running: ['paused', 'ready', 'preparing', 'compiling', 'failed'],
  paused: ['running', 'ready', 'preparing', 'compiling', 'failed'],
  failed: ['preparing', 'compiling', 'running', 'paused', 'ready'],
}

export class Machine {
  private current: SessionState = 'idle'

  constructor(private readonly announce: (state: SessionState) => void) {}

  get state(): SessionState {
    return this.current
  }

  /** Goes to `next` and announces it; staying is silent. */
  to(next: SessionState): void {
    if (next === this.current) return
    if (!FOLLOWS[this.current].includes(next)) {
      throw new Error(`A session cannot go from ${this.current} to ${next}.`)
    }
    this.current = next
    this.announce(next)
  }
}
