import { expect, test } from 'vitest'
import { fromFailure, GanvasError, toFailure } from '../../src/common/failure.ts'

test('a thrown failure crosses as plain data and is rebuilt with code, sentence, next step and stack', () => {
  const thrown = new GanvasError('file-truncated', 'The file ends early.', 'Save it again.')
  const rebuilt = fromFailure(structuredClone(toFailure(thrown)))
  expect(rebuilt).toBeInstanceOf(GanvasError)
  expect(rebuilt).toMatchObject({
    code: 'file-truncated',
    message: 'The file ends early.',
    nextStep: 'Save it again.',
  })
  expect(rebuilt.stack).toBe(thrown.stack)
})

test.each([[new RangeError('too far')], ['too far']])(
  'an unknown throw (%s) keeps its words and gets a next step',
  (thrown) => {
    const failure = toFailure(thrown)
    expect(failure.code).toBe('unexpected')
    expect(failure.sentence).toContain('too far')
    expect(failure.nextStep).not.toBe('')
  },
)
