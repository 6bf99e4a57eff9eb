/**
 * What a layer is: named parameters with their first values, and a pure function of input and weights. Layers hold no
 * tensors, so that one network can be run with live, averaged or simulated weights.
 */
import type { Tensor, Variable } from '@tensorflow/tfjs'
import type { LayerOp, LayerSummary } from '../../../common/networks/layer-op.ts'
import type { Stream } from '../../../common/numbers/random.ts'
import { settle, settled, type Signal } from '../ops/signal.ts'
import type { Conditions } from './conditions.ts'

/** First values of a parameter, [product of shape], from its own seeded stream. */
export interface Initialiser {
  (stream: Stream, shape: readonly number[]): Float32Array
  /** What it draws from, as data, where that is N(mean, deviation²): so that another program can begin alike. */
  readonly spread?: { readonly mean: number; readonly deviation: number }
}

export interface ParameterSpec {
  /** `generator/dense1/kernel`: unique in a game and stable, for checkpoints. */
  readonly name: string
  readonly shape: readonly number[]
  readonly initial: Initialiser
}

/** Tensors by parameter name. */
export type TensorsByName = ReadonlyMap<string, Tensor>

/** How a network is run. */
export interface Pass {
  /** `train`: statistics of the batch. `evaluate`: running statistics, and nothing changes. */
  readonly mode: 'train' | 'evaluate'
  /** Share of the running statistics that survives this batch; null: they do not follow it. */
  readonly memory: number | null
  /** True where D is known to be shown reals. */
  readonly real?: boolean
  /** What the network is told of each item: read with `conditionOf`. Absent: layers choose (layers/classes.ts). */
  readonly conditions?: Conditions
  /** What layers leave to chance in training, such as dropout; absent: they leave nothing to it. */
  readonly chance?: Chance
}

/** Fresh U(−1, 1) of a shape from the step's own streams; each call gives other numbers, and a repeated step the same. */
export type Chance = (shape: readonly number[]) => Tensor

export const TRAIN: Pass = { mode: 'train', memory: 0.9 }
/** As in training, but leaves no trace: for penalties, and for D while G is trained. */
export const PROBE: Pass = { mode: 'train', memory: null }
/** Takes the running statistics from this batch alone. */
export const CALIBRATE: Pass = { mode: 'train', memory: 0 }
export const EVALUATE: Pass = { mode: 'evaluate', memory: null }

export interface NetworkState {
  /** Trained parameters. */
  readonly weights: TensorsByName
  /** Running statistics: changed in place by passes that follow. */
  readonly statistics: ReadonlyMap<string, Variable>
}

export interface Layer {
  /** `dense1`. */
  readonly name: string
  /** What it is, as data: all that is told of the layer comes from here. */
  readonly op: LayerOp
  /** Shape of one item after this layer, without the batch dimension. */
  readonly outputShape: readonly number[]
  readonly parameters: readonly ParameterSpec[]
  readonly statistics: readonly ParameterSpec[]
  /** True where one item's output depends on the others': reals and fakes must then be passed apart. */
  readonly couples: boolean
  apply(x: Tensor, state: NetworkState, pass: Pass): Tensor
  /** As `apply`, for layers that can take over what a rectifier before them owes, and may owe it for their own. */
  readonly pass?: ((x: Signal, state: NetworkState, pass: Pass) => Signal) | undefined
}

/** Passes a signal through a layer, whichever way it has. */
export function passThrough(layer: Layer, x: Signal, state: NetworkState, pass: Pass): Signal {
  return layer.pass?.(x, state, pass) ?? settled(layer.apply(settle(x), state, pass))
}

/** Both ways through a layer, from the one that owes. */
export function bothWays(pass: NonNullable<Layer['pass']>): Pick<Layer, 'apply' | 'pass'> {
  return { pass, apply: (x, state, how) => settle(pass(settled(x), state, how)) }
}

/** The tensor of a name. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the rank, as in tfjs
export function tensorOf<T extends Tensor>(tensors: TensorsByName, name: string): T {
  const tensor = tensors.get(name)
  if (tensor === undefined) throw new Error(`No tensor ${name}`)
  return tensor as T
}

/** The running statistic of a name. */
export function statisticOf(state: NetworkState, name: string): Variable {
  const tensor = state.statistics.get(name)
  if (tensor === undefined) throw new Error(`No statistic ${name}`)
  return tensor
}

/** A layer as plain data: what is shown of it, and what a layer that holds it says of its parts. */
export function summaryOf({ name, op, outputShape, parameters }: Layer): LayerSummary {
  const count = parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
  return { name, op, outputShape: [...outputShape], parameters: count }
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}
