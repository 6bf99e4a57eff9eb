/**
 * Threads of our own that share the heap: a piece of work is cut into parts, each part's calls are written down, and all threads make
 * theirs at once, the one that asks among them. What is computed does not depend on how many there are: a part is cut so that each number
 * is made as it would be alone. Must not know what is computed.
 */
import { GanvasError } from '../../../../../common/failure.ts'
import type { Functions, PartTools } from '../functions.ts'
import { createControl, DONE, IDLE, PLACE_BESIDE, READY, stateAt, TAKEN, type Control } from './control.ts'
import { HELPER_TEXT } from './helper.ts'
import { isWhole, play, tapeOn, type FunctionNames } from './tape.ts'

/** A thread, as the platform makes it. */
export interface Thread {
  send(message: object): void
  /** Resolves with the first thing it says. */
  readonly answer: Promise<unknown>
  end(): void
}

export interface PoolOptions {
  /** Threads that help; the one that asks computes as well. */
  readonly helpers: number
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly names: FunctionNames
  readonly functions: Functions
  /** @param text what the thread runs */
  readonly spawn: (text: string) => Thread
  /** A thread that took its list and does not end it in so many milliseconds is gone; left out: 10,000. */
  readonly patience?: number
}

const PATIENCE_MS = 10_000
/** One that has not begun by then will not begin: a policy forbids it, say. */
const START_MS = 5000

export interface Pool {
  /** That compute, the asking one included. */
  readonly threads: number
  /**
   * Makes all parts, and returns when all are made.
   * @param direct a part's tools
   * @param work makes one part's calls; may be asked twice for the same part
   */
  run(
    parts: number,
    direct: (part: number) => PartTools,
    work: (tools: PartTools, part: number) => void,
  ): void
  /**
   * As `run`, of parts whose calls stand on the heap already.
   * @param first makes the first part @param places byte addresses of the lists of the others, no more than there are helpers
   */
  play(first: () => void, places: readonly number[]): void
  end(): void
}

/** Null where threads do not start. */
export async function openPool(options: PoolOptions): Promise<Pool | null> {
  const { helpers, module, memory, names, spawn } = options
  const control = createControl(helpers)
  const threads = control.lists.map((list, i) => {
    const thread = spawn(HELPER_TEXT)
    thread.send({
      ...{ module, memory, buffer: control.buffer, names },
      ...{ list: list.byteOffset, length: list.length, state: stateAt(i) },
    })
    return thread
  })
  const end = () => threads.forEach((thread) => thread.end())
  const started = await inTime(Promise.all(threads.map(({ answer }) => answer)))
  if (started) return new HelpingThreads(options, control, end)
  end()
  return null
}

class HelpingThreads implements Pool {
  /** One of them is gone: nothing is handed out any more. */
  private broken = false

  constructor(
    private readonly options: PoolOptions,
    private readonly control: Control,
    readonly end: () => void,
  ) {}

  get threads(): number {
    return this.options.helpers + 1
  }

  run(
    parts: number,
    direct: (part: number) => PartTools,
    work: (tools: PartTools, part: number) => void,
  ): void {
    const asked = Math.min(parts, this.threads)
    if (this.broken) {
      for (let part = 0; part < asked; part++) work(direct(part), part)
      return
    }
    const overflowed: number[] = []
    for (let part = 1; part < asked; part++) if (!this.hand(part, direct(part), work)) overflowed.push(part)
    work(direct(0), 0)
    for (const part of overflowed) work(direct(part), part)
    for (let part = 1; part < asked; part++) this.finish(part)
  }

  play(first: () => void, places: readonly number[]): void {
    if (!this.broken) places.forEach((place, i) => this.release(i + 1, place))
    first()
    if (this.broken) for (const place of places) this.make(place)
    else places.forEach((_, i) => this.finish(i + 1))
  }

  /** Writes a part down and hands it to its helper. @returns false where it is too long: nothing was handed */
  private hand(
    part: number,
    { room, tileRows }: PartTools,
    work: (tools: PartTools, part: number) => void,
  ): boolean {
    const list = this.control.lists[part - 1]
    if (list === undefined) throw new Error('There is no such helper.')
    const tape = tapeOn(list, this.options.names)
    work({ ...tape, room, tileRows }, part)
    if (!isWhole(tape)) return false
    this.release(part, 0)
    return true
  }

  /** A helper may make its list. @param place as beside its state */
  private release(part: number, place: number): void {
    const { states } = this.control
    const at = stateAt(part - 1)
    states[at + PLACE_BESIDE] = place
    Atomics.store(states, at, READY)
    Atomics.notify(states, at)
  }

  /** Makes a list of the heap here. */
  private make(place: number): void {
    const { memory, functions, names } = this.options
    play(new Float64Array(memory.buffer, place), functions, names)
  }

  /** A list that nobody took yet is made here: the helper may be waiting for a core. @throws Error where a helper is gone */
  private finish(part: number): void {
    const { states, lists } = this.control
    const at = stateAt(part - 1)
    const list = lists[part - 1]
    if (Atomics.load(states, at) === IDLE || list === undefined) return
    if (Atomics.compareExchange(states, at, READY, TAKEN) === READY) {
      const place = (states[at + PLACE_BESIDE] ?? 0) >>> 0
      if (place === 0) play(list, this.options.functions, this.options.names)
      else this.make(place)
    } else {
      for (let spins = 0, since = 0; Atomics.load(states, at) !== DONE; spins++) {
        if (spins % SPINS_A_LOOK !== 0) continue
        const now = performance.now()
        since = since === 0 ? now : since
        if (now - since > (this.options.patience ?? PATIENCE_MS)) throw this.gone()
      }
    }
    Atomics.store(states, at, IDLE)
  }

  /** What it was making is lost, and so is the step; later ones are made without it. */
  private gone(): Error {
    this.broken = true
    this.end()
    return new GanvasError(
      'thread-gone',
      'A thread that computes is gone.',
      'Go on: from now on one thread computes. Reload the page to have the others back.',
    )
  }
}

/** Looks at a state between two looks at the clock. */
const SPINS_A_LOOK = 100_000

async function inTime(task: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), START_MS)
  })
  const begun = await Promise.race([task.then(() => true).catch(() => false), late])
  clearTimeout(timer)
  return begun
}
