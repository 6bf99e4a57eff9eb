/**
 * What JavaScript draws for steps to come, kept on the device: a recorded step takes its own row of it. Must not know what is drawn.
 */
import { keep, zeros, type Rank, type Tensor2D } from '@tensorflow/tfjs'

/** Batches of one update for K steps to come, drawn in JavaScript. */
export interface Block {
  /** [K, length]; step s has row s modulo K. */
  readonly tensor: Tensor2D
  /** The row of a step. */
  row(step: number): Float32Array
}

/** Numbers in a block at most, and its steps at most. */
const BLOCK_SIZE = 2 ** 20
const BLOCK_STEPS = 64

/**
 * As many blocks as there are updates, each of rows of so many numbers: those at hand where they fit, else others in their place.
 * @param draw the row of a step and update
 */
export function fittingBlocks(
  held: readonly Block[],
  updates: number,
  length: number,
  draw: (step: number, update: number) => Float32Array,
): readonly Block[] {
  if (held.length === updates && held.every(({ tensor }) => tensor.shape[1] === length)) return held
  freeBlocks(held)
  const steps = Math.max(1, Math.min(BLOCK_STEPS, Math.floor(BLOCK_SIZE / length)))
  return Array.from({ length: updates }, (_, update) => ({
    tensor: keep(zeros<Rank.R2>([steps, length])),
    row: (step: number) => draw(step, update),
  }))
}

/** The block of an update. @throws Error where there is none */
export function blockOf(blocks: readonly Block[], update: number): Tensor2D {
  const block = blocks[update]
  if (block === undefined) throw new Error(`There is no block of update ${update}.`)
  return block.tensor
}

export function freeBlocks(blocks: readonly Block[]): void {
  blocks.forEach(({ tensor }) => tensor.dispose())
}
