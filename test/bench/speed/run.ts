/**
 * `npm run bench`: times a training step of this project against stock tfjs, jax-js and, where there is one, PyTorch; all
 * in one run, from the same weights and data, turn by turn. Ends with an error when the peers did not do the same work.
 */
import { BY_NAME, CASES } from './cases.ts'
import { type Bench, introduce, print, tell, timeCase, timeCeilings, timeScaling } from './node/bench.ts'
import { readOptions, USAGE, type Options } from './node/options.ts'
import { openPages } from './node/pages.ts'
import { findTorch } from './node/torch.ts'

/** Side of the matrices whose product gives the ceiling. */
const PRODUCT_SIDE = 512

async function main(): Promise<number> {
  let options: Options
  try {
    options = readOptions(process.argv.slice(2))
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
  tell('building the pages …')
  const place = await openPages()
  const python = options.peers.includes('torch') ? findTorch() : null
  const bench: Bench = {
    options,
    place,
    python,
    side: PRODUCT_SIDE,
    lines: [],
    ceilings: new Map(),
    failures: 0,
  }
  try {
    introduce(bench)
    if (options.peers.includes('torch') && python === null) print('PyTorch is not installed here: left out.')
    await timeCeilings(bench)
    for (const spec of [...CASES, ...BY_NAME].filter(({ name }) => options.cases.includes(name)))
      await timeCase(bench, spec)
    if (options.scaling) for (const backend of options.backends) await timeScaling(bench, backend)
  } finally {
    await place.close()
  }
  for (const line of bench.lines) print(JSON.stringify(line))
  return bench.failures === 0 ? 0 : 1
}

process.exit(await main())
