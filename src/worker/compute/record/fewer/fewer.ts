/**
 * The same step in fewer commands: copies that memory makes needless and results that nobody reads are left out, and what need
 * not wait for each other runs in one dispatch. Every number is computed by the text that computed it before. Must not know
 * what commands compute.
 */
import { allot } from '../allot.ts'
import { scratchUses, type Trace, type TracedCommand } from '../trace.ts'
import { type Bunch, bunched, type Fits, type Lane } from './bunches.ts'
import { type Knowing, withoutCopies, withoutUnread } from './copies.ts'
import { evenSubgroups } from '../../kernels/webgpu/lib/traits.ts'
import { ambiguous, known, type Known, touchOf } from './hazards.ts'
import { type Joint, jointOf, jointText, MOST_LANES } from './joint.ts'
import { Pipelines } from './pipelines.ts'
import { shaderOf } from './texts.ts'
import { withTwins } from './twins.ts'

/** Multiply-adds of a dispatch from which on it gains nothing from company. */
const MOST_WORK = 2 ** 24

/**
 * Groups of a dispatch of several lanes. A processor runs the texts of all lanes for every group, and threads that wait for each
 * other are dear there: it bears fewer of those, and fewest where only some have to wait.
 */
const MOST_GROUPS = {
  gpu: { free: 1024, waiting: 1024, mixed: 1024 },
  processor: { free: 20, waiting: 4, mixed: 3 },
}

/** How much more memory a step may take for it: a share, and bytes that nobody feels. */
const MORE_MEMORY = { times: 1.25, bytes: 2 ** 22 }

/** How far ahead a command may go: as far as it can; where that takes too much memory, to its neighbours. */
const REACHES = [Infinity, 4]

/** @param onProcessor whether the device computes on one */
export function fewer(trace: Trace, device: GPUDevice, onProcessor: boolean): Trace {
  const knowing = remembered((command) => known(command, shaderOf(command.pipeline)))
  const needed = withoutCopies(withoutUnread(trace, knowing), knowing)
  const twinned = withTwins(needed, knowing, Pipelines.on(device))
  const fits = fitsOn(device, onProcessor)
  const most = MORE_MEMORY.times * bytesOf(trace) + MORE_MEMORY.bytes
  for (const reach of REACHES) {
    const from = reach === Infinity ? twinned : needed
    const shorter = joined(from, bunched(from.commands.map(knowing), fits, reach), device)
    if (bytesOf(shorter) <= most) return shorter
  }
  return needed
}

function remembered(knowing: Knowing): Knowing {
  const met = new WeakMap<TracedCommand, Known>()
  return (command) => {
    const there = met.get(command) ?? knowing(command)
    met.set(command, there)
    return there
  }
}

function bytesOf(trace: Trace): number {
  const { rooms } = allot(trace.scratch, scratchUses(trace), [trace.result])
  return rooms.reduce((sum, bytes) => sum + bytes, 0)
}

function joined(trace: Trace, bunches: readonly Bunch[], device: GPUDevice): Trace {
  const uniforms = [...trace.uniforms]
  const commands = bunches.map((bunch) => {
    const [[only] = [], ...others] = bunch
    const single = others.length === 0 && bunch[0]?.length === 1
    if (single && only !== undefined) return only.command
    const joint = jointOf(bunch, { kind: 'uniform', id: uniforms.length })
    // Past the last lane nothing asks.
    const ends = Uint32Array.from({ length: MOST_LANES }, (_, i) => joint.ends[i] ?? 0)
    uniforms.push(new Uint8Array(ends.buffer))
    return commandOf(bunch, joint, device)
  })
  return { ...trace, commands, uniforms }
}

function commandOf(bunch: Bunch, joint: Joint, device: GPUDevice): TracedCommand {
  const kinds = joint.bindings.map(({ declared }) => declared.kind)
  return {
    ...Pipelines.on(device).of(jointText(bunch, joint), kinds, 'joint'),
    bindings: joint.bindings.map(({ bound }, binding) => ({ ...bound, binding })),
    groups: [joint.ends.at(-1) ?? 1, 1, 1],
    work: bunch.flat().reduce((sum, { command }) => sum + command.work, 0),
    parts: bunch.flatMap(partsOf),
  }
}

/** What a lane is made of, side by side. */
function partsOf(lane: Lane): (readonly TracedCommand[])[] {
  const [only, ...others] = lane
  if (only !== undefined && others.length === 0) return [...(only.command.parts ?? [[only.command]])]
  return [lane.map(({ command }) => command)]
}

/** What a device can run in one dispatch, and what is not too long for one. */
function fitsOn({ limits, adapterInfo }: GPUDevice, onProcessor: boolean): Fits {
  // Else a text may get subgroups of another size beside others, and so add up in another order.
  const even = evenSubgroups(adapterInfo)
  return (bunch) => {
    const all = bunch.flat()
    const { bindings, ends } = jointOf(bunch, { kind: 'uniform', id: -1 })
    const storage = bindings.filter(({ declared }) => declared.kind !== 'uniform').length
    return (
      bunch.length <= MOST_LANES &&
      all.every(isJoinable) &&
      (even || all.every(({ shader }) => shader?.enables.includes('subgroups') !== true)) &&
      new Set(all.map(({ shader }) => shader?.threads)).size === 1 &&
      all.reduce((sum, { command }) => sum + command.work, 0) <= MOST_WORK &&
      storage <= limits.maxStorageBuffersPerShaderStage &&
      bindings.length - storage <= limits.maxUniformBuffersPerShaderStage &&
      all.reduce((sum, { shader }) => sum + (shader?.groupBytes ?? 0), 0) <=
        limits.maxComputeWorkgroupStorageSize &&
      (ends.at(-1) ?? 0) <= MOST_GROUPS[onProcessor ? 'processor' : 'gpu'][kindOf(all)] &&
      !ambiguous(bindings.flatMap(({ declared, bound }) => touchOf(bound, declared.kind === 'write')))
    )
  }
}

/** Whether threads have to wait for each other. */
function kindOf(all: readonly Known[]): keyof (typeof MOST_GROUPS)['gpu'] {
  const waiting = all.filter(({ shader }) => shader?.groupBytes !== 0)
  return waiting.length === 0 ? 'free' : waiting.length === all.length ? 'waiting' : 'mixed'
}

function isJoinable({ command, shader }: Known): boolean {
  return shader !== null && command.groups[1] === 1 && command.groups[2] === 1
}
