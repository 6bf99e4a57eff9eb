/**
 * Keeps snapshots by step within bounds: the ones last used in memory, the others on disk. Does not decide which steps are
 * worth keeping: see src/common/numbers/timeline-thinning.ts.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import type { Dataset } from '../../data/dataset.ts'

/** A past step: both networks with all they need to go on, and what they were trained on. */
export interface PastStep {
  readonly checkpoint: Checkpoint
  readonly dataset: Dataset
}

/** Named states. Every method may reject: a full disk, a browser that forbids it. */
export interface Disk {
  write(name: string, checkpoint: Checkpoint): Promise<void>
  /** @param emptied what is known of it: names and shapes, without values; null where nothing is */
  read(name: string, emptied: Checkpoint | null): Promise<Checkpoint>
  remove(name: string): Promise<void>
}

/** A step that lies on a disk since before: nothing of it is in memory. */
export interface RecalledStep {
  readonly step: number
  readonly bytes: number
  readonly file: string
  readonly dataset: Dataset
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

/** Names of states that outlive their worker begin so. */
const PAST = 'past-'

export function isPast(name: string): boolean {
  return name.startsWith(PAST)
}

/** Snapshots on their way to the disk may stand in memory beyond its bounds, by this factor. */
const SLACK = 1.25

interface Kept {
  readonly dataset: Dataset
  readonly bytes: number
  /** Whole, or without its values where these are on disk alone; null where nothing of it was read yet. */
  checkpoint: Checkpoint | null
  /** Whether `checkpoint` is whole. */
  inMemory: boolean
  /** Where it is on disk; null: it is not. */
  file: string | null
}

export class SnapshotStore {
  /** The one used last comes last. */
  private readonly kept = new Map<number, Kept>()
  private disk: Promise<Disk | null> | null = null
  /** A disk that failed takes nothing more until somebody says so: memory is then all there is. */
  private diskTakesMore = true
  private files = 0
  /** How often it was cleared. */
  private runs = 0
  private readonly prefix: string
  /** The spill under way: training does not wait for the disk. */
  private spilling: Promise<void> | null = null

  /**
   * @param openDisk asked anew after each `clear`
   * @param through everything goes to the disk at once, to outlive this worker: `clear` then leaves the files where they are
   */
  constructor(
    private readonly openDisk: () => Promise<Disk | null>,
    private readonly bounds: StoreBounds = BOUNDS,
    private readonly through = false,
  ) {
    // Files of an earlier worker may lie in the same place.
    this.prefix = through ? `${PAST}${crypto.randomUUID().slice(0, 8)}-` : ''
  }

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
  put({ checkpoint, dataset }: PastStep): void {
    const { step } = checkpoint
    this.drop(step)
    this.kept.set(step, { dataset, checkpoint, bytes: bytesOf(checkpoint), inMemory: true, file: null })
    this.flow()
  }

  /** Takes back what lies on the disk. */
  recall({ step, ...recalled }: RecalledStep): void {
    this.drop(step)
    this.kept.set(step, { ...recalled, checkpoint: null, inMemory: false })
  }

  /** Where a step lies, as it comes to be known; null where it is not kept. */
  stateOf(step: number): { readonly file: string | null; readonly bytes: number } | null {
    return this.kept.get(step) ?? null
  }

  /** Forgets everything: what comes now is the past of another run. */
  clear(): void {
    for (const step of [...this.kept.keys()]) if (!this.through) this.drop(step)
    this.kept.clear()
    if (!this.through) return
    // What is on its way to the last one's disk goes there; nothing of the next run waits behind it.
    this.runs++
    this.disk = null
    this.diskTakesMore = true
  }

  /** The disk takes more again: what waits in memory goes there. */
  again(): void {
    this.diskTakesMore = true
    if (this.through) this.disk = null
    this.flow()
  }

  private flow(): void {
    if (this.spilling !== null || !this.diskTakesMore || !this.wantsWriting()) return
    this.spilling = this.spill().finally(() => {
      this.spilling = null
      if (this.through) this.flow()
    })
  }

  private wantsWriting(): boolean {
    return this.memoryIsOver(1) || (this.through && this.unwritten() !== undefined)
  }

  private unwritten(): [number, Kept] | undefined {
    return [...this.kept].find(([, { file }]) => file === null)
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
    const { checkpoint, file, inMemory, dataset } = found
    const whole = inMemory || file === null ? checkpoint : await this.readBack(file, checkpoint)
    // The one used last comes last.
    this.kept.set(step, found)
    return whole === null ? null : { checkpoint: whole, dataset }
  }

  drop(step: number): void {
    const file = this.kept.get(step)?.file ?? null
    this.kept.delete(step)
    if (file !== null) void this.remove(file)
  }

  private memoryIsOver(slack: number): boolean {
    const { memoryCount, memoryBytes } = this.bounds
    const held = [...this.kept.values()].filter(({ inMemory }) => inMemory)
    return held.length > slack * memoryCount || sizeOf(held) > slack * memoryBytes
  }

  /** Writes what was not used for longest, as far as the disk takes it; out of memory goes only what memory has no room for. */
  private async spill(): Promise<void> {
    const { runs } = this
    while (runs === this.runs && this.diskTakesMore && this.wantsWriting()) {
      const oldest = this.unwritten()
      if (oldest !== undefined && !(await this.write(...oldest))) return
      while (this.memoryIsOver(1)) if (!this.emptyOldest()) break
      if (oldest === undefined) return
    }
  }

  private emptyOldest(): boolean {
    const written = [...this.kept.values()].find(({ file, inMemory }) => inMemory && file !== null)
    if (written === undefined) return false
    const { checkpoint } = written
    written.inMemory = false
    if (checkpoint !== null) {
      const tensors = checkpoint.tensors.map((tensor) => ({ ...tensor, data: NOTHING }))
      written.checkpoint = { ...checkpoint, tensors }
    }
    return true
  }

  /** @returns whether the disk takes more */
  private async write(step: number, held: Kept): Promise<boolean> {
    const file = `${this.prefix}${this.files++}.f32`
    const { runs } = this
    const opening = (this.disk ??= this.openDisk())
    try {
      const disk = await opening
      if (disk === null || held.checkpoint === null) throw new Error('There is no disk.')
      await disk.write(file, held.checkpoint)
      // The last run's goes with it; one that was dropped or kept anew meanwhile goes again.
      if (this.kept.get(step) === held || (this.through && runs !== this.runs)) held.file = file
      else await disk.remove(file).catch(() => undefined)
    } catch {
      // Of another run's disk, since then, that says nothing.
      if (this.disk === opening) this.diskTakesMore = false
      return false
    }
    return true
  }

  private async remove(file: string): Promise<void> {
    const disk = await (this.disk ??= this.openDisk())
    await disk?.remove(file).catch(() => undefined)
  }

  private async readBack(file: string, emptied: Checkpoint | null): Promise<Checkpoint> {
    this.disk ??= this.openDisk()
    const disk = await this.disk
    if (disk === null) throw new Error('The disk is gone.')
    return disk.read(file, emptied)
  }
}

const NOTHING = new Float32Array(0)

function bytesOf({ tensors }: Checkpoint): number {
  return tensors.reduce((sum, { data }) => sum + data.byteLength, 0)
}

function sizeOf(held: readonly Kept[]): number {
  return held.reduce((sum, { bytes }) => sum + bytes, 0)
}
