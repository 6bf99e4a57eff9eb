/**
 * Lets runs leave as PyTorch scripts, each into a folder of its own, with the figures of its own steps beside it: those before,
 * and those that follow. check_scripts.py runs them. In Node on the plain CPU back end.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { unzipSync } from 'fflate'
import { fork, integers, normals, randomWords, streamFor, uniforms } from '../../src/common/numbers/random.ts'
import { SERIES_WIDTH } from '../../src/common/numbers/series-columns.ts'
import { exported } from '../../src/worker/session/exports/writers.ts'
import { Run } from '../../src/worker/session/train/run.ts'
import { useCpu } from '../helpers/engine/backend.ts'
import { NO_ROWS } from '../helpers/engine/no-rows.ts'
import { datasetOf, SCRIPT_CASES, type ScriptCase } from '../helpers/engine/script-cases.ts'

const [, , out = ''] = argv
/** Steps that follow. */
const MORE = 3

/** Numbers of one stream, for check_scripts.py to make again to the bit. */
function streams(): object {
  const stream = fork(fork(streamFor(4_000_000_007, 'noise-generator'), 123_456), 2)
  const bits = (values: Float32Array): number[] => [...new Uint32Array(values.buffer)]
  return {
    ...{ seed: 4_000_000_007, purpose: 'noise-generator', forks: [123_456, 2], count: 10_001 },
    words: [...randomWords(stream, 10_001)],
    integers: [...integers(stream, 10_001, 60_000)],
    uniforms: bits(uniforms(stream, 10_001, -1, 1)),
    normals: bits(normals(stream, 10_001, 0, 0.05)),
  }
}

await useCpu()
writeFileSync(`${out}/streams.json`, JSON.stringify(streams()))
for (const [number, one] of SCRIPT_CASES.entries()) await leave(one, `${out}/${number}`)

async function leave(one: ScriptCase, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const run = await trained(one)
  const history = await run.log.read()
  const asked = { kind: 'export', format: 'pytorch', options: {}, history } as const
  const { file } = await exported(
    run,
    asked,
    { run, painted: null, learnt: () => null, rows: NO_ROWS },
    () => undefined,
  )
  for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer()))))
    writeFileSync(`${folder}/${name}`, bytes)
  const { step } = run
  run.advance(MORE)
  const expected = {
    name: one.name,
    step,
    // Whether --from-start makes the very steps that were made here: what was changed otherwise than by numbers is not.
    replayed: one.replayed !== false,
    // Tensors that no training made.
    planted: one.settled === true ? ['discriminator:anchors'] : [],
    // Put together by chance.
    chance: one.chance === true,
    before: rowsOf(history),
    after: rowsOf(await run.log.read()),
  }
  writeFileSync(`${folder}/expected.json`, JSON.stringify(expected))
  run.dispose()
}

async function trained({ config, steps, changes = [], settled, ...one }: ScriptCase): Promise<Run> {
  const run = new Run(config, await datasetOf({ config, ...one }))
  for (let step = 0; step < steps; step++) {
    for (const [at, change] of changes) if (at === step) await changed(run, change, one)
    run.advance(1)
  }
  if (settled === true) {
    const { tensors } = await run.checkpoint()
    const anchors = { name: 'discriminator:anchors', shape: [3], data: Float32Array.of(0.02, -0.03, 1) }
    run.game.restore(tensors.map((tensor) => (tensor.name === anchors.name ? anchors : tensor)))
  }
  return run
}

/** As src/worker/session/build/config-changes.ts: numbers, and the mixture that goes with them. */
async function changed(
  run: Run,
  change: Partial<Run['config']>,
  one: Pick<ScriptCase, 'data'>,
): Promise<void> {
  run.change({ ...run.config, ...change })
  run.dataset = await datasetOf({ config: run.config, ...one })
}

function rowsOf(history: Float32Array): number[][] {
  return Array.from({ length: history.length / SERIES_WIDTH }, (_, row) => [
    ...history.subarray(row * SERIES_WIDTH, (row + 1) * SERIES_WIDTH),
  ])
}
