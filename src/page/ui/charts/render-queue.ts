/**
 * Decides when each chart may draw anew: one at a time, never two in one frame, each at most about four times a second
 * and seldom enough that drawing takes a small share of the page's time, however slow the machine. Knows no React.
 */

/** Where time and turns come from; replaced in tests. */
export interface Turns {
  now(): number
  /** Calls back after `ms`. */
  after(ms: number, call: () => void): void
  /** Calls back when the page has nothing more urgent to do. */
  whenIdle(call: () => void): void
}

/** What a chart draws: rows come with every tick, measurements now and then. */
export type Topic = 'rows' | 'measurements'

export interface Job {
  /** There is something new to draw; `urgent` when a person asked for it. */
  mark(urgent?: boolean): void
  /** A chart out of sight is drawn seldom: only so that its words stay true. Seen again, it comes first. */
  show(visible: boolean): void
  remove(): void
}

interface Entry {
  topic: Topic
  draw: (done: () => void) => void
  due: number
  marked: boolean
  visible: boolean
}

/** Least time between two drawings of one chart, and between drawings of any two, ms. */
const LEAST_INTERVAL = 280
const LEAST_GAP = 40
/** A chart waits this many times as long as its last drawing took. */
const REST = 12
const LONGEST_INTERVAL = 3000
/** Charts out of sight wait at least so long. */
const HIDDEN_INTERVAL = 4000

export interface RenderQueue {
  /** There is something new for every chart of a topic. */
  mark(topic: Topic): void
  /** @param draw starts drawing; calls `done` when the picture stands */
  add(topic: Topic, draw: (done: () => void) => void): Job
}

export function createRenderQueue(turns: Turns): RenderQueue {
  const entries = new Set<Entry>()
  let current: Entry | null = null
  let asked = false
  let free = 0
  let wakeAt = Infinity

  /** Runs the entry that has waited longest, or comes back when one is due. */
  function turn(): void {
    if (current !== null || asked) return
    const waiting = [...entries].filter((entry) => entry.marked)
    const first = waiting.reduce<Entry | null>((a, b) => (a === null || b.due < a.due ? b : a), null)
    if (first === null) return
    const wait = Math.max(first.due, free) - turns.now()
    if (wait > 0) {
      sleep(wait)
      return
    }
    asked = true
    turns.whenIdle(() => {
      asked = false
      start(first)
    })
  }

  function sleep(ms: number): void {
    const at = turns.now() + ms
    if (at >= wakeAt) return
    wakeAt = at
    turns.after(ms, () => {
      wakeAt = Infinity
      turn()
    })
  }

  function start(entry: Entry): void {
    if (!entry.marked || !entries.has(entry)) {
      turn()
      return
    }
    current = entry
    entry.marked = false
    const began = turns.now()
    entry.draw(() => {
      if (current === entry) finish(entry, began)
    })
  }

  function finish(entry: Entry, began: number): void {
    const now = turns.now()
    const rest = Math.min(LONGEST_INTERVAL, Math.max(LEAST_INTERVAL, REST * (now - began)))
    entry.due = now + (entry.visible ? rest : HIDDEN_INTERVAL)
    free = now + LEAST_GAP
    current = null
    turn()
  }

  /** A chart that goes away while it draws never says that it is done. */
  function remove(entry: Entry): void {
    entries.delete(entry)
    if (current !== entry) return
    current = null
    turn()
  }

  return {
    mark(topic) {
      for (const entry of entries) if (entry.topic === topic) entry.marked = true
      turn()
    },
    add(topic, draw) {
      const entry: Entry = { topic, draw, due: 0, marked: false, visible: true }
      entries.add(entry)
      return {
        mark(urgent = false) {
          entry.marked = true
          if (urgent) entry.due = 0
          turn()
        },
        show(visible) {
          entry.visible = visible
          if (!visible) return
          entry.due = 0
          turn()
        },
        remove: () => remove(entry),
      }
    },
  }
}
