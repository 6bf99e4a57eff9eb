/**
 * The one place that reaches into tfjs' engine: operations with lazy gradients that stay right at any order, and
 * gradients with side results. Must not know any network, loss or optimiser.
 */
import { clone, engine, keep, scalar, zerosLike, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs'

/** What kernels take as attributes. */
export type Attributes = Record<string, number | string | boolean | readonly number[] | undefined>

/** The parts of tfjs' engine that its types hide. */
interface OpenEngine {
  runKernel(name: string, inputs: NamedTensorMap, attributes?: Attributes): Tensor
  runKernelFunc(operation: {
    inputs: NamedTensorMap
    forwardFunc: (backend: unknown, save: (tensors: Tensor[]) => void) => Tensor
    backwardsFunc: (upstream: Tensor, saved: Tensor[]) => Record<string, () => Tensor>
  }): Tensor
  isTapeOn(): boolean
  readonly state: { readonly gradientDepth: number }
  gradients(
    forward: () => Tensor,
    xs: Tensor[],
    upstream: Tensor | null,
    allowNone: boolean,
  ): { value: Tensor; grads: (Tensor | null)[] }
}

function open(): OpenEngine {
  return engine() as unknown as OpenEngine
}

/** Runs a kernel that gives one tensor. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the rank, as in tfjs
export function runKernel<T extends Tensor>(
  name: string,
  inputs: NamedTensorMap,
  attributes: Attributes = {},
): T {
  return open().runKernel(name, inputs, attributes) as T
}

/**
 * True while operations are being recorded. In a gradient function this means that somebody will differentiate the
 * gradient itself: only then must it be written in terms of the saved inputs, because tfjs drops the path through saved
 * outputs.
 */
export function isRecorded(): boolean {
  return open().isTapeOn()
}

/** Runs a kernel that gives two tensors. */
export function runKernelForTwo(
  name: string,
  inputs: NamedTensorMap,
  attributes: Attributes = {},
): [Tensor, Tensor] {
  return open().runKernel(name, inputs, attributes) as unknown as [Tensor, Tensor]
}

/**
 * True inside a gradient that is taken inside another one: what is computed here will be differentiated twice. A fused
 * operation whose gradient has no gradient then makes way for ordinary ones.
 */
export function isNested(): boolean {
  return open().state.gradientDepth > 1
}

export interface Differentiable {
  inputs: NamedTensorMap
  /** Computes the value; nothing in here is recorded. `save` keeps tensors for the gradients. */
  forward: (save: (tensors: Tensor[]) => void) => Tensor
  /** One thunk per input, so that gradients nobody asks for are never computed. */
  backward: (upstream: Tensor, saved: readonly Tensor[]) => Record<string, () => Tensor>
}

/** An operation with its own gradient. Unlike `tf.customGrad` it computes only the gradients that are needed. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the rank, as in tfjs
export function differentiable<T extends Tensor>(operation: Differentiable): T {
  return open().runKernelFunc({
    inputs: operation.inputs,
    forwardFunc: (_, save) => operation.forward(save),
    backwardsFunc: operation.backward,
  }) as T
}

/** Runs `work` without recording it, e.g. an update in place in the middle of a forward pass. Frees what it makes. */
export function outsideTape(work: () => void): void {
  open()
    .runKernelFunc({
      inputs: {},
      forwardFunc: () => {
        work()
        return scalar(0)
      },
      backwardsFunc: () => ({}),
    })
    .dispose()
}

/** A tensor that the tape takes for a constant, although it was computed from what is recorded. */
export function constant<T extends Tensor>(compute: () => T): T {
  return open().runKernelFunc({ inputs: {}, forwardFunc: compute, backwardsFunc: () => ({}) }) as T
}

/** The n-th saved tensor. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the rank, as in tfjs
export function savedAt<T extends Tensor>(saved: readonly Tensor[], index: number): T {
  const tensor = saved[index]
  if (tensor === undefined) throw new Error(`Nothing was saved at ${index}.`)
  return tensor as T
}

/** Second results of kernels whose first alone was asked for so far. */
const unclaimed = new Set<Tensor>()

/**
 * Two gradients that one kernel gives: it runs when the first of them is asked for. Each gradient has a scope of its own,
 * so the other result is kept until it is asked for, or until the gradients are done.
 */
export function together(compute: () => [Tensor, Tensor]): [() => Tensor, () => Tensor] {
  let waiting: Tensor | null = null
  const take = (mine: 0 | 1) => (): Tensor => {
    if (waiting !== null) {
      const claimed = clone(waiting)
      unclaimed.delete(waiting)
      waiting.dispose()
      waiting = null
      return claimed
    }
    const results = compute()
    waiting = keep(results[mine === 0 ? 1 : 0])
    unclaimed.add(waiting)
    return results[mine]
  }
  return [take(0), take(1)]
}

/** Gradients of Σ`forward()` with respect to `xs`; zeros where nothing leads to one. Differentiable when recorded. */
export function gradientsOf(
  forward: () => Tensor,
  xs: readonly Tensor[],
): { value: Tensor; grads: Tensor[] } {
  const { value, grads } = open().gradients(forward, [...xs], null, true)
  unclaimed.forEach((tensor) => tensor.dispose())
  unclaimed.clear()
  return { value, grads: xs.map((x, i) => grads[i] ?? zerosLike(x)) }
}

/** Gradients of a scalar objective, with the other results of the same forward pass. The caller's scope owns all. */
export function gradientsWithResults<R extends Readonly<Record<string, Tensor | undefined>>>(
  forward: () => { objective: Tensor; results: R },
  xs: readonly Tensor[],
): { grads: Tensor[]; results: R } {
  let held: R | undefined
  const { value, grads } = gradientsOf(() => {
    const { objective, results } = forward()
    // tfjs frees all but the objective when the forward pass ends: what is kept survives, and is handed over below.
    held = mapValues(results, (tensor) => keep(clone(tensor)))
    return objective
  }, xs)
  value.dispose()
  if (held === undefined) throw new Error('The forward pass did not run.')
  const results = mapValues(held, (tensor) => clone(tensor))
  Object.values(held).forEach((tensor) => tensor?.dispose())
  return { grads, results }
}

type MaybeTensors = Readonly<Record<string, Tensor | undefined>>

function mapValues<R extends MaybeTensors>(record: R, change: (tensor: Tensor) => Tensor): R {
  const entries = Object.entries(record).flatMap(([key, tensor]) =>
    tensor === undefined ? [] : [[key, change(tensor)]],
  )
  return Object.fromEntries(entries) as R
}
