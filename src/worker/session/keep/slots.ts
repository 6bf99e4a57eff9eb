/**
 * The two places in which a run is kept by turns: the older one is written over, so that the newest whole state is there at every
 * moment, whatever dies in the middle. Decides nothing about what is kept, or when.
 */
import { generationOf } from '../../formats/slot.ts'
import { packRun, unpackRun, type KeptRun } from './kept-run.ts'
import type { Store } from './store.ts'

const NAMES = ['a.run', 'b.run'] as const
type Name = (typeof NAMES)[number]

export interface NewestRun {
  readonly run: KeptRun
  readonly generation: number
}

/** The newest whole state in a folder; null where none is. */
export async function readNewest(store: Store, folder: string): Promise<NewestRun | null> {
  const found: { bytes: Uint8Array<ArrayBuffer>; generation: number }[] = []
  for (const name of NAMES) {
    const bytes = await store.read(folder, name)
    const generation = bytes === null ? null : generationOf(bytes)
    if (bytes !== null && generation !== null) found.push({ bytes, generation })
  }
  for (const { bytes } of found.toSorted((a, b) => b.generation - a.generation)) {
    const newest = unpackRun(bytes)
    if (newest !== null) return newest
  }
  return null
}

/**
 * Writes a state in place of the older one.
 * @param newest its generation is one more than the last; by it the place is chosen
 * @param room memory of the last write, to be used again: a fresh piece costs as much as filling it
 * @returns the memory that was used
 */
export async function writeNewest(
  store: Store,
  folder: string,
  { run, generation }: NewestRun,
  room: Uint8Array<ArrayBuffer> | null = null,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = packRun(run, generation, room)
  await store.write(folder, nameFor(generation), bytes)
  return new Uint8Array(bytes.buffer)
}

/** The run goes on no more for now: the older state makes room. */
export async function dropOlder(store: Store, folder: string, newest: number): Promise<void> {
  await store.remove(folder, nameFor(newest + 1))
}

export function isSlot(name: string): boolean {
  return NAMES.some((slot) => slot === name)
}

function nameFor(generation: number): Name {
  return generation % 2 === 0 ? NAMES[0] : NAMES[1]
}
