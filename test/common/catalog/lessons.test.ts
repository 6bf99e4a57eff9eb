import { expect, test } from 'vitest'
import { LESSONS } from '../../../src/common/catalog/lessons.ts'

test.each(LESSONS.map((lesson) => [lesson.id, lesson] as const))(
  '%s is short, and names the work it stands on',
  (_, { parts, source }) => {
    const words = parts
      .filter((part) => typeof part === 'string')
      .join(' ')
      .split(/\s+/)
    expect(words.length).toBeGreaterThanOrEqual(60)
    expect(words.length).toBeLessThanOrEqual(120)
    expect(source).toMatch(/\b(19|20)\d\d\b/)
  },
)
