/**
 * `npm run bench -- --dawn`: the bench without a browser. Runs from the folder it was built into (build.ts), on a machine
 * with Node and perhaps a GPU: `node run.js`. Ends with an error where there is no adapter, and where our own first steps,
 * or those of the peers, do not agree.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BY_NAME, CASES, type SpeedCase } from '../cases.ts'
import {
  type Bench,
  type CaseFigures,
  introduce,
  jobOf,
  print,
  tell,
  timeCase,
  timeCeilings,
  timeScaling,
} from '../node/bench.ts'
import { TOLERANCE } from '../node/agreement.ts'
import { type Options, readOptions } from '../node/options.ts'
import type { Place } from '../node/place.ts'
import { digits, markdown } from '../node/report.ts'
import { type Device, findDevice, measured } from './find-device.ts'
import { adapterLine, type FoundAdapter } from './found.ts'
import { openProcesses } from './processes.ts'
import { compareWithWasm } from './reference.ts'
import { nextSide, roofline, type Ceilings } from './roofline.ts'

const USAGE = `npm run bench -- --dawn [options], or node run.js [options]
  --cases ring,dcgan28,dcgan32-r1   which games
  --peers ours,stock,jax            whom to time
  --steps N                         exactly N timed samples of each; else up to 15 within 25 s, and at least 2
  --scaling                         also how ours grows with batch, width and side (long)
  --pack                            packs the bench with its Node first, and runs it from there (npm run bench alone)`

const FIRST_SIDE = 512
const folder = import.meta.dirname

async function main(): Promise<number> {
  let options: Options
  try {
    options = dawnOptions(process.argv.slice(2))
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
  const device = findDevice(folder)
  if ('refused' in device) {
    print(noAdapter(device.refused))
    return 3
  }
  const place = openProcesses(folder, device.env, dawnVersion())
  try {
    return await benchOn(device, place, options)
  } finally {
    await place.close()
  }
}

/** PyTorch computes elsewhere, and here there is WebGPU alone. */
function dawnOptions(args: readonly string[]): Options {
  const options = readOptions(args)
  const peers = options.peers.filter((peer) => peer !== 'torch')
  if (peers.length === 0) throw new Error('PyTorch does not run on Dawn; no other peer was named.')
  return { ...options, backends: ['webgpu'], peers }
}

async function benchOn(device: Device, place: Place, options: Options): Promise<number> {
  const lines: object[] = []
  introduce({ place, lines })
  const adapter = measured(folder, device)
  describe(adapter, device.driver)
  lines.push({ figure: 'adapter', ...adapter, driver: device.driver })
  const side = await sideFor(place)
  const bench: Bench = { options, place, python: null, side, lines, ceilings: new Map(), failures: 0 }
  await timeCeilings(bench)
  const timed: [SpeedCase, CaseFigures][] = []
  for (const spec of [...CASES, ...BY_NAME].filter(({ name }) => options.cases.includes(name))) {
    if (!(await agrees(bench, spec))) return 1
    for (const figures of await timeCase(bench, spec)) timed.push([spec, figures])
  }
  if (options.scaling) await timeScaling(bench, 'webgpu')
  printRoofline(bench, adapter, timed)
  for (const line of lines) print(JSON.stringify(line))
  return bench.failures === 0 ? 0 : 1
}

function describe(adapter: FoundAdapter, driver: string): void {
  print(`Adapter: ${adapterLine(adapter)}; by ${driver}.`)
  const { copyGBs, dispatchUs } = adapter
  if (copyGBs === undefined || dispatchUs === undefined) return
  print(`It copies ${digits(copyGBs)} GB/s, read and written; a dispatch takes ${digits(dispatchUs)} µs.`)
}

/** The side of the matrices for the ceiling: a fast device needs large ones. */
async function sideFor(place: Place): Promise<number> {
  const handle = await place.open('ours')
  try {
    await handle.ask({ method: 'open', backend: 'webgpu' })
    let side = FIRST_SIDE
    for (;;) {
      const { ms } = await handle.ask({ method: 'product', side })
      const next = nextSide(side, ms)
      if (next === null) return side
      side = next
    }
  } finally {
    await handle.close()
  }
}

/** Before anything is timed: a fast step that computes something else is worth nothing. */
async function agrees(bench: Bench, spec: SpeedCase): Promise<boolean> {
  tell(`${spec.name}: comparing with WASM`)
  const { agreed, first, later, steps } = await compareWithWasm(bench.place, await jobOf(bench.place, spec))
  print(
    `\n${spec.name}: ours on this adapter and ours on WASM ${agreed ? 'agree' : 'DO NOT AGREE: nothing is timed'}; the losses of the first step differ by ${first.toExponential(1)} (tolerance ${TOLERANCE.first}), up to step ${steps} by ${later.toExponential(1)} (${TOLERANCE.later}).`,
  )
  bench.lines.push({ figure: 'difference-from-wasm', case: spec.name, first, later, steps, agreed })
  return agreed
}

function printRoofline(
  { ceilings, lines }: Bench,
  { copyGBs, dispatchUs }: FoundAdapter,
  timed: readonly [SpeedCase, CaseFigures][],
): void {
  const gflops = ceilings.get('webgpu')
  if (gflops === undefined || copyGBs === undefined || dispatchUs === undefined) return
  const device: Ceilings = { gflops, copyGBs, dispatchUs }
  const rows = timed.flatMap(([{ name }, { flops, bytes, figures }]) => {
    const ours = figures.find(({ peer }) => peer === 'ours')
    if (ours === undefined || ours.commands === null) return []
    const { dispatches } = ours.commands
    const roof = roofline({ flops, bytes, dispatches }, device)
    lines.push({ figure: 'roofline', case: name, ...roof, measuredMs: ours.ms.median })
    const numbers = [roof.intensity, dispatches, roof.launchMs, roof.leastMs, roof.fairMs, ours.ms.median]
    return [[name, roof.bound, ...numbers.map(digits)]]
  })
  print(
    `\n### Roofline: ${digits(gflops)} GFLOP/s and ${digits(copyGBs)} GB/s, in balance at ${digits(gflops / copyGBs)} operations a byte\n`,
  )
  const headings = ['case', 'bound by', 'operations a byte', 'dispatches', 'launches ms', 'at best ms']
  print(markdown([...headings, 'half used, and launches ms', 'measured ms'], rows))
}

function noAdapter(refused: readonly string[]): string {
  return [
    'No adapter (no-adapter): Dawn found no Vulkan driver here, so nothing can be measured.',
    ...refused.map((line) => `- ${line}`),
    'Install the driver of the GPU with its Vulkan part and a loader (Debian: libvulkan1), or a software driver',
    '(Debian: mesa-vulkan-drivers), or name the driver’s list: VK_DRIVER_FILES=/…/nvidia_icd.json.',
  ].join('\n')
}

function dawnVersion(): string {
  const text = readFileSync(join(folder, 'node_modules/webgpu/package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

process.exit(await main())
