/** What is said of each trouble with data: what it is, and the step that helps. Text only; finds nothing. */
import type { Trouble, TroubleId } from '../../../common/items/data-card.ts'

const whole = (value: number) => value.toLocaleString('en-GB')
const trouble = (id: TroubleId, sentence: string, nextStep: string): Trouble => ({ id, sentence, nextStep })

/** “3 of 60 pictures are”, “1 of 60 pictures is”, “All 60 pictures are”. */
const some = (count: number, of: number, many: string) =>
  count === of
    ? `All ${whole(of)} ${many} are`
    : `${whole(count)} of ${whole(of)} ${many} ${count === 1 ? 'is' : 'are'}`

/** Fewer pictures than these are soon learnt by heart. */
export const ENOUGH_PICTURES = 64
/** Fewer points than these are not judged (src/worker/session/measure). */
export const ENOUGH_POINTS = 24

export const allPicturesAlike = (count: number, flat: boolean) =>
  trouble(
    'all-alike',
    `All ${whole(count)} pictures look the same${flat ? ': one colour throughout' : ''}.`,
    flat
      ? 'If they are drawn on a transparent ground, choose another background; else add pictures that differ.'
      : 'Add pictures that differ: there is nothing else to learn here.',
  )

export const allPointsAlike = (count: number) =>
  trouble(
    'all-alike',
    `All ${whole(count)} points are the same.`,
    'Choose other columns, or a table whose points differ.',
  )

export const duplicates = (count: number, of: number, many: string) =>
  trouble(
    'duplicates',
    `${some(count, of, many)} there more than once.`,
    'Leave the copies out: what stands twice is learnt twice as hard.',
  )

export const nearDuplicates = (count: number, of: number) =>
  trouble(
    'near-duplicates',
    `${some(count, of, 'pictures')} almost the same as another, as far as a quick look tells.`,
    'Look through them if that surprises you; copies weigh more than the rest.',
  )

export const dark = (count: number, of: number) =>
  trouble('dark', `${some(count, of, 'pictures')} nearly black.`, 'Leave them out, or brighten them.')

export const flat = (count: number, of: number) =>
  trouble(
    'dark',
    `${some(count, of, 'pictures')} one colour throughout.`,
    'Leave them out; if they are drawn on a transparent ground, choose another background.',
  )

export const fewPictures = (count: number) =>
  trouble(
    'few',
    `${whole(count)} pictures are few.`,
    'Add more, or expect the forger to copy them instead of learning what they have in common.',
  )

export const fewPoints = (count: number) =>
  trouble('few', `${whole(count)} points are few: the verdict needs more.`, 'Add more.')

export const oneInColour = (count: number, of: number) =>
  trouble(
    'one-in-colour',
    `${some(count, of, 'pictures')} in colour, so all are trained on in colour.`,
    'Leave it out, or set Colour to gray, which is easier to learn.',
  )

export const unbalanced = (rare: string, least: number, frequent: string, most: number) =>
  trouble(
    'unbalanced',
    `The classes are unequal: “${frequent}” has ${whole(most)}, “${rare}” ${whole(least)}.`,
    'Add to the rare ones: they are learnt last, if at all.',
  )

const FOR_SHAPES: Readonly<Record<string, string>> = {
  cover: 'Their ends are cut off; Fit: contain keeps them whole.',
  contain: 'They become narrow strips; Fit: cover fills the square.',
  stretch: 'They are squeezed out of shape; Fit: contain keeps it.',
}

export const extremeShapes = (count: number, of: number, fit: string) =>
  trouble(
    'extreme-shapes',
    `${some(count, of, 'pictures')} more than twice as long one way as the other.`,
    FOR_SHAPES[fit] ?? '',
  )

export const enlargedFromKept = (from: number, to: number) =>
  trouble(
    'enlarged',
    `The files are out of reach, so the pictures were enlarged from the ${from} × ${from} that was kept to ${to} × ${to}.`,
    'Drop them again for the full detail.',
  )

export const madeFromKept = (from: number) =>
  trouble(
    'from-kept',
    `The files are out of reach, so these were made from what was kept at ${from} × ${from}: a cut or margin made then stays.`,
    'Drop them again to have them read anew.',
  )

export const altersPixels = (avoided: boolean) =>
  avoided
    ? trouble(
        'alters-pixels',
        'This browser alters pixels that a page reads back; yours were read another way, unaltered.',
        '',
      )
    : trouble(
        'alters-pixels',
        'This browser alters pixels that a page reads back, otherwise at each visit: links and kept runs will not find these pictures again.',
        'Allow this page to read canvases (fingerprinting protection), or use another browser.',
      )
