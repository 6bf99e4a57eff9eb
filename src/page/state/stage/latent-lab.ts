/**
 * The latent lab's part of the page's state: pinned latents, and the search for one. A pin is a place in latent
 * space, so it outlives training: what it shows changes with the generator.
 */
import type { Client } from '../../client/client-types.ts'
import type { Projection } from '../../../common/protocol/latent-lab.ts'

export interface Pin {
  readonly id: number
  /** `A`, `B`, …: how a person speaks of it. */
  readonly name: string
  readonly latent: Float32Array
}

export interface LabState {
  pins: readonly Pin[]
  /** How far the search is, or what the last one found; null before the first. */
  projection: Projection | null
  projecting: boolean
}

export interface LabActions {
  /** Pins what is under the hand. */
  pin(): void
  unpin(id: number): void
  /** Moves a pin by so many places. */
  movePin(id: number, by: number): void
  /** Looks for the latent of an item; it goes under the hand. */
  project(item: Float32Array): void
  endProjection(): void
}

export const FIRST_LAB: LabState = { pins: [], projection: null, projecting: false }
/** So many letters there are. */
export const MOST_PINS = 26

interface Context {
  client: Client
  set: (change: Partial<LabState & { latentCursor: Float32Array | null }>) => void
  get: () => LabState & { latentCursor: Float32Array | null }
}

export function labActions(
  { client, set, get }: Context,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
): LabActions {
  return {
    pin: () => {
      const { latentCursor: latent, pins } = get()
      if (latent !== null && pins.length < MOST_PINS) set({ pins: [...pins, pinned(latent, pins)] })
    },
    unpin: (id) => set({ pins: get().pins.filter((pin) => pin.id !== id) }),
    movePin: (id, by) => set({ pins: moved(get().pins, id, by) }),
    project: (item) =>
      void attempt(async () => {
        set({ projecting: true, projection: null })
        try {
          const found = await client.lab.project(item)
          set({ projection: found, latentCursor: found.latent })
          client.setLatent(found.latent)
        } finally {
          set({ projecting: false })
        }
      }),
    endProjection: () => void attempt(() => client.lab.endProjection()),
  }
}

/** Pins of networks with other latents mean nothing to these. */
export function fittingPins({ pins }: LabState, latent: number): Pick<LabState, 'pins' | 'projection'> {
  return { pins: pins.filter((pin) => pin.latent.length === latent), projection: null }
}

/** Pins as they were kept: places in latents of so many numbers. */
export function pinsOf(kept: readonly Omit<Pin, 'id'>[], latent: number): readonly Pin[] {
  const fitting = kept.filter((pin) => pin.latent.length === latent).slice(0, MOST_PINS)
  return fitting.map((pin) => ({ id: nextId++, ...pin }))
}

/** A pin with the first free letter; ids are never used twice. */
function pinned(latent: Float32Array, pins: readonly Pin[]): Pin {
  const taken = new Set(pins.map(({ name }) => name))
  const letters = Array.from({ length: MOST_PINS }, (_, i) => String.fromCharCode(65 + i))
  const name = letters.find((letter) => !taken.has(letter)) ?? '?'
  return { id: nextId++, name, latent: latent.slice() }
}

let nextId = 1

function moved(pins: readonly Pin[], id: number, by: number): readonly Pin[] {
  const from = pins.findIndex((pin) => pin.id === id)
  const pin = pins[from]
  const to = Math.min(pins.length - 1, Math.max(0, from + by))
  return pin === undefined || to === from ? pins : pins.toSpliced(from, 1).toSpliced(to, 0, pin)
}
