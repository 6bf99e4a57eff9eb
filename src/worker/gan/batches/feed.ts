/**
 * The inputs of a training step, as pure functions of (seed, step, update): what makes a run repeatable and a past step
 * exact. Drawn by the device where it can, else in JavaScript; decides nothing about training.
 */
import {
  keep,
  mul,
  slice,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { latentOf } from '../../../common/config/task.ts'
import type { Resident } from '../../data/resident.ts'
import { fork, normals, streamFor, type Purpose, type Stream } from '../../../common/numbers/random.ts'
import { canDraw, deviceNoise, ResidentItems, rowOfBlock, uniformTensor, type Draw } from './device-draws.ts'
import { ResidentLabels } from './device-labels.ts'
import type { Batch } from '../game-types.ts'
import type { ItemShape } from '../../../common/items/item-shape.ts'
import type { Ear } from '../kernels/ear.ts'
import { conditionsOf, type Task, type Ways } from '../tasks/task.ts'
import { TASK_RULES } from '../tasks/tasks.ts'
import { inHalves } from '../tasks/ways-told.ts'
import { lazyBatch } from './batch.ts'
import { blockOf, fittingBlocks, freeBlocks, type Block } from './blocks.ts'
import type { CodeSource, DrawReals, LabelSource, PartnerSource } from './item-sources.ts'
import { oneHotRows } from './labels.ts'
import { latentNoise } from './noise.ts'
import { choiceRows } from './row-sampler.ts'
import type { RunFeed } from './run-feed.ts'
import { choicesOnDevice, type RowSource } from './row-source.ts'
import {
  blockOfWay,
  drawWays,
  ofEachWay,
  rowOfWays,
  wayOfBlock,
  type WayPart,
  type WaysSource,
} from './ways.ts'

/** From here on the slots of `normal` are those that sources are made with: no update's own slots reach so far. */
const SOURCE_SLOTS = 2 ** 20
/** Slots of one update's source. */
const SLOTS_PER_SOURCE = 16

/**
 * The feed of a run. The config is asked for at each call, so that batch size and seed may change between steps.
 * @param resident the dataset as a device can draw from it; null, or left out, where only `drawReals` can
 * @param labels the classes of a dataset that has them; null: none
 * @param task what the networks are told; left out: the classes, where there are any
 * @param codes a latent for each item; null: none
 * @param rows the conditions of a table's rows; null: none
 * @param ways both classes of a run that translates; null: none
 * @param partners what each item of a run of pairs is made from; null: items come alone
 */
export function createFeed(
  config: () => RunConfig,
  itemShape: ItemShape,
  drawReals: DrawReals,
  resident: () => Resident | null = () => null,
  labels: LabelSource | null = null,
  task: Task = TASK_RULES[labels === null ? 'imagine' : 'by-class'],
  codes: CodeSource | null = null,
  rows: RowSource | null = null,
  ways: WaysSource | null = null,
  partners: PartnerSource | null = null,
): RunFeed {
  return new SeededFeed(config, itemShape, drawReals, resident, labels, task, codes, rows, ways, partners)
}

const NO_BLOCKS = { reals: [], choices: [], ways: [], partners: [] } as const

class SeededFeed implements RunFeed {
  /** Of reals and of choices, where the device cannot draw them. */
  private held: {
    readonly reals: readonly Block[]
    readonly choices: readonly Block[]
    readonly ways: readonly Block[]
    readonly partners: readonly Block[]
  } = NO_BLOCKS
  private clock: Tensor1D | null = null
  private ear: Ear | null = null
  /** The last step asked for, on the device. */
  private now: { step: number; tensor: Tensor1D } | null = null
  private items: { from: Resident; on: ResidentItems } | null = null
  private classes: ResidentLabels | null = null
  private both: readonly [ResidentItems, ResidentItems] | null = null
  private coded: { readonly on: ResidentItems; readonly length: number } | null = null
  private beside: ResidentItems | null = null

  constructor(
    private readonly config: () => RunConfig,
    private readonly itemShape: ItemShape,
    private readonly drawReals: DrawReals,
    private readonly resident: () => Resident | null,
    private readonly source: LabelSource | null,
    private readonly task: Task,
    private readonly codeSource: CodeSource | null,
    private readonly rowSource: RowSource | null,
    private readonly waysSource: WaysSource | null,
    private readonly partnerSource: PartnerSource | null,
  ) {}

  batch(step: number, update: number): Batch {
    return lazyBatch({
      real: () => this.real(step, update),
      noise: () => this.noise(step, update),
      codes: () => this.codes(step, update),
      conditions: (real) => {
        let slot = SOURCE_SLOTS + update * SLOTS_PER_SOURCE
        return conditionsOf(this.task, {
          real,
          labels: () => this.labels(step, update),
          row: () => this.row(step, update),
          normal: (shape) => this.normal(step, slot++, shape),
          partner: () => this.partner(step, update),
          ways: () => this.ways(step, update),
          live: this.config(),
        })
      },
    })
  }

  private real(step: number, update: number): Tensor {
    if (this.waysSource !== null) return this.translated(step, update, 'real')
    const { batch } = this.config()
    const shape = [batch, ...this.itemShape]
    const items = this.residentItems()
    if (items !== null) return items.draw(this.draw('data', step, update), shape)
    if (this.clock === null) return this.fed((at) => this.rowOf(at, update), step, shape)
    return rowOfBlock(blockOf(this.held.reals, update), this.clock, shape)
  }

  private partner(step: number, update: number): Tensor | null {
    if (this.partnerSource === null) return null
    const shape = [this.config().batch, ...this.itemShape]
    const held = this.residentPartners()
    if (held !== null) return held.draw(this.draw('data', step, update), shape)
    if (this.clock === null) return this.fed((at) => this.partnerRow(at, update), step, shape)
    return rowOfBlock(blockOf(this.held.partners, update), this.clock, shape)
  }

  private partnerRow(step: number, update: number): Float32Array {
    return this.partnerSource?.draw(this.at('data', step, update), this.config().batch) ?? new Float32Array()
  }

  private ways(step: number, update: number): Ways | null {
    if (this.waysSource === null) return null
    const n = this.ofEach
    return {
      source: this.translated(step, update, 'source'),
      halves: tensor2d(inHalves(n), [2 * n, 2]),
    }
  }

  /** Items of each class in a batch of both. */
  private get ofEach(): number {
    return ofEachWay(this.config().batch)
  }

  /** [2n, …item] */
  private translated(step: number, update: number, part: WayPart): Tensor {
    const n = this.ofEach
    const both = this.residentWays()
    if (both !== null)
      return drawWays(both, part, update, [n, ...this.itemShape], (own) => this.draw('data', step, own))
    const shape = [2 * n, ...this.itemShape]
    if (this.clock === null) return this.fed((at) => this.rowOfWays(at, update, part), step, shape)
    return rowOfBlock(blockOf(this.held.ways, blockOfWay(part, update)), this.clock, shape)
  }

  private rowOfWays(step: number, update: number, part: WayPart): Float32Array {
    if (this.waysSource === null) return new Float32Array()
    return rowOfWays(this.waysSource, part, update, this.ofEach, (own) => this.at('data', step, own))
  }

  private labels(step: number, update: number): Tensor2D | null {
    const { source } = this
    if (source === null) return null
    const { batch } = this.config()
    const classes = this.residentLabels()
    if (classes !== null) return classes.draw(this.draw('data', step, update), batch)
    const draw = (at: number) => oneHotRows(source.draw(this.at('data', at, update), batch), source.classes)
    return this.fed(draw, step, [batch, source.classes]) as Tensor2D
  }

  private row(step: number, update: number): Tensor2D | null {
    const { rowSource, clock } = this
    if (rowSource === null || rowSource.choices === 0) return null
    const [{ batch }, { choices }] = [this.config(), rowSource]
    const draw = (at: number) => choiceRows(this.choicesOf(at, update), choices)
    if (clock === null) return this.fed(draw, step, [batch, choices]) as Tensor2D
    const block = blockOf(this.held.choices, update)
    return tidy(() => choicesOnDevice(rowOfBlock(block, clock, [batch, 1]), choices))
  }

  private codes(step: number, update: number): Tensor2D | null {
    const { codeSource } = this
    if (codeSource === null) return null
    const { batch } = this.config()
    const { latent, reach } = codeSource
    const held = this.residentCodes()
    if (held === null) {
      const draw = (at: number) => codeSource.draw(this.at('data', at, update), batch)
      return tidy(() => mul(this.fed(draw, step, [batch, latent]) as Tensor2D, reach))
    }
    return tidy(() => {
      const rows = held.on.draw(this.draw('data', step, update), [batch, held.length]) as Tensor2D
      return mul(held.length === latent ? rows : slice(rows, [0, 0], [batch, latent]), reach)
    })
  }

  normal(step: number, slot: number, shape: readonly number[]): Tensor {
    if (canDraw()) return deviceNoise(this.draw('instance-noise', step, slot), shape, false)
    const size = shape.reduce((product, side) => product * side, 1)
    return this.fed((at) => normals(this.at('instance-noise', at, slot), size), step, shape)
  }

  uniform(step: number, slot: number, shape: readonly number[]): Tensor {
    if (canDraw()) return deviceNoise(this.draw('layers', step, slot), shape, true)
    return uniformTensor((at) => this.at('layers', at, slot), step, shape, this.ear)
  }

  hear(ear: Ear | null): void {
    this.ear = ear
  }

  follow(clock: Tensor1D | null): void {
    this.clock = clock
    if (clock === null) return
    // On the device before a step is recorded, not in its midst.
    this.residentLabels()
    this.residentCodes()
    const { batch, dSteps } = this.config()
    const updates = dSteps + 1
    const length = this.itemShape.reduce<number>((product, side) => product * side, batch)
    const translates = this.waysSource !== null
    const [reals, choices] = [!translates && this.residentItems() === null, this.tellsRows()]
    const drawn = translates && this.residentWays() === null
    const beside = this.partnerSource !== null && this.residentPartners() === null
    const eachWay = 2 * this.ofEach * (length / batch)
    this.held = {
      reals: fittingBlocks(this.held.reals, reals ? updates : 0, length, (...at) => this.rowOf(...at)),
      choices: fittingBlocks(this.held.choices, choices ? updates : 0, batch, (...at) =>
        Float32Array.from(this.choicesOf(...at)),
      ),
      ways: fittingBlocks(this.held.ways, drawn ? 2 * updates : 0, eachWay, (at, block) => {
        const { part, update } = wayOfBlock(block)
        return this.rowOfWays(at, update, part)
      }),
      partners: fittingBlocks(this.held.partners, beside ? updates : 0, length, (...at) =>
        this.partnerRow(...at),
      ),
    }
  }

  get blocks(): readonly Block[] {
    const { reals, choices, ways, partners } = this.held
    return [...reals, ...choices, ...ways, ...partners]
  }

  get residentTensors(): readonly Tensor[] {
    const drawn = [this.items?.on, this.classes, this.coded?.on, this.beside, ...(this.both ?? [])].flatMap(
      (held) => held?.residentTensors ?? [],
    )
    return [...drawn, ...this.blocks.map(({ tensor: block }) => block)]
  }

  dispose(): void {
    freeBlocks(this.blocks)
    this.held = NO_BLOCKS
    this.now?.tensor.dispose()
    this.now = null
    this.both?.forEach((one) => one.dispose())
    this.both = null
    this.items?.on.dispose()
    this.items = null
    this.classes?.dispose()
    this.classes = null
    this.coded?.on.dispose()
    this.coded = null
    this.beside?.dispose()
    this.beside = null
  }

  /** The generator's own update has a stream of its own, whatever k is. */
  private noise(step: number, update: number): Tensor2D | null {
    const { dSteps } = this.config()
    return update === dSteps
      ? this.noiseOf('noise-generator', step, 0)
      : this.noiseOf('noise-discriminator', step, update)
  }

  private noiseOf(purpose: Purpose, step: number, update: number): Tensor2D | null {
    const { batch, prior } = this.config()
    const latent = latentOf(this.config())
    if (latent === 0) return null
    if (canDraw()) {
      const drawn = deviceNoise(this.draw(purpose, step, update), [batch, latent], prior === 'uniform')
      return drawn as Tensor2D
    }
    const draw = (at: number) => latentNoise(this.config(), this.at(purpose, at, update), batch)
    return this.fed(draw, step, [batch, latent]) as Tensor2D
  }

  /** What JavaScript draws for a step. */
  private fed(draw: (step: number) => Float32Array, step: number, shape: readonly number[]): Tensor {
    const made = tensor(draw(step), [...shape])
    this.ear?.drawn(made, draw)
    return made
  }

  private rowOf(step: number, update: number): Float32Array {
    return this.drawReals(this.at('data', step, update), this.config().batch)
  }

  private choicesOf(step: number, update: number): Int32Array {
    return this.rowSource?.draw(this.at('data', step, update), this.config().batch) ?? new Int32Array()
  }

  private tellsRows(): boolean {
    return this.task.tellsRow === true && this.rowSource !== null && this.rowSource.choices > 0
  }

  private at(purpose: Purpose, step: number, update: number): Stream {
    return fork(fork(streamFor(this.config().seed, purpose), step), update)
  }

  private draw(purpose: Purpose, step: number, update: number): Draw {
    return {
      stream: streamFor(this.config().seed, purpose),
      step: this.clock ?? this.stepTensor(step),
      update,
    }
  }

  private stepTensor(step: number): Tensor1D {
    if (this.now?.step === step) return this.now.tensor
    this.now?.tensor.dispose()
    const fresh = keep(tensor1d([step], 'int32'))
    this.now = { step, tensor: fresh }
    return fresh
  }

  /** The dataset on the device, made anew when it is another. */
  private residentItems(): ResidentItems | null {
    // Rows that are drawn by a category are drawn in JavaScript: a device draws all items alike.
    const from = canDraw() && !this.tellsRows() ? this.resident() : null
    if ((this.items?.from ?? null) === from) return this.items?.on ?? null
    if (from !== null && this.items?.on.take(from) === true) {
      this.items = { ...this.items, from }
      return this.items.on
    }
    this.items?.on.dispose()
    this.items = from === null ? null : { from, on: ResidentItems.of(from) }
    return this.items?.on ?? null
  }

  /** Both classes on the device, drawn from the same bytes. */
  private residentWays(): readonly [ResidentItems, ResidentItems] | null {
    const { waysSource } = this
    if (!canDraw() || waysSource?.picks === undefined || waysSource.picks === null) return null
    if (this.both !== null) return this.both
    const all = this.residentItems()
    if (all === null) return null
    const [first, second] = waysSource.picks
    this.both = [all.among(first), all.among(second)]
    return this.both
  }

  private residentPartners(): ResidentItems | null {
    if (this.partnerSource === null || !canDraw()) return null
    const resident = this.beside === null ? this.partnerSource.resident() : null
    if (resident !== null) this.beside = ResidentItems.of(resident)
    return this.beside
  }

  private residentLabels(): ResidentLabels | null {
    const { source } = this
    if (source?.resident === undefined || !canDraw()) return null
    this.classes ??= new ResidentLabels(source.resident, source.classes)
    return this.classes
  }

  /** Codes on the device, each in a row of `length` numbers, which may be longer than a latent. */
  private residentCodes(): typeof this.coded {
    if (this.codeSource === null || !canDraw()) return null
    if (this.coded === null) {
      const resident = this.codeSource.resident()
      this.coded = { on: ResidentItems.of(resident), length: resident.length }
    }
    return this.coded
  }
}
