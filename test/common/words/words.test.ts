/** Which words data bring along, and what is said of those that were found. */
import { describe, expect, test } from 'vitest'
import type { Measured, WordReport } from '../../../src/common/words/protocol.ts'
import { caveatsOf, sentenceOf } from '../../../src/common/words/sentences.ts'
import { wordsOf, type Word } from '../../../src/common/words/word.ts'

const plain = (told: Parameters<typeof wordsOf>[0]) =>
  wordsOf(told).map(({ id, name, kind }) => [id, name, kind])

describe('words', () => {
  test('of two folders are the two ends of one', () => {
    expect(wordsOf({ classes: ['old', 'young'] })).toEqual([
      { id: 'class:1', name: 'old – young', kind: 'yes-no', ends: ['old', 'young'], family: 'class' },
    ])
  })

  test('of more folders are each against the rest', () => {
    expect(plain({ classes: ['cat', 'dog', 'fox'] })).toEqual([
      ['class:0', 'cat', 'yes-no'],
      ['class:1', 'dog', 'yes-no'],
      ['class:2', 'fox', 'yes-no'],
    ])
  })

  test('of a table come first, and a class of the same name is not said twice', () => {
    const attributes = [
      { name: 'Grey hair', kind: 'yes-no' },
      { name: 'age', kind: 'number' },
    ] as const
    expect(plain({ classes: ['dark hair', 'fair hair', 'grey hair'], attributes })).toEqual([
      ['attribute:0', 'Grey hair', 'yes-no'],
      ['attribute:1', 'age', 'number'],
      ['class:0', 'dark hair', 'yes-no'],
      ['class:1', 'fair hair', 'yes-no'],
    ])
  })

  test('of folders that are ages are one number; digits are names', () => {
    expect(plain({ classes: ['20', '30', '45'] })).toEqual([
      ['class:number', 'number of the class', 'number'],
    ])
    expect(plain({ classes: ['0', '1', '2'] })).toHaveLength(3)
    expect(plain({ classes: ['1', '2', '3'] })).toHaveLength(3)
  })

  test('there are none of no classes, of one, or of a hundred', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => `c${i}`)
    expect([[], ['all'], hundred].map((classes) => wordsOf({ classes }).length)).toEqual([0, 0, 0])
  })
})

describe('what is said', () => {
  const word: Word = { id: 'a', name: 'Hat', kind: 'yes-no', ends: ['not Hat', 'Hat'], family: 'a' }
  const measured: Measured = {
    flips: { up: 0.934, down: 0.88, apart: null },
    byChance: { up: 0.1, down: 0.2, apart: null },
    asides: [
      { id: 'b', name: 'Beard', kind: 'yes-no', change: 0.04, byChance: 0.03 },
      { id: 'c', name: 'Glasses', kind: 'yes-no', change: 0.09, byChance: 0.12 },
    ],
    rest: 0.065,
    course: [{ strength: 2, flips: { up: 0.8, down: 0.7, apart: null }, rest: 0.04 }],
    pixels: 0.1,
    pixelsByChance: 0.08,
  }
  const report: Omit<WordReport, 'sentence'> = {
    ...{ word, state: 'found', judge: { score: 0.9, asked: 100 }, measurer: { score: 0.66, asked: 100 } },
    ...{ reals: 0.3, fakes: 0.4, plane: { score: 0.8, asked: 400 }, left: 1, direction: new Float32Array(2) },
    measured,
  }

  test('names the flips each way, beside chance, and what changes most of the rest', () => {
    expect(sentenceOf(report, null)).toBe(
      'Moved to “Hat” and to “not Hat”, 93 % and 88 % flip (by chance 10 % and 20 %). Of the rest “Glasses” changes most: 9 % (12 %).',
    )
  })

  test('of numbers is a distance; of a word alone the picture', () => {
    const number: Word = { ...word, kind: 'number' }
    const alone = {
      ...measured,
      asides: [],
      flips: { up: null, down: null, apart: 2.34 },
      byChance: { up: null, down: null, apart: 0.4 },
    }
    expect(sentenceOf({ ...report, word: number, measured: alone }, null)).toBe(
      'From end to end it changes by 2.3 deviations of the real pictures (0.4 by chance). 10 % of the picture changes (by chance 8 %).',
    )
  })

  test('of a word that no judge learns names the worse of both judges', () => {
    expect(sentenceOf({ ...report, state: 'untold', measured: null }, null)).toContain('only 66 %')
  })

  test('of two words that are one names the other', () => {
    expect(sentenceOf({ ...report, state: 'one', measured: null }, 'Cap')).toContain('“Cap”')
  })

  test('of words that hang together says so, whichever way', () => {
    const pairs = [0.29, 0.5, -0.5].map((correlation) => ({ names: ['A', 'B'] as const, correlation }))
    const said = caveatsOf(pairs)
    expect(said).toHaveLength(2)
    expect(said[0]).toContain('come together')
    expect(said[1]).toContain('shun each other')
  })
})
