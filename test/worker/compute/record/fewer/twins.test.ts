/** Two commands of one shader become one, unless that would hold the device too long. */
import { expect, test } from 'vitest'
import { MOST_IN_DISPATCH } from '../../../../../src/worker/compute/kernels/webgpu/lib/plan.ts'
import { known } from '../../../../../src/worker/compute/record/fewer/hazards.ts'
import type { Pipelines } from '../../../../../src/worker/compute/record/fewer/pipelines.ts'
import type { Shader } from '../../../../../src/worker/compute/record/fewer/shader.ts'
import { withTwins } from '../../../../../src/worker/compute/record/fewer/twins.ts'
import type { Source, Trace, TracedCommand } from '../../../../../src/worker/compute/record/trace.ts'

const SHADER: Shader = {
  enables: [],
  code: 'fn main(id: vec3<u32>) { result[id.x] = x[id.x]; }',
  names: ['main'],
  bindings: [
    { name: 'result', binding: 0, kind: 'write', type: 'array<f32>' },
    { name: 'x', binding: 1, kind: 'read', type: 'array<f32>' },
  ],
  entry: 'main',
  asked: [{ builtin: 'global_invocation_id', name: 'id', type: 'vec3<u32>' }],
  threads: 64,
  groupBytes: 0,
}
const made = { pipeline: {} as GPUComputePipeline, layout: {} as GPUBindGroupLayout }
const pipelines = { of: () => made } as unknown as Pipelines

/** Commands that are left of two alike, each of so much work in so many groups. */
function left(work: number, groups: number): number {
  const pipeline = {} as GPUComputePipeline
  const bound = (binding: number, id: number) => {
    const source: Source = { kind: 'scratch', id }
    return { binding, source, offset: 0, size: 256 }
  }
  const command = (reads: number, writes: number): TracedCommand => ({
    ...{ pipeline, layout: made.layout, bindings: [bound(0, writes), bound(1, reads)] },
    ...{ groups: [groups, 1, 1], work },
  })
  const trace: Trace = {
    commands: [command(0, 1), command(2, 3)],
    ...{ scratch: [256, 256, 256, 256, 4], constants: [], uniforms: [], result: 4 },
  }
  const knowing = (each: TracedCommand) => known(each, each.pipeline === pipeline ? SHADER : null)
  return withTwins(trace, knowing, pipelines).commands.length
}

test('two of little work become one', () => {
  expect(left(1000, 4)).toBe(1)
  expect(left(0, 4)).toBe(1)
})

test('two of much work stay two: what is known, and what is guessed by their threads', () => {
  expect(left(MOST_IN_DISPATCH / 2, 4)).toBe(1)
  expect(left(MOST_IN_DISPATCH / 2 + 1, 4)).toBe(2)
  expect(left(0, 2 ** 12)).toBe(2)
})
