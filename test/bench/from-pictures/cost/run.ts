/**
 * What a step of restoring and of translating costs beside stock TensorFlow.js and PyTorch, all on one thread and in one run: `npm run bench
 * -- from-pictures-cost [cases] [rounds] [steps]`. Every peer begins with the same weights and pictures, turn by turn; it ends with an error
 * where their losses or their counts of parameters differ. One line of JSON for each case and peer. Ours also draws its pictures, makes the
 * sources and keeps its figures; the others are handed theirs. Times nothing itself.
 */
import { mkdirSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { argv, execPath, exit, stderr, stdout } from 'node:process'
import { agreement } from '../../speed/node/agreement.ts'
import type { Losses } from '../../speed/job.ts'
import { median } from '../../speed/node/figures.ts'
import { findTorch } from '../../speed/node/torch.ts'
import { CASES, isCase, type CaseName } from './cases.ts'
import { openProcess, type Handle } from './handle.ts'
import type { CostJob, Prepared } from './job.ts'

const ROOM = '.cache/from-pictures-cost'
const TORCH = 'test/bench/from-pictures/cost/torch_peer.py'
/** One by one, for their losses. */
const COMPARED = 3
const WARM_UP = 10
const USUAL = { rounds: 7, steps: 20 }
/** A round of one peer takes no longer, or as long as two steps. */
const ROUND_MS = 4000

interface Taking {
  readonly handle: Handle
  readonly prepared: Prepared
  readonly losses: readonly Losses[]
  /** Of a round. */
  readonly steps: number
  /** A step's milliseconds in each round. */
  readonly rounds: number[]
}

async function main(): Promise<number> {
  const [names = Object.keys(CASES).join(), rounds = USUAL.rounds, steps = USUAL.steps] = argv.slice(2)
  const python = findTorch()
  if (python === null) stderr.write('PyTorch is not installed here: left out.\n')
  mkdirSync(ROOM, { recursive: true })
  const before = loadavg()[0]
  let agreed = true
  for (const name of names.split(',')) {
    if (!isCase(name)) throw new Error(`There is no ${name}: ${Object.keys(CASES).join(', ')}.`)
    const handles = opened(python)
    try {
      const takings = await timed(name, handles, Number(rounds), Number(steps))
      agreed = reported(name, takings) && agreed
    } finally {
      await Promise.all(handles.map((handle) => handle.close()))
    }
  }
  const [processor] = cpus()
  const load = [before, loadavg()[0]]
  say({ figure: 'machine', cores: cpus().length, processor: processor?.model ?? 'unknown', load })
  return agreed ? 0 : 1
}

/** Ours first: it makes the jobs. */
function opened(python: string | null): Handle[] {
  return [
    openProcess('ganvas', execPath, [`${ROOM}/ours/ours.js`]),
    openProcess('stock tfjs', execPath, [`${ROOM}/stock/stock.js`]),
    ...(python === null ? [] : [openProcess('PyTorch', python, [TORCH])]),
  ]
}

async function timed(
  name: CaseName,
  handles: readonly Handle[],
  rounds: number,
  steps: number,
): Promise<Taking[]> {
  const [ours] = handles
  if (ours === undefined) throw new Error('Nobody makes the job.')
  const job = await ours.ask({ method: 'make', case: name, folder: ROOM })
  const takings: Taking[] = []
  for (const handle of handles) takings.push(await warmed(handle, job, steps))
  for (let round = 0; round < rounds; round++)
    for (const { handle, steps: own, rounds: taken } of takings) {
      const { ms } = await handle.ask({ method: 'sample', steps: own })
      taken.push(ms / own)
    }
  return takings
}

async function warmed(handle: Handle, job: CostJob, steps: number): Promise<Taking> {
  const prepared = await handle.ask({ method: 'prepare', job })
  const expected = job.generator.parameters + job.discriminator.parameters
  if (prepared.parameters !== expected)
    throw new Error(`${handle.who} holds ${prepared.parameters} parameters, not ${expected}.`)
  const losses: Losses[] = []
  for (let i = 0; i < COMPARED; i++) losses.push((await handle.ask({ method: 'sample', steps: 1 })).losses)
  const { ms } = await handle.ask({ method: 'sample', steps: WARM_UP })
  const fitting = Math.max(2, Math.min(steps, Math.floor(ROUND_MS / (ms / WARM_UP))))
  return { handle, prepared, losses, steps: fitting, rounds: [] }
}

/** Whether all peers did the same work. */
function reported(name: CaseName, takings: readonly Taking[]): boolean {
  const ours = median(takings[0]?.rounds ?? [])
  for (const { handle, prepared, steps, rounds } of takings) {
    const ms = median(rounds)
    say({
      case: name,
      who: handle.who,
      threads: 1,
      ms: rounded(ms),
      least: rounded(Math.min(...rounds)),
      most: rounded(Math.max(...rounds)),
      rounds: rounds.length,
      steps,
      ratio: rounded(ms / ours),
      ...prepared,
    })
  }
  const { first, later, agreed } = agreement(takings)
  say({ case: name, figure: 'loss-difference', first: rounded(first), later: rounded(later), agreed })
  if (!agreed) for (const { handle, losses } of takings) say({ case: name, who: handle.who, losses })
  return agreed
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

function say(what: object): void {
  stdout.write(`${JSON.stringify(what)}\n`)
}

exit(await main())
