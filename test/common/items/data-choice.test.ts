import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { READERS_CHOICE, type DataCard } from '../../../src/common/items/data-card.ts'
import { acceptChoice, WHOLE_CHOICE } from '../../../src/common/items/data-choice.ts'
import { CARD } from '../../../src/common/saved/card-schema.ts'

describe('a choice of pairs', () => {
  test.each(['auto', 'none', 'left-right', 'right-left', { from: 'photos', to: 'masks' }] as const)(
    '%j is taken, and nothing else changes',
    (pairs) => {
      expect(acceptChoice({ ...READERS_CHOICE, turn: 90 }, { pairs })).toEqual({
        ...READERS_CHOICE,
        turn: 90,
        pairs,
      })
    },
  )

  test.each(['folders', null, 3, { from: 'photos' }, { from: 'photos', to: 1 }])('%j is refused', (pairs) => {
    expect(() => acceptChoice(READERS_CHOICE, { pairs })).toThrow(
      'This is no decision about reading files: pairs.',
    )
  })

  test('another change leaves it as it was', () => {
    const pairs = { from: 'a', to: 'b' }
    expect(acceptChoice({ ...READERS_CHOICE, pairs }, { turn: 90 }).pairs).toEqual(pairs)
  })
})

describe('kept', () => {
  test('a choice from before there were pairs is the reader’s', () => {
    const { pairs, ...before } = READERS_CHOICE
    expect(pairs).toBe('auto')
    expect(v.parse(WHOLE_CHOICE, before)).toEqual(READERS_CHOICE)
  })

  test('a card of pairs stays as it is', () => {
    const card: DataCard = {
      label: 'set',
      item: { kind: 'picture', size: 16, channels: 1 },
      count: 3,
      classes: [],
      files: 6,
      leftOut: [],
      guesses: [
        {
          about: 'pairs',
          sentence: '3 pairs.',
          options: [
            { label: 'a → b', change: { pairs: { from: 'a', to: 'b' } }, inForce: true },
            { label: 'No pairs', change: { pairs: 'none' }, inForce: false },
          ],
        },
      ],
      troubles: [{ id: 'unequal-pairs', sentence: 'In 1 of 3 pairs …', nextStep: '' }],
      sizes: null,
      choice: { ...READERS_CHOICE, pairs: { from: 'a', to: 'b' } },
    }
    expect(v.parse(CARD, card)).toEqual(card)
  })
})
