/**
 * The networks of a case as plain data, for peers that know nothing of this project: a second statement of what
 * src/worker/gan/networks builds. The losses of the first steps show whether both mean the same.
 */
import type { RunConfig } from '../../../src/common/config/run-config.ts'

export type PlanActivation = 'linear' | 'relu' | 'leaky-relu' | 'tanh'

/** Weights [inputs, units]; whatever comes in is laid flat. */
export interface DensePlan {
  readonly op: 'dense'
  readonly inputs: number
  readonly units: number
  readonly activation: PlanActivation
}

/**
 * 4×4, stride 2: `down` halves (weights [4, 4, inputs, channels]), `up` doubles (weights [4, 4, channels, inputs]).
 * Whatever comes in is taken as [side, side, inputs].
 */
export interface ConvolutionPlan {
  readonly op: 'down' | 'up'
  readonly side: number
  readonly inputs: number
  readonly channels: number
  readonly activation: PlanActivation
}

export type LayerPlan = DensePlan | ConvolutionPlan

export interface GamePlan {
  readonly generator: readonly LayerPlan[]
  readonly discriminator: readonly LayerPlan[]
}

/** Side and area of every convolution's kernel. */
export const KERNEL_SIDE = 4
export const KERNEL_AREA = KERNEL_SIDE ** 2
export const LEAK = 0.2

/** The networks a config without norms stands for. @param channels of images */
export function planOf(config: RunConfig, channels: number): GamePlan {
  if (config.gNorm !== 'none' || config.dNorm !== 'none') throw new Error('Plans know no norms.')
  return config.model === 'mlp' ? mlp(config) : dcgan(config, channels)
}

function mlp({ latent, gLayers, dLayers, activation }: RunConfig): GamePlan {
  return {
    generator: denseChain([latent, ...gLayers, 2], activation),
    discriminator: denseChain([2, ...dLayers, 1], activation),
  }
}

function denseChain(widths: readonly number[], activation: PlanActivation): DensePlan[] {
  return widths.slice(1).map((units, i) => ({
    op: 'dense',
    inputs: widths[i] ?? 0,
    units,
    activation: i === widths.length - 2 ? 'linear' : activation,
  }))
}

function dcgan({ size, width, latent }: RunConfig, channels: number): GamePlan {
  const sides = halvings(size)
  const first = sides.at(-1) ?? size
  const depths = [channels, ...sides.slice(1).map((_, i) => width * Math.min(2 ** i, 8))]
  const deepest = depths.at(-1) ?? channels
  const down = sides.slice(1).map((_, i): ConvolutionPlan => ({
    op: 'down',
    side: sides[i] ?? size,
    inputs: depths[i] ?? channels,
    channels: depths[i + 1] ?? channels,
    activation: 'leaky-relu',
  }))
  const up = down.toReversed().map((layer, i): ConvolutionPlan => ({
    op: 'up',
    side: layer.side / 2,
    inputs: layer.channels,
    channels: layer.inputs,
    activation: i === down.length - 1 ? 'tanh' : 'relu',
  }))
  const flat = first * first * deepest
  return {
    generator: [{ op: 'dense', inputs: latent, units: flat, activation: 'relu' }, ...up],
    discriminator: [...down, { op: 'dense', inputs: flat, units: 1, activation: 'linear' }],
  }
}

/** 28 → [28, 14, 7]; 32 → [32, 16, 8, 4]. */
function halvings(size: number): number[] {
  return size % 2 === 1 || size <= 4 ? [size] : [size, ...halvings(size / 2)]
}
