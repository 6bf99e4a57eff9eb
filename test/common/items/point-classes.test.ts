import { describe, expect, test } from 'vitest'
import { CLASS_HUES, shownClasses } from '../../../src/common/items/point-classes.ts'

const classes = (...counts: number[]) => counts.map((count, i) => ({ name: `k${i}`, count }))

describe('the classes that are told apart', () => {
  test('are all of them where there are colours enough', () => {
    const eight = classes(1, 2, 3, 4, 5, 6, 7, 8)
    expect(shownClasses(eight)).toEqual({ shown: eight, shownAs: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7) })
  })

  test('are else the seven largest in their order, and the others together', () => {
    const { shown, shownAs } = shownClasses(classes(9, 1, 8, 2, 7, 7, 7, 7, 7, 2))
    expect(shown.map(({ name, count }) => [name, count])).toEqual([
      ['k0', 9],
      ['k2', 8],
      ['k4', 7],
      ['k5', 7],
      ['k6', 7],
      ['k7', 7],
      ['k8', 7],
      ['3 others', 5],
    ])
    expect([...shownAs]).toEqual([0, 7, 1, 7, 2, 3, 4, 5, 6, 7])
  })

  test('are none where there is one alone, or none', () => {
    expect(shownClasses(classes(4)).shown).toEqual([])
    expect(shownClasses([]).shown).toEqual([])
  })
})

/** Linear-light matrices of Machado, Oliveira and Fernandes (2009), severity 1. */
const EYES = {
  all: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
}
const TO_CONES = [
  0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619,
  0.2817188376, 0.6299787005,
]
const TO_LAB = [
  0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371,
  0.7827717662, -0.808675766,
]

const times = (matrix: readonly number[], [a = 0, b = 0, c = 0]: readonly number[]) =>
  [0, 3, 6].map((at) => (matrix[at] ?? 0) * a + (matrix[at + 1] ?? 0) * b + (matrix[at + 2] ?? 0) * c)

/** Oklab of a colour as these eyes see it. */
function seen(hex: string, eyes: readonly number[]): number[] {
  const light = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  const cones = times(
    TO_CONES,
    times(eyes, light).map((value) => Math.min(1, Math.max(0, value))),
  )
  return times(TO_LAB, cones.map(Math.cbrt))
}

describe.each(['light', 'dark'] as const)('the colours of classes (%s)', (theme) => {
  const others = theme === 'light' ? ['#d55e00', '#0072b2'] : ['#f0843a', '#4aa8e0']

  test.each(Object.entries(EYES))(
    'are told apart by %s eyes, from fakes and from the detective too',
    (_, eyes) => {
      const hues = [...CLASS_HUES[theme], ...others].map((hex) => seen(hex, eyes))
      const apart = hues.flatMap((a, i) =>
        hues.slice(i + 1).map((b) => Math.hypot(...a.map((value, k) => value - (b[k] ?? 0)))),
      )
      expect(Math.min(...apart)).toBeGreaterThan(0.08)
    },
  )
})
