/**
 * The truth that gradients are held against: derivatives by jax-js and central differences in doubles must agree, and
 * the stored copy must be what they say. RENEW=1 writes the copy anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GROUPS } from '../../../helpers/gradients/cases.ts'
import { deviation, deviationFromDifferences, largest } from '../../../helpers/gradients/deviation.ts'
import { openJax, type OpenedJax } from '../../../helpers/gradients/jax-maths.ts'
import {
  pack,
  RENEW,
  unpack,
  type StoredTruth,
  type StoredTruths,
} from '../../../helpers/gradients/stored.ts'
import { beyond, OF_TRUTH } from '../../../helpers/gradients/tolerances.ts'
import { derivativesByJax, differencesOf } from '../../../helpers/gradients/truth.ts'

const FILE = new URL('../../../fixtures/gradients/truth.json', import.meta.url)
/** Of the copy from what is worked out here: single precision. */
const OF_COPY = [1e-6, 1e-6, 1e-6] as const
const renewing = process.env['RENEW'] === '1'

const stored = JSON.parse(readFileSync(FILE, 'utf8')) as StoredTruths
const fresh: Record<string, StoredTruth> = {}
let jax: OpenedJax

beforeAll(async () => {
  jax = await openJax()
})

afterAll(() => {
  if (renewing) writeFileSync(FILE, `${JSON.stringify(fresh, null, 1)}\n`)
})

describe.each(GROUPS)('$name', ({ cases }) => {
  test.each(cases)('$name', { timeout: 60_000 }, async (spec) => {
    const truth = { jax: await derivativesByJax(jax, spec), differences: differencesOf(spec) }
    expect(beyond(deviationFromDifferences(truth.jax, truth.differences), OF_TRUTH, 'differences')).toEqual(
      [],
    )
    // Gradients of nothing would check nothing.
    expect(largest(truth.jax.first)).toBeGreaterThan(1e-3)
    expect(largest(truth.jax.second)).toBeGreaterThan(1e-6)
    fresh[spec.name] = pack(truth)
    const copy = unpack(spec, renewing ? fresh : stored)
    const faults = [
      ...beyond(deviation(copy.jax, truth.jax), OF_COPY, 'jax-js now'),
      ...beyond(deviationFromDifferences(truth.jax, copy.differences), OF_TRUTH, 'differences now'),
    ]
    expect(faults, RENEW).toEqual([])
  })
})

test('no two cases share a name, and nothing else is stored', () => {
  const names = GROUPS.flatMap(({ cases }) => cases.map(({ name }) => name))
  expect(new Set(names).size).toBe(names.length)
  expect(Object.keys(renewing ? fresh : stored).sort()).toEqual([...names].sort())
})
