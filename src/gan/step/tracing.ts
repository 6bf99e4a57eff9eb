/** Keeps what a step shows its recorder, and reads it back afterwards. */
import { clone, keep, type Tensor } from '@tensorflow/tfjs'
import type { DiscriminatorTrace, NamedTensor, StepTrace } from '../../shared/report.ts'
import { readAll } from '../state.ts'
import type { DiscriminatorUpdate, GeneratorUpdate, Recorder } from './recorder.ts'

export interface TracingRecorder extends Recorder {
  /** Reads all back and frees it. */
  read(): Promise<StepTrace>
}

export function createTracingRecorder(): TracingRecorder {
  const detective: DiscriminatorUpdate[] = []
  const forger: GeneratorUpdate[] = []
  return {
    discriminator: (update) => void detective.push(kept(update)),
    generator: (update) => void forger.push(kept(update)),
    read: async () => {
      const discriminator = await Promise.all(detective.map(readDiscriminator))
      const [last] = forger
      if (last === undefined) throw new Error('The step did not train the generator.')
      return { discriminator, generator: await readGenerator(last) }
    },
  }
}

function kept<R extends Readonly<Record<string, Tensor | undefined>>>(update: R): R {
  return Object.fromEntries(present(update).map(([name, held]) => [name, keep(clone(held))])) as R
}

async function readDiscriminator(update: DiscriminatorUpdate): Promise<DiscriminatorTrace> {
  const { read, number } = await readUpdate(update)
  return {
    real: read('real'),
    noise: read('noise'),
    fake: read('fake'),
    realLogits: [...read('realLogits').data],
    fakeLogits: [...read('fakeLogits').data],
    loss: number('loss'),
    penalty: number('penalty'),
    gradNorm: number('gradNorm'),
  }
}

async function readGenerator(update: GeneratorUpdate): Promise<StepTrace['generator']> {
  const { read, number } = await readUpdate(update)
  return {
    noise: read('noise'),
    fake: read('fake'),
    fakeLogits: [...read('fakeLogits').data],
    loss: number('loss'),
    gradNorm: number('gradNorm'),
    ...(update.real === undefined ? {} : { real: read('real') }),
    ...(update.realLogits === undefined ? {} : { realLogits: [...read('realLogits').data] }),
  }
}

function present(update: Readonly<Record<string, Tensor | undefined>>): [string, Tensor][] {
  return Object.entries(update).flatMap(([name, held]) => (held === undefined ? [] : [[name, held]]))
}

async function readUpdate<R extends Readonly<Record<string, Tensor | undefined>>>(update: R) {
  const values = new Map((await readAll(present(update))).map((value) => [value.name, value]))
  present(update).forEach(([, held]) => held.dispose())
  const read = (name: keyof R & string): NamedTensor => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`The step did not show ${name}.`)
    return value
  }
  return { read, number: (name: keyof R & string) => read(name).data[0] ?? Number.NaN }
}
