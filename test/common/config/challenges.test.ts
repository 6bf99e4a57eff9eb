import { describe, expect, test } from 'vitest'
import { challengeIn, readAddress, writeChallenge } from '../../../src/common/config/address.ts'
import { CHALLENGES, challengeOf, meets, startOf } from '../../../src/common/config/challenges.ts'
import { conflictsIn } from '../../../src/common/config/check.ts'

describe('challenges', () => {
  test('there are six; each begins with settings that go together and says what it wants', () => {
    expect(new Set(CHALLENGES.map(({ id }) => id)).size).toBe(6)
    for (const challenge of CHALLENGES) {
      const start = startOf(challenge)
      expect(conflictsIn(start, null), challenge.id).toEqual([])
      expect(start.steps).toBe(challenge.prologue > 0 ? challenge.prologue : challenge.last)
      expect(challenge.last).toBeGreaterThan(challenge.prologue)
      for (const key of ['dataset', 'seed', 'steps', 'gLayers', 'std'] as const)
        expect(challenge.open, `${challenge.id}: ${key}`).not.toContain(key)
    }
  })

  test('a link opens one with its own settings, wherever it runs; other keys are named and left out', () => {
    for (const challenge of CHALLENGES) {
      const hash = writeChallenge(challenge.id)
      expect(challengeIn(`#${hash}`)?.id).toBe(challenge.id)
      expect(readAddress(hash)).toEqual({ config: startOf(challenge), complaints: [] })
    }
    const { config, complaints } = readAddress('#challenge=grid&backend=cpu&gLr=0.5')
    expect(config).toMatchObject({ dataset: 'grid', backend: 'cpu', gLr: 0.002, dLr: 0.0002 })
    expect(complaints).toEqual([expect.stringContaining('gLr')])
    expect(challengeIn('#challenge=none')).toBe(null)
  })

  test('the goal counts modes and quality, each within its bounds', () => {
    const collapse = challengeOf('collapse')?.goal ?? { leastQuality: NaN }
    expect(meets(collapse, { modes: 5, highQuality: 0.2 })).toBe(true)
    expect(meets(collapse, { modes: 6, highQuality: 0.9 })).toBe(false)
    // A generator that learns nothing has not collapsed.
    expect(meets(collapse, { modes: 0, highQuality: 0 })).toBe(false)
    expect(meets({ leastModes: 8, leastQuality: 0.4 }, { modes: 8, highQuality: 0.39 })).toBe(false)
    expect(meets({ leastModes: 8, leastQuality: 0.4 }, { modes: 8, highQuality: 0.4 })).toBe(true)
    expect(meets({ leastModes: 8, leastQuality: 0 }, {})).toBe(false)
  })
})
