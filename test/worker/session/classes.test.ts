/** Classes that settings or scripts ask for: what the data do not have is refused or switched off, and it is said why. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { MOST_CLASSES } from '../../../src/common/catalog/datasets.ts'
import { askedLabels, withClasses } from '../../../src/worker/session/classes.ts'
import type { Run } from '../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../helpers/data/sets.ts'
import { useCpu } from '../../helpers/engine/backend.ts'
import { CLASSED, classedPictures, classedRun } from '../../helpers/engine/planted.ts'
import { tiny, tinyRun } from '../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const runs: Run[] = []
afterEach(() => runs.splice(0).forEach((run) => run.dispose()))

function used(run: Run): Run {
  runs.push(run)
  return run
}

describe('conditional training', () => {
  const config = tiny(CLASSED)

  function taken(set: ReturnType<typeof picturesOf>, wanted = config) {
    const said: string[] = []
    return { config: withClasses(wanted, set, (sentence) => void said.push(sentence)), said }
  }

  /** Pictures that are all of a class of their own. */
  const ofClasses = (classes: number, labelled = true) =>
    picturesOf(
      {
        size: 2,
        pixels: new Uint8Array(4 * classes),
        labels: labelled ? Uint16Array.from({ length: classes }, (_, i) => i) : null,
      },
      { label: 'holiday', classes: Array.from({ length: classes }, (_, i) => `class ${i}`) },
    )

  test.each<[string, ReturnType<typeof picturesOf>]>([
    ['as few classes as there can be', classedPictures()],
    ['as many', ofClasses(MOST_CLASSES)],
  ])('stays as it is on data of %s, and nobody complains', (_, set) => {
    const { config: taking, said } = taken(set)
    expect(taking).toBe(config)
    expect(said).toEqual([])
  })

  test.each<[string, ReturnType<typeof picturesOf>]>([
    ['no classes', ofClasses(2, false)],
    ['one class', ofClasses(1)],
    ['too many classes', ofClasses(MOST_CLASSES + 1)],
  ])('is off on data of %s: all else is as it was, and it is said once by the data’s name', (_, set) => {
    const { config: taking, said } = taken(set)
    expect(taking).toEqual({ ...config, conditional: 'none' })
    expect(said).toEqual([expect.stringMatching(/^holiday have no classes/)])
  })

  test('that nobody asked for is missed by nobody', () => {
    const wanted = tiny({ ...CLASSED, conditional: 'none' })
    expect(taken(ofClasses(1), wanted)).toEqual({ config: wanted, said: [] })
  })
})

describe('labels that a script asks for', () => {
  test.each<[string, number | number[] | undefined, number[]]>([
    ['none: the classes in turn', undefined, [0, 1, 0]],
    ['one: all samples are of it', 1, [1, 1, 1]],
    ['one for each sample', [1, 0, 1], [1, 0, 1]],
  ])('%s', async (_, asked, expected) => {
    expect([...(askedLabels(used(await classedRun()), asked, 3) ?? [])]).toEqual(expected)
  })

  test.each<[string, number | number[], string]>([
    ['a class past the last', 2, '2 is not a class: there are 2, from 0 to 1'],
    ['a class before the first', [0, -1, 1], '-1 is not a class'],
    ['half a class', [0, 0.5, 1], '0.5 is not a class'],
    ['too few', [0, 1], '2 labels came for 3 samples'],
    ['too many', [0, 1, 0, 1], '4 labels came for 3 samples'],
  ])('%s is refused, by its number', async (_, asked, sentence) => {
    const run = used(await classedRun())
    expect(() => askedLabels(run, asked, 3)).toThrow(
      expect.objectContaining({ code: 'bad-label', message: expect.stringContaining(sentence) as string }),
    )
  })

  test('of networks without classes there are none, and none can be asked for', () => {
    const run = used(tinyRun())
    expect(askedLabels(run, undefined, 3)).toBeNull()
    for (const asked of [0, [0, 0, 0]]) {
      expect(() => askedLabels(run, asked, 3)).toThrow(
        expect.objectContaining({
          code: 'bad-label',
          message: expect.stringContaining('no classes') as string,
        }),
      )
    }
  })
})
