/** Keeps what a step shows its recorder, and reads it back afterwards. */
import { clone, keep, type Tensor } from '@tensorflow/tfjs'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type {
  DiscriminatorTrace,
  GeneratorTrace,
  LayerMove,
  NamedTensor,
} from '../../../common/protocol/report.ts'
import { discriminatorErrors, generatorErrors, meanOfEach } from '../losses/errors.ts'
import type { Network } from '../networks/network.ts'
import { readAll } from '../tensors/state.ts'
import { layerMoves, watchMoves, type MoveSums } from './moves.ts'
import type { DiscriminatorUpdate, GeneratorUpdate, StepObserver } from './step-observer.ts'

/** All updates that were made: those of D, and those of G. */
export interface Traced {
  discriminator: DiscriminatorTrace[]
  generator: GeneratorTrace[]
}

export interface StepTracer extends StepObserver {
  /** Reads all back and frees it. */
  read(): Promise<Traced>
}

interface Moved {
  readonly network: Network
  readonly sums: MoveSums
}

/** An update and what it moved; nothing moves in a look forwards. */
interface Kept<R> {
  readonly update: R
  readonly moved: Moved | null
}

/** @param config the settings in force at this step */
export function createStepTracer(config: RunConfig): StepTracer {
  const discriminator: Kept<DiscriminatorUpdate>[] = []
  const generator: Kept<GeneratorUpdate>[] = []
  let moving: { network: Network; sums: () => MoveSums } | null = null
  const moved = (): Moved | null => {
    if (moving === null) return null
    const { network, sums } = moving
    moving = null
    return { network, sums: sums() }
  }
  return {
    moving: (network, gradients) => {
      moving = { network, sums: watchMoves(network, gradients) }
    },
    discriminator: (update) => void discriminator.push({ update: kept(update), moved: moved() }),
    generator: (update) => void generator.push({ update: kept(update), moved: moved() }),
    read: async () => ({
      discriminator: await Promise.all(discriminator.map((one) => readDiscriminator(one, config))),
      generator: await Promise.all(generator.map((one) => readGenerator(one, config))),
    }),
  }
}

function kept<R extends Readonly<Record<string, Tensor | undefined>>>(update: R): R {
  return Object.fromEntries(present(update).map(([name, state]) => [name, keep(clone(state))])) as R
}

async function readDiscriminator(
  { update, moved }: Kept<DiscriminatorUpdate>,
  { loss, labelSmoothing }: RunConfig,
): Promise<DiscriminatorTrace> {
  const { read, number, optional } = await readUpdate(update)
  const [reals, fakes] = [read('realLogits'), read('fakeLogits')]
  const errors = discriminatorErrors(loss, [...reals.data], [...fakes.data], labelSmoothing, perItem(fakes))
  return {
    real: read('real'),
    fake: read('fake'),
    realLogits: itemsOf(reals),
    fakeLogits: itemsOf(fakes),
    loss: number('loss'),
    penalty: update.penalty === undefined ? 0 : number('penalty'),
    gradNorm: number('gradNorm'),
    realErrors: errors.real,
    fakeErrors: errors.fake,
    layers: await readMoves(moved),
    ...optional('noise', 'labels', 'source', 'row'),
  }
}

async function readGenerator(
  { update, moved }: Kept<GeneratorUpdate>,
  { loss, topK }: RunConfig,
): Promise<GeneratorTrace> {
  const { read, number, optional } = await readUpdate(update)
  const known = {
    fake: read('fake'),
    loss: number('loss'),
    gradNorm: number('gradNorm'),
    layers: await readMoves(moved),
    ...optional('noise', 'labels', 'source', 'row', 'real'),
  }
  if (update.fakeLogits === undefined) return { ...known, fakeLogits: [], fakeErrors: [], warm: true }
  const fakes = read('fakeLogits')
  const reals = update.realLogits === undefined ? null : read('realLogits')
  const errors = generatorErrors(loss, [...fakes.data], [...(reals?.data ?? [])], topK, perItem(fakes))
  return {
    ...known,
    fakeLogits: itemsOf(fakes),
    fakeErrors: errors.fake,
    ...(errors.real.length === 0 ? {} : { realErrors: errors.real }),
    ...(reals === null ? {} : { realLogits: itemsOf(reals) }),
  }
}

/** Logits of an item. @param logits [n, k] */
function perItem({ shape }: NamedTensor): number {
  return shape[1] ?? 1
}

/** D(x) of each item: see logits.ts. */
function itemsOf(logits: NamedTensor): number[] {
  return meanOfEach([...logits.data], perItem(logits))
}

async function readMoves(moved: Moved | null): Promise<LayerMove[]> {
  if (moved === null) return []
  const sums = await moved.sums.data()
  moved.sums.dispose()
  return layerMoves(moved.network, sums)
}

function present(update: Readonly<Record<string, Tensor | undefined>>): [string, Tensor][] {
  return Object.entries(update).flatMap(([name, state]) => (state === undefined ? [] : [[name, state]]))
}

async function readUpdate<R extends Readonly<Record<string, Tensor | undefined>>>(update: R) {
  const values = new Map((await readAll(present(update))).map((value) => [value.name, value]))
  present(update).forEach(([, state]) => state.dispose())
  const read = (name: keyof R & string): NamedTensor => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`The step did not show ${name}.`)
    return value
  }
  /** Those of these that the update has. */
  const optional = <K extends keyof R & string>(...names: readonly K[]): Partial<Record<K, NamedTensor>> => {
    const there = names.filter((name) => values.has(name))
    return Object.fromEntries(there.map((name) => [name, read(name)])) as Partial<Record<K, NamedTensor>>
  }
  return { read, number: (name: keyof R & string) => read(name).data[0] ?? Number.NaN, optional }
}
