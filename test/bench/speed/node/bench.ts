/**
 * The bench itself: ceilings, cases and how a step grows, timed and printed. Knows neither a browser nor Dawn: where its
 * peers run is handed to it.
 */
import { mkdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { bytesPerStep, flopsPerStep, parameters } from '../arithmetic.ts'
import { SCALING, type SpeedCase } from '../cases.ts'
import type { Job } from '../job.ts'
import type { Backend } from '../measured.ts'
import { agreement, TOLERANCE } from './agreement.ts'
import { type Figures, figuresOf, productGflops } from './figures.ts'
import { onThreads, type Handle } from './handle.ts'
import { makeJob } from './make-job.ts'
import type { Options, PeerName } from './options.ts'
import type { Place } from './place.ts'
import { digits, figureLines, markdown, table } from './report.ts'
import { timeGroup, type Timing } from './time-group.ts'
import { openTorch } from './torch.ts'

export interface Bench {
  readonly options: Options
  readonly place: Place
  readonly python: string | null
  /** Side of the matrices whose product gives the ceiling. */
  readonly side: number
  /** JSON lines, printed at the end. */
  readonly lines: object[]
  /** GFLOP/s of the best product; `native` for PyTorch. */
  readonly ceilings: Map<Backend | 'native', number>
  failures: number
}

/** One case on one back end. */
export interface CaseFigures {
  readonly backend: Backend
  /** Of one step, by the closed forms. */
  readonly flops: number
  readonly bytes: number
  readonly figures: readonly Figures[]
}

export const print = (text: string): void => void process.stdout.write(`${text}\n`)
export const tell = (text: string): void => void process.stderr.write(`  ${text}\n`)

/** A sentence about the machine, and its line. */
export function introduce({ place, lines }: Pick<Bench, 'place' | 'lines'>): void {
  const [processor] = cpus()
  const machine = {
    date: new Date().toISOString().slice(0, 10),
    cores: cpus().length,
    processor: processor?.model ?? 'unknown',
    host: place.host,
  }
  print(`${machine.date}, ${machine.cores} cores (${machine.processor}), ${machine.host}`)
  lines.push({ figure: 'machine', ...machine })
}

/** Those who run on a back end; PyTorch runs beside the first one only. */
function openers({ options, place, python }: Bench, backend: Backend): [PeerName, () => Promise<Handle>][] {
  return options.peers.flatMap((peer): [PeerName, () => Promise<Handle>][] => {
    const beside = python !== null && backend === options.backends[0]
    if (peer === 'torch')
      return beside ? onEach(options, peer, () => Promise.resolve(openTorch(python, place.folder))) : []
    const open = () => place.open(peer)
    return peer === 'ours' && backend === 'wasm' ? onEach(options, peer, open) : [[peer, open]]
  })
}

/** A peer once for each number of threads that was asked for. */
function onEach(
  { threads }: Options,
  peer: PeerName,
  open: () => Promise<Handle>,
): [PeerName, () => Promise<Handle>][] {
  if (threads === null) return [[peer, open]]
  return threads.map((count) => [peer, async () => onThreads(await open(), count)])
}

/** Times the product of two matrices by each peer, so that a share of the best can be told. */
export async function timeCeilings(bench: Bench): Promise<void> {
  const rows: string[][] = []
  for (const backend of bench.options.backends) {
    for (const [peer, open] of openers(bench, backend)) {
      const handle = await open()
      try {
        await handle.ask({ method: 'open', backend })
        const { ms } = await handle.ask({ method: 'product', side: bench.side })
        const gflops = productGflops(bench.side, ms)
        const where = peer === 'torch' ? 'native' : backend
        bench.ceilings.set(where, Math.max(gflops, bench.ceilings.get(where) ?? 0))
        rows.push([where, peer, digits(ms), digits(gflops)])
        const value = Number(gflops.toPrecision(5))
        bench.lines.push({ figure: `product-${bench.side}`, backend: where, peer, value, unit: 'GFLOP/s' })
      } catch (error) {
        tell(`${peer} on ${backend}: ${error instanceof Error ? error.message : String(error)}`)
      } finally {
        await handle.close()
      }
    }
  }
  print(`\n### Ceilings: the product of two ${bench.side}×${bench.side} matrices\n`)
  print(markdown(['back end', 'peer', 'ms', 'GFLOP/s'], rows))
}

/** Times all peers on a case and prints what they took. */
export async function timeCase(bench: Bench, spec: SpeedCase): Promise<readonly CaseFigures[]> {
  const { options, place, lines } = bench
  const job = await jobOf(place, spec)
  const [flops, bytes] = [flopsPerStep(job.plan, spec.config), bytesPerStep(job.plan, spec.config)]
  const held = parameters(job.plan)
  lines.push({ figure: 'work', case: spec.name, flops, bytes, parameters: held })
  const timed: CaseFigures[] = []
  for (const backend of options.backends) {
    tell(`${spec.name} on ${backend}`)
    const group = openers(bench, backend).map(([, open]) => open)
    const outcomes = await timeGroup(group, backend, job, options.steps, tell)
    const timings = outcomes.filter((outcome): outcome is Timing => 'samples' in outcome)
    const refusals = outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome] : []))
    const figures = timings.map((timing) => figuresOf(timing, flops, ceilingOf(bench, timing.peer, backend)))
    print(
      `\n### ${spec.name} on ${backend}: ${digits(flops / 1e9)} GFLOP and at least ${digits(bytes / 1e6)} MB a step, ${held} parameters\n`,
    )
    print(table(figures, refusals))
    judgeAgreement(bench, { case: spec.name, backend }, timings)
    const subject = { case: spec.name, backend }
    for (const figure of figures) {
      lines.push(
        ...figureLines(figure.peer === 'torch' ? { ...subject, backend: 'native' } : subject, figure),
      )
    }
    for (const { peer, refused } of refusals) {
      lines.push({ figure: 'step', ...subject, peer, impossible: refused })
    }
    compareCounts(timings)
    timed.push({ backend, flops, bytes, figures })
  }
  return timed
}

/** Writes a case down where its peers find it. */
export async function jobOf(place: Place, spec: SpeedCase): Promise<Job> {
  mkdirSync(place.folder, { recursive: true })
  return makeJob(spec, place.folder)
}

function ceilingOf({ ceilings }: Bench, peer: PeerName, backend: Backend): number | null {
  return ceilings.get(peer === 'torch' ? 'native' : backend) ?? null
}

function judgeAgreement(
  bench: Bench,
  subject: { case: string; backend: Backend },
  timings: readonly Timing[],
): void {
  const { agreed, first, later, peers, steps } = agreement(timings)
  if (peers < 2) return
  if (!agreed) bench.failures++
  print(
    `\nFrom the same weights and data the losses of all peers ${agreed ? 'agree' : 'DO NOT AGREE'}: in the first step they differ by ${first.toExponential(1)} at most (tolerance ${TOLERANCE.first}), up to step ${steps} by ${later.toExponential(1)} (${TOLERANCE.later}).`,
  )
  for (const { peer, losses } of agreed ? [] : timings) print(`- ${peer}: ${JSON.stringify(losses)}`)
  bench.lines.push({ figure: 'loss-difference', ...subject, first, later, steps, agreed })
}

/** Says where our own counters and the watch on the prototypes differ. */
function compareCounts(timings: readonly Timing[]): void {
  const [sample] = timings.find(({ peer }) => peer === 'ours')?.samples.slice(-1) ?? []
  if (sample === undefined || sample.reported === null || sample.commands === null) return
  for (const name of ['dispatches', 'submits', 'readbacks'] as const) {
    const [own, watched] = [sample.reported[name], sample.commands[name]]
    if (own !== watched) print(`The engine counts ${own} ${name} where ${watched} were seen.`)
  }
}

/** Times ours on the cases that show how a step grows. */
export async function timeScaling(bench: Bench, backend: Backend): Promise<void> {
  const rows: string[][] = []
  for (const spec of SCALING) {
    tell(`${spec.name} on ${backend}`)
    const job = await jobOf(bench.place, spec)
    const flops = flopsPerStep(job.plan, spec.config)
    const [outcome] = await timeGroup(
      [() => bench.place.open('ours')],
      backend,
      job,
      bench.options.steps,
      tell,
    )
    if (outcome === undefined || 'refused' in outcome) {
      rows.push([spec.name, `impossible: ${outcome?.refused ?? ''}`])
      continue
    }
    const figures = figuresOf(outcome, flops, ceilingOf(bench, 'ours', backend))
    const { ms, samples, commands, jsMs, gflops } = figures
    rows.push([
      spec.name,
      digits(flops / 1e9),
      digits(ms.median),
      String(samples),
      digits(gflops),
      commands === null ? '–' : digits(commands.dispatches),
      jsMs === null ? '–' : digits(jsMs),
    ])
    bench.lines.push(...figureLines({ case: spec.name, backend }, figures))
  }
  print(`\n### How a step of ours grows on ${backend}\n`)
  print(markdown(['case', 'GFLOP', 'ms a step', 'n', 'GFLOP/s', 'dispatches', 'JS ms'], rows))
}
