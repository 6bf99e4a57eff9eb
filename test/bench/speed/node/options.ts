/** What can be asked of the bench on its command line. */
import { parseArgs } from 'node:util'
import { BY_NAME, CASES } from '../cases.ts'
import type { Backend } from '../measured.ts'

export const PEERS = ['ours', 'stock', 'jax', 'torch'] as const

export type PeerName = (typeof PEERS)[number]

const BACKENDS = ['wasm', 'webgpu'] as const satisfies readonly Backend[]

export interface Options {
  readonly cases: readonly string[]
  readonly backends: readonly Backend[]
  readonly peers: readonly PeerName[]
  /** Samples per peer; null: as many as fit the time set for each. */
  readonly steps: number | null
  readonly scaling: boolean
  /** Threads that ours and PyTorch compute on, each in turn; null: as the app does, and one. */
  readonly threads: readonly number[] | null
}

export const USAGE = `npm run bench -- [options]
  --cases ring,dcgan28,dcgan32-r1   which games; dcgan64 where it is named
  --backends wasm,webgpu            which back ends
  --peers ours,stock,jax,torch      whom to time; torch runs beside, natively on one thread, where Python has it
  --steps N                         exactly N timed samples of each; else up to 15 within 25 s, and at least 2
  --threads 1,2                     ours on WASM and PyTorch on so many threads, each count beside the others
  --scaling                         also how ours grows with batch, width and side (long)`

/** Throws an Error with one sentence for what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string' },
      backends: { type: 'string' },
      peers: { type: 'string' },
      steps: { type: 'string' },
      scaling: { type: 'boolean', default: false },
      threads: { type: 'string' },
    },
  })
  return {
    cases: listOf('case', values.cases, namesOf(CASES), namesOf(BY_NAME)),
    backends: listOf('back end', values.backends, BACKENDS),
    peers: listOf('peer', values.peers, PEERS),
    steps: values.steps === undefined ? null : wholeNumber('--steps', values.steps),
    scaling: values.scaling,
    threads: values.threads?.split(',').map((count) => wholeNumber('--threads', count)) ?? null,
  }
}

const namesOf = (cases: readonly { readonly name: string }[]) => cases.map(({ name }) => name)

/** @param usual all of them where nothing is named @param more those that must be named */
function listOf<T extends string>(
  what: string,
  text: string | undefined,
  usual: readonly T[],
  more: readonly T[] = [],
): readonly T[] {
  if (text === undefined) return usual
  const known = [...usual, ...more]
  return text.split(',').map((name) => {
    const found = known.find((candidate) => candidate === name.trim())
    if (found === undefined) throw new Error(`No ${what} is called ${name}; there are ${known.join(', ')}.`)
    return found
  })
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`${option} takes a whole number from 1.`)
  return number
}
