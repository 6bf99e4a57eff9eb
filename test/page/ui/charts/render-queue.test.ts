import { beforeEach, describe, expect, test } from 'vitest'
import { createRenderQueue, type RenderQueue } from '../../../../src/page/ui/charts/render-queue.ts'

/** A page whose time the test turns. */
class Clock {
  time = 0
  private readonly waiting: { at: number; call: () => void }[] = []

  readonly turns = {
    now: () => this.time,
    after: (ms: number, call: () => void) => void this.waiting.push({ at: this.time + ms, call }),
    whenIdle: (call: () => void) => void this.waiting.push({ at: this.time + 1, call }),
  }

  runTo(time: number): void {
    for (;;) {
      const next = this.waiting.filter(({ at }) => at <= time).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.waiting.splice(this.waiting.indexOf(next), 1)
      this.time = Math.max(this.time, next.at)
      next.call()
    }
    this.time = time
  }

  get pending(): number {
    return this.waiting.length
  }
}

let clock: Clock
let queue: RenderQueue
let drawn: { chart: string; at: number }[]

/** A chart that takes `cost` ms to draw. */
function chart(name: string, cost = 5) {
  return queue.add('rows', (done) => {
    drawn.push({ chart: name, at: clock.time })
    clock.turns.after(cost, done)
  })
}

/** Ticks come 15 times a second. */
function run(seconds: number): void {
  for (let ms = 0; ms < seconds * 1000; ms += 67) {
    clock.runTo(ms)
    queue.mark('rows')
  }
}

beforeEach(() => {
  clock = new Clock()
  queue = createRenderQueue(clock.turns)
  drawn = []
})

describe('the render queue', () => {
  test('draws each chart about three times a second, never two at once or in one frame', () => {
    for (const name of ['losses', 'scores', 'gradients']) chart(name)
    run(10)
    for (const name of ['losses', 'scores', 'gradients']) {
      const times = drawn.filter((entry) => entry.chart === name).length
      expect(times).toBeGreaterThan(22)
      expect(times).toBeLessThan(40)
    }
    const gaps = drawn.slice(1).map(({ at }, i) => at - (drawn[i]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThan(17)
  })

  test('a slow machine gets fewer drawings, so that the rest of the page can go on', () => {
    chart('losses', 80)
    run(10)
    expect(drawn.length).toBeLessThan(12)
    expect(drawn.length).toBeGreaterThan(6)
  })

  test('nothing new, nothing drawn, nothing waits', () => {
    const job = chart('losses')
    job.mark()
    clock.runTo(2000)
    expect(drawn.length).toBe(1)
    expect(clock.pending).toBe(0)
  })

  test('what a person asked for does not wait for its turn', () => {
    const job = chart('losses')
    job.mark()
    clock.runTo(60)
    job.mark(true)
    clock.runTo(120)
    expect(drawn.length).toBe(2)
  })

  test('a chart out of sight is drawn seldom, and catches up when it is seen', () => {
    const job = chart('losses')
    job.show(false)
    run(10)
    expect(drawn.length).toBe(3)
    job.show(true)
    clock.runTo(clock.time + 50)
    expect(drawn.length).toBe(4)
  })

  test('topics are marked apart', () => {
    chart('losses')
    queue.mark('measurements')
    clock.runTo(1000)
    expect(drawn.length).toBe(0)
  })

  test('a chart that goes away while it draws does not hold up the others', () => {
    const gone = queue.add('rows', () => drawn.push({ chart: 'gone', at: clock.time }))
    chart('scores')
    gone.mark()
    clock.runTo(50)
    gone.remove()
    queue.mark('rows')
    clock.runTo(500)
    expect(drawn.map((entry) => entry.chart)).toEqual(['gone', 'scores'])
  })
})
