/** A run's settings as a story: what it began with, and what was changed at which step. */
import { expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { beginning, storyUntil, withChange, withPart } from '../../../src/common/config/run-story.ts'

const first = defaultsFor('ring')

test('holds what differs, at the step at which it was changed', () => {
  const later = { ...first, gLr: 0.01, dSteps: 2 }
  const story = withChange(beginning(first), 40, first, later)
  expect(story).toEqual({ first, changes: [{ step: 40, change: { gLr: 0.01, dSteps: 2 } }] })
  expect(withChange(story, 50, later, { ...later, gLr: 0.02 }).changes).toHaveLength(2)
})

test('leaves out what changes no number', () => {
  const story = beginning(first)
  expect(withChange(story, 40, first, { ...first, speed: 'fast', steps: 900, truncation: 0.5 })).toBe(story)
})

test('begins with what is set before the first step', () => {
  const story = withChange(beginning(first), 0, first, { ...first, gLr: 0.01 })
  expect(story).toEqual(beginning({ ...first, gLr: 0.01 }))
})

test('tells parts of steps that were made alone', () => {
  const story = withPart(beginning(first), 3, 'discriminator')
  expect(story.changes).toEqual([{ step: 3, change: {}, alone: 'discriminator' }])
  // Something was trained at step 0 then: what is set now came later.
  const moved = withPart(beginning(first), 0, 'generator')
  expect(withChange(moved, 0, first, { ...first, gLr: 1 }).first).toBe(first)
})

test('of a run that went back ends there', () => {
  const changed = withChange(beginning(first), 40, first, { ...first, gLr: 0.01 })
  const story = withChange(changed, 80, { ...first, gLr: 0.01 }, { ...first, gLr: 0.02 })
  expect(storyUntil(story, 79).changes.map(({ step }) => step)).toEqual([40])
  expect(storyUntil(story, 80)).toEqual(story)
})
