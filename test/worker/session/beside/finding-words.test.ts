/** Directions for words beside training: begun, told, stopped, forgotten with the networks, refused in words. The search is planted. */
import { memory } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { toFailure } from '../../../../src/common/failure.ts'
import type { WordReport } from '../../../../src/common/words/protocol.ts'
import type { PictureSet } from '../../../../src/worker/data/picture-set.ts'
import { FindingWords } from '../../../../src/worker/session/beside/finding-words.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { ownPictures } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { told } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const CONFIG: RunConfig = {
  ...defaultsFor('own'),
  ...{
    size: 8,
    model: 'mlp',
    gNorm: 'none',
    gLayers: [4],
    dLayers: [4],
    latent: 3,
    batch: 4,
    augment: 'none',
  },
}

function set(classes: string[]): Promise<PictureSet> {
  const labels = classes.length > 0 ? Uint16Array.from({ length: 60 }, (_, i) => i % classes.length) : null
  return ownPictures(
    { size: 8, pixels: Uint8Array.from({ length: 60 * 64 }, (_, i) => i % 251), labels },
    { classes },
  )
}

const FOUND = { word: { name: 'old – young' } } as WordReport
const REST = { words: [FOUND], caveats: ['both'] }

/** A search that takes three turns. */
async function standing(classes = ['old', 'young'], config: RunConfig = CONFIG) {
  const run = new Run(config, await set(classes))
  const shown = { game: run.game, config: run.config, step: 0, dataset: run.dataset }
  const page = told()
  let clock = 0
  const asked: string[][] = []
  const finding = new FindingWords(
    page.emit,
    async function* (_, words, report) {
      asked.push(words.map(({ id }) => id))
      for (const share of [0.1, 0.5, 0.9]) {
        await Promise.resolve()
        report.progress(share, `at ${share}`)
        if (share > 0.4) report.words([FOUND], [])
        yield
      }
      return REST
    },
    undefined,
    () => (clock += 1000),
  )
  const reports = () => page.of('words').map(({ report }) => report)
  return { run, shown, page, finding, asked, reports }
}

const refusal = async (work: Promise<unknown>) =>
  toFailure(
    await work.then(
      () => null,
      (thrown: unknown) => thrown,
    ),
  )

describe('a search', () => {
  test('tells how far it is, and ends with what was found; the copied networks are freed', async () => {
    const { run, shown, finding, asked, reports } = await standing()
    const before = memory().numTensors
    const { over } = await finding.begin(run, shown, ['class:1'])
    expect(memory().numTensors).toBeGreaterThan(before)
    while (finding.finding) await finding.slice(1)
    expect(await over).toMatchObject({ state: 'over', ...REST })
    expect(asked).toEqual([['class:1']])
    expect(reports().map((report) => report?.progress.share)).toEqual([0, 0.1, 0.5, 0.9, 0.9])
    expect(reports().at(-1)).toMatchObject({ state: 'over', words: [FOUND] })
    expect(memory().numTensors).toBe(before)
    run.dispose()
  })

  test('that is stopped keeps what it had', async () => {
    const { run, shown, finding, reports } = await standing()
    const before = memory().numTensors
    const { over } = await finding.begin(run, shown, ['class:1'])
    await finding.slice(1)
    await finding.slice(1)
    await finding.stop()
    expect(await over).toMatchObject({ state: 'stopped', words: [FOUND] })
    expect(reports().at(-1)).toMatchObject({ state: 'stopped' })
    expect([finding.finding, memory().numTensors]).toEqual([false, before])
    run.dispose()
  })

  test('is forgotten with its networks, and says so where it was under way', async () => {
    const { run, shown, finding, page } = await standing()
    const { over } = await finding.begin(run, shown, ['class:1'])
    await finding.slice(1)
    finding.runIs(run)
    expect(finding.finding).toBe(true)
    finding.runIs('another')
    expect(await over).toMatchObject({ state: 'stopped' })
    expect(page.of('words').at(-1)).toMatchObject({ report: null })
    expect(page.of('words').at(-1)?.sentence).toContain('networks are others')
    run.dispose()
  })
})

describe('refused', () => {
  test.each([
    ['words-going', ['old', 'young'], ['class:1'], true],
    ['words-none', [], ['class:1'], false],
    ['words-none', ['old', 'young'], [], false],
    ['words-unknown', ['old', 'young'], ['class:7'], false],
  ] as const)('%s', async (code, classes, ids, begun) => {
    const { run, shown, finding } = await standing([...classes])
    if (begun) await finding.begin(run, shown, ids)
    const failure = await refusal(finding.begin(run, shown, ids))
    expect(failure.code).toBe(code)
    expect(failure.nextStep).not.toBe('')
    await finding.stop()
    run.dispose()
  })
})
