/**
 * Runs that the first edition kept open today and go on as they did then. RECORD_FIRST_EDITION=1 writes them, which nobody
 * does without a decision on record.
 */
import { describe, expect, test } from 'vitest'
import { reopen, type Prepared } from './harness.ts'
import { fromPublic, keepAll } from './keeping.ts'
import { NEXT, type Kept, type KeptRuns } from './kept.ts'
import { nodeMachine, openInNode, readJson, RECORDING, writeText } from './node.ts'
import { pack, unpack } from './packed.ts'
import { column } from './record.ts'
import { NOTE, sameKind, strictnessInWords } from './recordings.ts'

const engine = await openInNode('wasm')
const here = nodeMachine(engine)
if (RECORDING) {
  const runs = (await keepAll(engine)).map((run) => JSON.stringify(pack(run)))
  writeText('saved.json', `{"machine":${JSON.stringify(here)},\n"runs":[\n${runs.join(',\n')}\n]}\n`)
}
const { machine, runs } = unpack(readJson('saved.json')) as KeptRuns

/** Of the largest loss; so few steps lead rounding nowhere. */
const ELSEWHERE = 1e-5

async function goOn({ record, prepared }: Pick<Kept, 'record' | 'prepared'>) {
  const opened = await reopen(record, prepared, engine, fromPublic)
  if (opened === null) throw new Error('The run was refused.')
  const { config, step, training } = opened
  await training.advance(NEXT)
  const figures = await training.figures()
  training.dispose()
  return { config, step, lossD: column(figures, 'lossD'), lossG: column(figures, 'lossG') }
}

describe(`kept runs go on, ${strictnessInWords(machine, here)}`, () => {
  test.for(runs)('$name', async (kept) => {
    const now = await goOn(kept)
    // Settings that have come since are no matter.
    expect(kept.record).toMatchObject({ checkpoint: { step: now.step } })
    expect(now.config).toMatchObject(configIn(kept.record))
    for (const which of ['lossD', 'lossG'] as const) {
      if (sameKind(machine, here)) expect(now[which], NOTE).toEqual(kept[which])
      const scale = Math.max(...kept[which].map(Math.abs))
      const off = kept[which].map((loss, i) => Math.abs((now[which][i] ?? NaN) - loss) / scale)
      expect(Math.max(...off), NOTE).toBeLessThan(ELSEWHERE)
    }
  })
})

function configIn(record: unknown): object {
  const { checkpoint } = record as { checkpoint: { config: object } }
  return checkpoint.config
}

test('of points, of pictures, of classes and of own files with their data', () => {
  const own = runs
    .map(({ prepared }) => prepared)
    .filter((prepared): prepared is Prepared => prepared !== null)
  expect(own.map(({ kind }) => kind)).toEqual(['images', 'points'])
  expect(own[0]?.kind === 'images' && own[0].labels).toBeInstanceOf(Uint16Array)
  expect(own[0]?.summary).toMatchObject({ classes: ['balls', 'bricks'], count: 14 })
  expect(own[0]?.summary.skipped).toHaveLength(1)
  expect(runs.map(({ record }) => configIn(record))).toMatchObject([
    { dataset: 'ring' },
    { dataset: 'mnist', conditional: 'none' },
    { dataset: 'mnist', conditional: 'projection' },
    { dataset: 'own', conditional: 'projection' },
    { dataset: 'own' },
  ])
})
