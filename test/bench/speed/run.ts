/**
 * `npm run bench`: times a training step of this project against stock tfjs, jax-js and, where there is one, PyTorch; all
 * in one run, from the same weights and data, turn by turn. Ends with an error when the peers did not do the same work.
 */
import { mkdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { bytesPerStep, flopsPerStep, parameters } from './arithmetic.ts'
import { CASES, SCALING, type SpeedCase } from './cases.ts'
import type { Job } from './job.ts'
import type { Backend } from './measured.ts'
import { agreement, TOLERANCE } from './node/agreement.ts'
import { figuresOf, productGflops } from './node/figures.ts'
import type { Handle } from './node/handle.ts'
import { makeJob } from './node/make-job.ts'
import { readOptions, USAGE, type Options, type PeerName } from './node/options.ts'
import { openPages, type Pages } from './node/pages.ts'
import { digits, figureLines, markdown, table } from './node/report.ts'
import { timeGroup, type Timing } from './node/time-group.ts'
import { findTorch, openTorch } from './node/torch.ts'

/** Side of the matrices whose product gives the ceiling. */
const PRODUCT_SIDE = 512

interface Bench {
  readonly options: Options
  readonly pages: Pages
  readonly python: string | null
  /** JSON lines, printed at the end. */
  readonly lines: object[]
  /** GFLOP/s of the best product; `native` for PyTorch. */
  readonly ceilings: Map<Backend | 'native', number>
  failures: number
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const tell = (text: string): void => void process.stderr.write(`  ${text}\n`)

async function main(): Promise<number> {
  let options: Options
  try {
    options = readOptions(process.argv.slice(2))
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
  tell('building the pages …')
  const pages = await openPages()
  const python = options.peers.includes('torch') ? findTorch() : null
  const bench: Bench = { options, pages, python, lines: [], ceilings: new Map(), failures: 0 }
  try {
    introduce(bench)
    await timeCeilings(bench)
    for (const spec of CASES.filter(({ name }) => options.cases.includes(name))) await timeCase(bench, spec)
    if (options.scaling) for (const backend of options.backends) await timeScaling(bench, backend)
  } finally {
    await pages.close()
  }
  for (const line of bench.lines) print(JSON.stringify(line))
  return bench.failures === 0 ? 0 : 1
}

function introduce({ pages, python, options, lines }: Bench): void {
  const [processor] = cpus()
  const machine = {
    date: new Date().toISOString().slice(0, 10),
    cores: cpus().length,
    processor: processor?.model ?? 'unknown',
    browser: pages.browser,
  }
  print(`${machine.date}, ${machine.cores} cores (${machine.processor}), ${machine.browser}`)
  if (options.peers.includes('torch') && python === null) print('PyTorch is not installed here: left out.')
  lines.push({ figure: 'machine', ...machine })
}

/** Those who run on a back end; PyTorch runs beside the first one only. */
function openers({ options, pages, python }: Bench, backend: Backend): [PeerName, () => Promise<Handle>][] {
  return options.peers.flatMap((peer): [PeerName, () => Promise<Handle>][] => {
    if (peer !== 'torch') return [[peer, () => pages.open(peer)]]
    const beside = python !== null && backend === options.backends[0]
    return beside ? [[peer, () => Promise.resolve(openTorch(python, pages.folder))]] : []
  })
}

async function timeCeilings(bench: Bench): Promise<void> {
  const rows: string[][] = []
  for (const backend of bench.options.backends) {
    for (const [peer, open] of openers(bench, backend)) {
      const handle = await open()
      try {
        await handle.ask({ method: 'open', backend })
        const { ms } = await handle.ask({ method: 'product', side: PRODUCT_SIDE })
        const gflops = productGflops(PRODUCT_SIDE, ms)
        const where = peer === 'torch' ? 'native' : backend
        bench.ceilings.set(where, Math.max(gflops, bench.ceilings.get(where) ?? 0))
        rows.push([where, peer, digits(ms), digits(gflops)])
        const value = Number(gflops.toPrecision(5))
        bench.lines.push({ figure: 'product-512', backend: where, peer, value, unit: 'GFLOP/s' })
      } catch (error) {
        tell(`${peer} on ${backend}: ${error instanceof Error ? error.message : String(error)}`)
      } finally {
        await handle.close()
      }
    }
  }
  print(`\n### Ceilings: the product of two ${PRODUCT_SIDE}×${PRODUCT_SIDE} matrices\n`)
  print(markdown(['back end', 'peer', 'ms', 'GFLOP/s'], rows))
}

async function timeCase(bench: Bench, spec: SpeedCase): Promise<void> {
  const { options, pages, lines } = bench
  const job = await jobOf(pages, spec)
  const [flops, bytes] = [flopsPerStep(job.plan, spec.config), bytesPerStep(job.plan, spec.config)]
  const held = parameters(job.plan)
  lines.push({ figure: 'work', case: spec.name, flops, bytes, parameters: held })
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
  }
}

async function jobOf(pages: Pages, spec: SpeedCase): Promise<Job> {
  mkdirSync(pages.folder, { recursive: true })
  return makeJob(spec, pages.folder)
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

async function timeScaling(bench: Bench, backend: Backend): Promise<void> {
  const rows: string[][] = []
  for (const spec of SCALING) {
    tell(`${spec.name} on ${backend}`)
    const job = await jobOf(bench.pages, spec)
    const flops = flopsPerStep(job.plan, spec.config)
    const [outcome] = await timeGroup(
      [() => bench.pages.open('ours')],
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

process.exit(await main())
