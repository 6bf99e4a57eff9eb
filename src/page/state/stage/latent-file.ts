/** Latents as a file and back: what is under the hand and what is pinned, as plain JSON that other programs read too. */
import * as v from 'valibot'
import { GanvasError } from '../../../common/failure.ts'
import type { PageState } from '../store-types.ts'

const FORMAT = 'ganvas-latents'

const LATENT = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(1), v.maxLength(4096))
const FILE = v.object({
  format: v.literal(FORMAT),
  hand: v.nullable(LATENT),
  pins: v.pipe(v.array(v.object({ name: v.string(), z: LATENT })), v.maxLength(1000)),
})

export interface LatentFile {
  readonly hand: Float32Array | null
  readonly pins: readonly { readonly name: string; readonly latent: Float32Array }[]
}

type Held = Pick<PageState, 'latentCursor' | 'pins' | 'sides'>

/** Numbers as float32 has them, so that what comes back is the very latent. */
export function latentJson({ latentCursor, pins, sides }: Held): string {
  const { config, step, timeline } = sides.run
  const { prior, latent, seed, dataset } = config
  return JSON.stringify(
    {
      format: FORMAT,
      ...{ latent, prior, dataset, seed, step: timeline.rewound ?? step },
      hand: latentCursor === null ? null : [...latentCursor],
      pins: pins.map((pin) => ({ name: pin.name, z: [...pin.latent] })),
    },
    null,
    1,
  )
}

/** Null where the text is no such file: it may be of data. @throws GanvasError `latents-damaged` where it is one, and not whole */
export function readLatents(text: string): LatentFile | null {
  const value = parsed(text)
  if (!v.is(v.looseObject({ format: v.literal(FORMAT) }), value)) return null
  const read = v.safeParse(FILE, value)
  if (!read.success) {
    throw new GanvasError(
      'latents-damaged',
      'The file of latents is not whole.',
      'Save it once more from the latent panel; each latent is a list of numbers.',
    )
  }
  const { hand, pins } = read.output
  return {
    hand: hand === null ? null : Float32Array.from(hand),
    pins: pins.map(({ name, z }) => ({ name, latent: Float32Array.from(z) })),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
