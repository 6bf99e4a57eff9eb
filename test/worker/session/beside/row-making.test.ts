/** Many rows beside training: the same as of networks that stand still, told how far they are, and stopped. */
import { memory } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import type { MakeRows } from '../../../../src/common/protocol/rows.ts'
import { csvOf } from '../../../../src/worker/data/rows/csv.ts'
import { makeRows } from '../../../../src/worker/kinds/row/generate.ts'
import { textOf } from '../../../../src/worker/kinds/row/made-rows.ts'
import { RowMaking } from '../../../../src/worker/session/beside/row-making.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { rowSetOf, trees } from '../../../helpers/data/row-sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { told } from '../../../helpers/engine/tiny-run.ts'
import { wholeSession } from '../../../helpers/engine/whole-session.ts'

beforeAll(useCpu)

const set = await rowSetOf(trees(200))
const SMALL = { gLayers: [8], dLayers: [8], latent: 3, batch: 20, pack: 2, seed: 3 }
const CONFIG: RunConfig = { ...defaultsFor('penguins'), ...SMALL }
const MANY: MakeRows = { count: 2300, seed: 5, where: [{ column: 'kind', is: 'elm' }] }

function standing() {
  const run = new Run(CONFIG, set)
  const shown = { game: run.game, config: run.config, step: 0, dataset: set }
  const page = told()
  let clock = 0
  const making = new RowMaking(page.emit, undefined, () => (clock += 1000))
  const through = async () => {
    while (making.going) await making.slice(1)
  }
  return { run, shown, page, making, through }
}

describe('rows that are made in turns', () => {
  test('are those of the networks as they stood, however the run is trained meanwhile', async () => {
    const { run, shown, page, making } = standing()
    const { items, rows, acceptance } = await makeRows(shown, MANY)
    const { header, format } = set.item.encoding
    const csv = csvOf(header, textOf(set.item, items, streamFor(5, 'walk')), format)
    const before = memory().numTensors
    const { over } = await making.begin(shown, MANY)
    let turns = 0
    for (; making.going; turns++) {
      await making.slice(1)
      run.advance()
    }
    // A chunk a turn, as a second passes at every look at the clock.
    expect(turns).toBeGreaterThan(4)
    const made = await over
    expect({ ...made, csv: await made.csv.text() }).toEqual({ csv, rows, acceptance })
    const done = page.of('rows-progress').map((event) => event.done)
    expect(done[0]).toBe(0)
    expect(done.length).toBeGreaterThan(4)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(page.of('rows-progress').every(({ total }) => total === 2300)).toBe(true)
    await run.game.save()
    run.dispose()
    expect(memory().numTensors).toBeLessThan(before)
  })

  test('that are stopped refuse whoever waits, and leave nothing behind', async () => {
    const { run, shown, making } = standing()
    const before = memory().numTensors
    const asked = [await making.begin(shown, MANY), await making.begin(shown, MANY)]
    const refused = asked.map(({ over }) => expect(over).rejects.toMatchObject({ code: 'cancelled' }))
    await making.slice(1)
    await making.stop()
    await Promise.all(refused)
    expect(making.going).toBe(false)
    expect(memory().numTensors).toBe(before)
    run.dispose()
  })

  test('come one request after the other, and a bad one is refused without holding up the next', async () => {
    const { run, shown, making, through } = standing()
    const before = memory().numTensors
    const bad = (await making.begin(shown, { count: 0 })).over
    const said = expect(bad).rejects.toMatchObject({ code: 'bad-count' })
    const { over } = await making.begin(shown, { count: 7 })
    await through()
    await said
    expect((await over).rows).toBe(7)
    expect(memory().numTensors).toBe(before)
    run.dispose()
  })
})

test('a session trains and hears a pause while rows are made for an export', async () => {
  const { ask, until, end, page } = wholeSession({ config: { ...CONFIG, dataset: 'own' }, own: set })
  await ask({ kind: 'run' })
  const left = ask({ kind: 'export', format: 'csv', options: { count: 20_000, seed: 4 } })
  await until((event) => event.type === 'rows-progress' && event.done > 0)
  const { step, state } = await ask({ kind: 'pause' })
  expect([state, step > 0]).toEqual(['paused', true])
  expect(page.of('rows-progress').at(-1)?.done).toBeLessThan(20_000)
  const { file } = await left
  expect((await file.text()).trim().split('\n')).toHaveLength(20_001)
  await end()
})

test('a session trains and hears a pause while rows are made', async () => {
  const { ask, until, end, page } = wholeSession({ config: { ...CONFIG, dataset: 'own' }, own: set })
  await ask({ kind: 'run' })
  const made = ask({ kind: 'make-rows', asked: { count: 20_000 } })
  await until((event) => event.type === 'rows-progress' && event.done > 0)
  const { step, state } = await ask({ kind: 'pause' })
  expect([state, step > 0]).toEqual(['paused', true])
  // Much is to be made yet.
  expect(page.of('rows-progress').at(-1)?.done).toBeLessThan(20_000)
  expect((await made).rows).toBe(20_000)
  const again = ask({ kind: 'make-rows', asked: { count: 20_000 } })
  const said = expect(again).rejects.toMatchObject({ code: 'cancelled' })
  await until((event) => event.type === 'rows-progress' && event.done > 0)
  await ask({ kind: 'stop-rows' })
  await said
  await end()
})
