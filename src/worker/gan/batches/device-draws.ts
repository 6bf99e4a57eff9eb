/**
 * Draws of a step made by the device itself, where its back end has the kernels for it: same streams, same numbers up to
 * rounding as in JavaScript, and nothing to upload. Must not know what a draw is for.
 */
import {
  getBackend,
  keep,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs'
import type { Resident } from '../../data/resident.ts'
import { uniforms, type Stream } from '../../../common/numbers/random.ts'
import { ASSIGN } from '../kernels/contract.ts'
import {
  DRAW_ITEMS,
  DRAW_MIXTURE,
  DRAW_NOISE,
  DRAW_ROWS,
  DRAW_UNIFORMS,
  TAKE_ROW,
  type DrawAttributes,
  type UniformsAttributes,
} from '../kernels/draws.ts'
import type { Ear } from '../kernels/ear.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { runKernel, type Attributes } from '../ops/autodiff.ts'

/** Which numbers of a stream: those of fork(fork(stream, step), update). */
export interface Draw {
  readonly stream: Stream
  /** The step, [1] int32. */
  readonly step: Tensor1D
  readonly update: number
}

/** Byte b as b / 127.5 − 1, as in src/worker/data/picture-set.ts. */
const SCALED = Float32Array.from({ length: 256 }, (_, byte) => byte / 127.5 - 1)

/** Byte b as b. */
const PLAIN = Float32Array.from({ length: 256 }, (_, byte) => byte)

export function canDraw(): boolean {
  return hasKernel(DRAW_NOISE, getBackend())
}

/** N(0, 1), or U(−1, 1) where `uniform`. */
export function deviceNoise(draw: Draw, shape: readonly number[], uniform: boolean): Tensor {
  const size = shape.reduce((product, side) => product * side, 1)
  const attributes = { ...attributesOf(draw), size, uniform }
  return tidy(() => runKernel(DRAW_NOISE, { step: draw.step }, attributes).reshape([...shape]))
}

/** U(−1, 1) of a step's own stream, the numbers of `uniforms` wherever they are drawn. @param ear who listens */
export function uniformTensor(
  streamAt: (step: number) => Stream,
  step: number,
  shape: readonly number[],
  ear: Ear | null = null,
): Tensor {
  const size = shape.reduce((product, side) => product * side, 1)
  if (!hasKernel(DRAW_UNIFORMS, getBackend())) {
    const draw = (at: number) => uniforms(streamAt(at), size, -1, 1)
    const drawn = tensor(draw(step), [...shape])
    ear?.drawn(drawn, draw)
    return drawn
  }
  const attributesAt = (at: number) => {
    const { key0, key1 } = streamAt(at)
    return { key0: key0 | 0, key1: key1 | 0, size } satisfies UniformsAttributes
  }
  return tidy(() => {
    const drawn = runKernel(DRAW_UNIFORMS, {}, attributesAt(step))
    ear?.rekeyed(drawn, attributesAt)
    return drawn.reshape([...shape])
  })
}

/** Row `step` modulo K of a block [K, length], in a shape. */
export function rowOfBlock(block: Tensor, step: Tensor1D, shape: readonly number[]): Tensor {
  return tidy(() => runKernel(TAKE_ROW, { step, block }).reshape([...shape]))
}

/** A dataset's tensors on the device. */
export class ResidentItems {
  private constructor(
    private readonly kernel: string,
    private readonly tensors: Readonly<Record<string, Tensor>>,
    private settings: Attributes,
    /** Which tensors are its own; null: all. */
    private readonly own: readonly string[] | null = null,
  ) {}

  static of(resident: Resident): ResidentItems {
    switch (resident.kind) {
      case 'mixture': {
        const { centres, std } = resident
        return new ResidentItems(
          DRAW_MIXTURE,
          { centres: keep(tensor2d(centres, [centres.length / 2, 2])) },
          { std },
        )
      }
      case 'rows': {
        const { rows, picks } = resident
        const residentTensors = {
          picks: keep(tensor1d(picks, 'int32')),
          rows: keep(tensor2d(rows, [rows.length / 2, 2])),
        }
        return new ResidentItems(DRAW_ROWS, residentTensors, { length: 2 })
      }
      case 'bytes':
      case 'codes': {
        const residentTensors = {
          picks: keep(tensor1d(resident.picks, 'int32')),
          bytes: keep(tensor1d(resident.words, 'int32')),
          values: keep(tensor1d(resident.kind === 'codes' ? PLAIN : SCALED)),
        }
        return new ResidentItems(DRAW_ITEMS, residentTensors, { length: resident.length })
      }
    }
  }

  /** Those of the items that have these numbers, of the same bytes: they are of use as long as the whole is. */
  among(picks: Int32Array): ResidentItems {
    return new ResidentItems(
      this.kernel,
      { ...this.tensors, picks: keep(tensor1d(picks, 'int32')) },
      this.settings,
      ['picks'],
    )
  }

  /** Takes over a mixture of as many modes, in place, so that a recorded step draws from it too. @returns whether it did */
  take(resident: Resident): boolean {
    const { centres } = this.tensors
    if (resident.kind !== 'mixture' || centres?.size !== resident.centres.length) return false
    tidy(() => {
      const fresh = tensor2d(resident.centres, [centres.size / 2, 2])
      runKernel(ASSIGN, { a0: centres, x0: fresh }, { count: 1 })
    })
    this.settings = { std: resident.std }
    return true
  }

  /** Items of a shape, [count, …item], each drawn independently and with equal chance. */
  draw(draw: Draw, shape: readonly number[]): Tensor {
    const attributes = { ...attributesOf(draw), ...this.settings, count: shape[0] ?? 0 }
    return tidy(() =>
      runKernel(this.kernel, { step: draw.step, ...this.tensors }, attributes).reshape([...shape]),
    )
  }

  /** All it holds. */
  get residentTensors(): readonly Tensor[] {
    return Object.values(this.tensors)
  }

  dispose(): void {
    const { tensors, own } = this
    Object.keys(tensors)
      .filter((name) => own?.includes(name) ?? true)
      .forEach((name) => tensors[name]?.dispose())
  }
}

function attributesOf({ stream, update }: Draw): Attributes {
  const { key0, key1 } = stream
  return { key0: key0 | 0, key1: key1 | 0, update } satisfies DrawAttributes
}
