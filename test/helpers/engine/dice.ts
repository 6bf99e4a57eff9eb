/** Seeded draws for tests (mulberry32): a generator of its own, so that the draws are nobody else's. */
export function dice(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296
  }
  return {
    uniform: next,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: <T>(all: readonly T[]): T => {
      const one = all[Math.floor(next() * all.length)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
    sometimes: (share: number) => next() < share,
  }
}
