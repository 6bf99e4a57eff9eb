/**
 * Keeps snapshots by step within bounds: the ones last used in memory, the others on disk. Does not decide which steps are
 * worth keeping: see src/common/protocol/timeline-thinning.ts.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import type { Dataset } from '../../data/dataset.ts'

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

export interface StoreBounds {
  /** Snapshots in memory. */
  readonly memoryCount: number
  readonly memoryBytes: number
  /** Snapshots in memory and on disk together. */
  readonly count: number
  readonly bytes: number
}

export const BOUNDS: StoreBounds = {
  memoryCount: 36,
  memoryBytes: 128 * 2 ** 20,
  count: 96,
  bytes: 384 * 2 ** 20,
}

/** Snapshots on their way to the disk may stand in memory beyond its bounds, by this factor. */
const SLACK = 1.25

interface Kept {
  readonly past: PastStep
  readonly bytes: number
  /** Where the values are on disk: `past` then holds names and shapes with empty values. Null: all is in memory. */
  readonly file: string | null
}

export class SnapshotStore {
  /** The one used last comes last. */
  private readonly kept = new Map<number, Kept>()
  private disk: Promise<Disk | null> | null = null
  /** A disk that failed once takes nothing more: memory is then all there is. */
  private diskTakesMore = true
  private files = 0
  /** The spill under way: training does not wait for the disk. */
  private spilling: Promise<void> | null = null

  constructor(
    private readonly openDisk: () => Promise<Disk | null>,
    private readonly bounds: StoreBounds = BOUNDS,
  ) {}

  has(step: number): boolean {
    return this.kept.has(step)
  }

  /** True while more is kept than there is room for: something must be dropped. */
  get isOver(): boolean {
    const { count, bytes } = this.bounds
    const all = [...this.kept.values()]
    const beyond = this.memoryIsOver(this.spilling === null ? 1 : SLACK)
    return beyond || all.length > count || sizeOf(all) > bytes
  }

  /** Keeps a step; older ones may move to the disk meanwhile. The checkpoint must not be changed afterwards. */
  put(past: PastStep): void {
    const { step } = past.checkpoint
    this.drop(step)
    this.kept.set(step, { past, bytes: bytesOf(past.checkpoint), file: null })
    if (this.spilling !== null || !this.diskTakesMore || !this.memoryIsOver(1)) return
    this.spilling = this.spill().finally(() => (this.spilling = null))
  }

  /** Resolves when nothing is on its way to the disk. */
  async settled(): Promise<void> {
    await this.spilling
  }

  /** @throws what the disk says when it lost the step, which is then no longer kept */
  async get(step: number): Promise<PastStep | null> {
    const found = this.kept.get(step)
    if (found === undefined) return null
    this.kept.delete(step)
    const past = found.file === null ? found.past : await this.readBack(found.past, found.file)
    this.kept.set(step, found)
    return past
  }

  drop(step: number): void {
    const file = this.kept.get(step)?.file ?? null
    this.kept.delete(step)
    if (file !== null) void this.remove(file)
  }

  private memoryIsOver(slack: number): boolean {
    const { memoryCount, memoryBytes } = this.bounds
    const inMemory = [...this.kept.values()].filter(({ file }) => file === null)
    return inMemory.length > slack * memoryCount || sizeOf(inMemory) > slack * memoryBytes
  }

  /** Moves what was not used for longest out of memory, as far as the disk takes it. */
  private async spill(): Promise<void> {
    while (this.memoryIsOver(1) && this.diskTakesMore) {
      const oldest = [...this.kept].find(([, { file }]) => file === null)
      if (oldest === undefined) return
      await this.write(...oldest)
    }
  }

  private async write(step: number, held: Kept): Promise<void> {
    const { tensors } = held.past.checkpoint
    const file = `${this.files++}.f32`
    try {
      this.disk ??= this.openDisk()
      const disk = await this.disk
      if (disk === null) throw new Error('There is no disk.')
      await disk.write(
        file,
        tensors.map(({ data }) => data),
      )
    } catch {
      this.diskTakesMore = false
      return
    }
    // Dropped or kept anew while it was written.
    if (this.kept.get(step) !== held) {
      await this.remove(file)
      return
    }
    const emptied = tensors.map((tensor) => ({ ...tensor, data: NOTHING }))
    const checkpoint = { ...held.past.checkpoint, tensors: emptied }
    this.kept.set(step, { past: { ...held.past, checkpoint }, bytes: held.bytes, file })
  }

  private async remove(file: string): Promise<void> {
    await (await this.disk)?.remove(file).catch(() => undefined)
  }

  private async readBack(past: PastStep, file: string): Promise<PastStep> {
    const values = await (await this.disk)?.read(file)
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

function bytesOf({ tensors }: Checkpoint): number {
  return tensors.reduce((sum, { data }) => sum + data.byteLength, 0)
}

function sizeOf(held: readonly Kept[]): number {
  return held.reduce((sum, { bytes }) => sum + bytes, 0)
}
