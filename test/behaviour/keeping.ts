/** Makes the kept runs that are recorded: points, pictures, classes, and a person's own files of both kinds. */
import { readFileSync } from 'node:fs'
import { file, png, pngDecoder } from '../helpers/data/files.ts'
import { dice } from '../helpers/engine/dice.ts'
import {
  configOf,
  openOwn,
  openShipped,
  trainingOf,
  type Config,
  type Engine,
  type Prepared,
} from './harness.ts'
import { KEPT_AFTER, NEXT, type Kept } from './kept.ts'
import { column } from './record.ts'

const PICTURES = { size: 16, width: 4, latent: 4, batch: 8, ema: 0.9 }
const PLAIN = { model: 'mlp', gNorm: 'none', gLayers: [12, 10], dLayers: [11, 9], latent: 3, batch: 16 }

interface Case {
  readonly name: string
  readonly config: Config
  /** What was dropped on the page. */
  readonly files?: readonly File[]
}

function cases(): Case[] {
  const own = { ...PICTURES, conditional: 'projection', seed: 24 }
  return [
    { name: 'points on a ring', config: configOf('ring', { ...PLAIN, penalty: 'r1', gamma: 0.5, seed: 21 }) },
    { name: 'digits', config: configOf('mnist', { ...PICTURES, seed: 22 }) },
    {
      name: 'digits by class',
      config: configOf('mnist', {
        ...PICTURES,
        conditional: 'projection',
        dNorm: 'spectral',
        loss: 'hinge',
        seed: 23,
      }),
    },
    { name: 'own pictures in two folders', config: configOf('own', own), files: folders() },
    {
      name: 'an own table',
      config: configOf('own', { ...PLAIN, lecam: 0.1, optimizer: 'rmsprop', gLr: 1e-3, dLr: 1e-3, seed: 25 }),
      files: [file('walk.csv', table())],
    },
  ]
}

/** Coloured squares of two kinds, and one file that is none. */
function folders(): File[] {
  const { uniform } = dice(9)
  const picture = (red: number) => {
    const shade = Math.floor(80 * uniform())
    return png(20, 20, (x, y) => [red, shade + 4 * x, 8 * y, 255])
  }
  const of = (folder: string, red: number) =>
    Array.from({ length: 7 }, (_, i) => within(file(`${i}.png`, picture(red)), `toys/${folder}/${i}.png`))
  return [...of('balls', 220), ...of('bricks', 40), within(file('notes.bin', 'no picture'), 'toys/notes.bin')]
}

/** Folders are told by this property of files that came in one. */
function within(one: File, path: string): File {
  return Object.defineProperty(one, 'webkitRelativePath', { value: path })
}

function table(): string {
  const { uniform } = dice(10)
  const rows = Array.from({ length: 48 }, (_, i) => `${(i % 8) + uniform()},${3 * (i % 3) + uniform()}`)
  return `x,y\n${rows.join('\n')}\n`
}

export const fromPublic = (path: string): Promise<ArrayBuffer> =>
  Promise.resolve(Uint8Array.from(readFileSync(new URL(`../../public/${path}`, import.meta.url))).buffer)

export async function keepAll(engine: Engine): Promise<Kept[]> {
  const all: Kept[] = []
  for (const { name, config, files } of cases()) {
    const prepared: Prepared | null = files === undefined ? null : await openOwn(files, config, pngDecoder)
    const training = trainingOf(config, prepared ?? (await openShipped(config, fromPublic)), engine)
    await training.advance(KEPT_AFTER)
    await training.figures()
    const record = structuredClone(await training.kept())
    await training.advance(NEXT)
    const next = await training.figures()
    training.dispose()
    all.push({ name, record, prepared, lossD: column(next, 'lossD'), lossG: column(next, 'lossG') })
  }
  return all
}
