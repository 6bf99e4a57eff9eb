/** Where one run lies on the disk, and who holds it. Reads and writes nothing. */
import type { Release } from './run-locks.ts'

/** What is known of a place that was there before. */
type Known = Pick<Place, 'id' | 'name' | 'generation' | 'release'>

export class Place {
  readonly id: string
  /** The person's name for the run; null where they gave none. */
  name: string | null = null
  /** Of the newest state there; 0: none yet. */
  generation = 0
  release: Release | null = null
  private gate = freshGate()

  constructor(known: Known | null = null) {
    this.id = known?.id ?? crypto.randomUUID()
    if (known === null) return
    this.name = known.name
    this.generation = known.generation
    this.release = known.release
    this.open()
  }

  /** Whether states of the run's past may lie here: pending until its first state does, or nobody trains it any more. */
  get takesPast(): Promise<boolean> {
    return this.gate.opened
  }

  open(): void {
    this.gate.open(true)
  }

  /** Who waits for a state that never came waits no longer; the run may come back, and be waited for anew. */
  leave(): void {
    if (this.generation > 0) return
    this.gate.open(false)
    this.gate = freshGate()
  }
}

interface Gate {
  readonly opened: Promise<boolean>
  open(isThere: boolean): void
}

function freshGate(): Gate {
  let open: Gate['open'] = () => undefined
  const opened = new Promise<boolean>((resolve) => (open = resolve))
  return { opened, open }
}
