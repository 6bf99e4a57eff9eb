/** What a move along each direction does to fresh fakes, by a judge that had no part in finding it; and moves by chance beside. */
import type { Stream } from '../../../../common/numbers/random.ts'
import { fork } from '../../../../common/numbers/random.ts'
import type { Flips, Measured, WordReport } from '../../../../common/words/protocol.ts'
import { latentNoise } from '../../../gan/batches/noise.ts'
import type { Judge } from '../../../probe/picture-judge.ts'
import { asidesOf, chanceDirection, flipsOf, mean, movedTo, pixelChange, REACH, type Looks } from './moves.ts'
import { made, spoken, type WordsRun, type Work } from './run.ts'

/** Directions by chance that a move is held against. */
const CHANCES = 2
/** Places short of the ends that are measured as well, in deviations of the prior. */
const SHORT = [1, 2] as const

interface Told {
  /** After each word. */
  readonly found: (reports: readonly WordReport[]) => void
  /** Share of this part that is done. */
  readonly progress: (share: number) => void
}

interface Look {
  readonly looks: Looks
  readonly pixels: number
}

/** @param moved fresh fakes */
export async function* measureWords(
  run: WordsRun,
  reports: readonly WordReport[],
  judge: Judge,
  { stream, moved }: { readonly stream: Stream; readonly moved: number },
  { found, progress }: Told,
): Work<readonly WordReport[]> {
  const words = reports.map(({ word }) => word)
  const known = reports.map(({ state }) => state !== 'untold')
  const look = yield* looking(run, judge, latentNoise(run.config, fork(stream, 0), moved))
  const total = CHANCES + (1 + SHORT.length) * reports.filter(({ state }) => state === 'found').length
  let done = 0
  const next = (direction: Float32Array, strength: number) => {
    progress(done++ / total)
    return look(direction, strength)
  }
  const chance: Look[] = []
  for (let i = 0; i < CHANCES; i++)
    chance.push(yield* next(chanceDirection(run.game.latent, fork(stream, 1 + i)), REACH))
  const byChance = chance.map(({ looks }) => looks)
  const out = [...reports]
  for (const [k, report] of reports.entries()) {
    if (report.direction === null) continue
    const course = []
    for (const strength of SHORT) {
      const { looks } = yield* next(report.direction, strength)
      const rest = asidesOf(looks, [], words, k, known)
      course.push({ strength, flips: flipsOf(looks, words, k), rest: restOf(rest) })
    }
    const { looks, pixels } = yield* next(report.direction, REACH)
    const asides = asidesOf(looks, byChance, words, k, known)
    const measured: Measured = {
      flips: flipsOf(looks, words, k),
      byChance: averaged(byChance.map((one) => flipsOf(one, words, k))),
      asides,
      course,
      rest: restOf(asides),
      pixels,
      pixelsByChance: mean(chance.map((one) => one.pixels)),
    }
    out[k] = spoken({ ...report, measured })
    found(out)
  }
  return out
}

/** What a judge says of fakes where they lie, to which every move is held. */
async function* looking(
  run: WordsRun,
  judge: Judge,
  latents: Float32Array,
): Work<(direction: Float32Array, strength: number) => Work<Look>> {
  const { prior } = run.config
  const still = yield* made(run, latents)
  const before = yield* judge.asked(still)
  return async function* (direction, strength) {
    const low = yield* made(run, movedTo(latents, direction, -strength, prior))
    const high = yield* made(run, movedTo(latents, direction, strength, prior))
    const pixels = (pixelChange(still, low) + pixelChange(still, high)) / 2
    return { looks: { before, low: yield* judge.asked(low), high: yield* judge.asked(high) }, pixels }
  }
}

/** Of the words of yes and no, the mean share that is named otherwise; null where there are none. */
function restOf(asides: Measured['asides']): number | null {
  const changes = asides.filter(({ kind }) => kind === 'yes-no').map(({ change }) => change)
  return changes.length === 0 ? null : mean(changes)
}

function averaged(flips: readonly Flips[]): Flips {
  const of = (key: keyof Flips) => {
    const known = flips.flatMap((one) => one[key] ?? [])
    return known.length === 0 ? null : mean(known)
  }
  const apart = of('apart')
  return { up: of('up'), down: of('down'), apart: apart === null ? null : Math.abs(apart) }
}
