/**
 * Keeps snapshots by step within bounds: the ones last used in memory, the others on disk. Does not decide which steps are
 * worth keeping: see timeline-thinning.ts.
 */
import type { Checkpoint } from '../config/checkpoint.ts'
import type { Dataset } from '../data/prepared.ts'

/** A past step: both networks with all they need to go on, and what they were trained on. */
export interface PastStep {
  readonly checkpoint: Checkpoint
  readonly dataset: Dataset
}

/** Named arrays. Every method may reject: a full disk, a browser that forbids it. */
export interface Disk {
  write(name: string, parts: readonly Float32Array[]): Promise<void>
  /** All parts in one array. */
  read(name: string): Promise<Float32Array<ArrayBuffer>>
  remove(name: string): Promise<void>
}

export interface ShelfBounds {
  /** Snapshots in memory. */
  readonly memoryCount: number
  readonly memoryBytes: number
  /** Snapshots in memory and on disk together. */
  readonly count: number
  readonly bytes: number
}

export const BOUNDS: ShelfBounds = {
  memoryCount: 36,
  memoryBytes: 128 * 2 ** 20,
  count: 96,
  bytes: 384 * 2 ** 20,
}

interface Kept {
  readonly past: PastStep
  readonly bytes: number
  /** The values are on disk; `past` holds names and shapes with empty values. */
  onDisk: boolean
}

export class TimelineShelf {
  /** The one used last comes last. */
  private readonly kept = new Map<number, Kept>()
  private disk: Promise<Disk | null> | null = null
  /** A disk that failed once takes nothing more: memory is then all there is. */
  private diskTakesMore = true

  constructor(
    private readonly openDisk: () => Promise<Disk | null>,
    private readonly bounds: ShelfBounds = BOUNDS,
  ) {}

  has(step: number): boolean {
    return this.kept.has(step)
  }

  /** True while more is kept than there is room for: something must be dropped. */
  get isOver(): boolean {
    const { count, bytes } = this.bounds
    const all = [...this.kept.values()]
    return this.memoryIsOver || all.length > count || sizeOf(all) > bytes
  }

  /** Keeps a step; older ones may move to the disk. The checkpoint must not be changed afterwards. */
  async put(past: PastStep): Promise<void> {
    const { step } = past.checkpoint
    await this.drop(step)
    this.kept.set(step, { past, bytes: bytesOf(past.checkpoint), onDisk: false })
    await this.spill()
  }

  /** @throws what the disk says when it lost the step, which is then no longer kept */
  async get(step: number): Promise<PastStep | null> {
    const found = this.kept.get(step)
    if (found === undefined) return null
    this.kept.delete(step)
    const past = found.onDisk ? await this.readBack(found.past) : found.past
    this.kept.set(step, found)
    return past
  }

  async drop(step: number): Promise<void> {
    const found = this.kept.get(step)
    this.kept.delete(step)
    if (found?.onDisk === true) await (await this.disk)?.remove(nameOf(step)).catch(() => undefined)
  }

  private get memoryIsOver(): boolean {
    const { memoryCount, memoryBytes } = this.bounds
    const inMemory = [...this.kept.values()].filter(({ onDisk }) => !onDisk)
    return inMemory.length > memoryCount || sizeOf(inMemory) > memoryBytes
  }

  /** Moves what was not used for longest out of memory, as far as the disk takes it. */
  private async spill(): Promise<void> {
    for (const [step, held] of [...this.kept]) {
      if (!this.memoryIsOver) return
      if (!held.onDisk && !(await this.write(step, held))) return
    }
  }

  private async write(step: number, { past, bytes }: Kept): Promise<boolean> {
    if (!this.diskTakesMore) return false
    this.disk ??= this.openDisk()
    const { tensors } = past.checkpoint
    const parts = tensors.map(({ data }) => data)
    try {
      const disk = await this.disk
      if (disk === null) throw new Error('There is no disk.')
      await disk.write(nameOf(step), parts)
    } catch {
      this.diskTakesMore = false
      return false
    }
    const emptied = tensors.map((tensor) => ({ ...tensor, data: NOTHING }))
    const checkpoint = { ...past.checkpoint, tensors: emptied }
    this.kept.set(step, { past: { ...past, checkpoint }, bytes, onDisk: true })
    return true
  }

  private async readBack(past: PastStep): Promise<PastStep> {
    const values = await (await this.disk)?.read(nameOf(past.checkpoint.step))
    if (values === undefined) throw new Error('The disk is gone.')
    let at = 0
    const tensors = past.checkpoint.tensors.map(({ name, shape }) => {
      const size = shape.reduce((product, side) => product * side, 1)
      return { name, shape, data: values.subarray(at, (at += size)) }
    })
    return { ...past, checkpoint: { ...past.checkpoint, tensors } }
  }
}

const NOTHING = new Float32Array(0)

function nameOf(step: number): string {
  return `${step}.f32`
}

function bytesOf({ tensors }: Checkpoint): number {
  return tensors.reduce((sum, { data }) => sum + data.byteLength, 0)
}

function sizeOf(held: readonly Kept[]): number {
  return held.reduce((sum, { bytes }) => sum + bytes, 0)
}
