/**
 * What a run needs and how far it has come, in the same figures: steps to recognisable pictures, how many of them a second this
 * device makes, the time that follows, and what a GPU would need by the roofline. Plain data and arithmetic; measures nothing and
 * words nothing.
 */

/**
 * Where steps per second come from: tried on networks that were thrown away; the same where training itself replays its steps
 * and is faster; or seen while this run trained.
 */
export type RateBasis = 'tried' | 'at-least' | 'trained'

export interface Rate {
  readonly stepsPerSecond: number
  readonly basis: RateBasis
}

/** What is needed for one side. */
export interface SideNeed {
  /** In pixels. */
  readonly side: number
  /** Generator updates to recognisable pictures, by the study; those of a warm start among them. */
  readonly steps: number
  /** The same in steps of the game: one of a warm start is only a part of one. */
  readonly effort: number
  /** Of the game. */
  readonly gflopPerStep: number
}

/** The first steps of a run, in which the generator alone learns. */
export interface WarmNeed {
  readonly steps: number
  /** What one of them costs beside a step of the game, (0, 1). */
  readonly share: number
}

/** Passes over all training items. */
export interface PassesNeed {
  readonly passes: number
  readonly steps: number
}

/** Of a run's settings and data, as the worker tells the page. */
export interface Need {
  /** Products and convolutions of a step, 10⁹ operations. */
  readonly gflopPerStep: number
  /** Null while it is not known. */
  readonly rate: Rate | null
  /** Null where the study has no figure: items that are no pictures, networks that it did not train. */
  readonly recognisable: { readonly pictures: number; readonly steps: number; readonly effort: number } | null
  /** Steps in which all items are seen as often as such networks are usually given; absent of kinds of which nobody says. */
  readonly passes?: PassesNeed
  readonly warm: WarmNeed
  /** The same settings with pictures of other sides; none where the data have a side of their own. */
  readonly sides: readonly SideNeed[]
}

/** What a good GPU really makes of such networks, 10⁹ operations a second. */
export const GPU_GFLOPS = 5000
/** What takes longer is nothing that a person waits for, in seconds. */
export const REALISTIC_SECONDS = 2 * 3600

/** Seconds that so many steps of the game take; null where the rate is not known. */
export function secondsFor(steps: number, stepsPerSecond: number | null): number | null {
  return stepsPerSecond === null || stepsPerSecond <= 0 ? null : steps / stepsPerSecond
}

/** Seconds on a good GPU by the roofline: arithmetic alone. */
export function gpuSecondsFor({ effort, gflopPerStep }: Pick<SideNeed, 'effort' | 'gflopPerStep'>): number {
  return (effort * gflopPerStep) / GPU_GFLOPS
}

/** Whether a person would wait for it; true as long as nobody knows. */
export function isRealistic(seconds: number | null): boolean {
  return seconds === null || seconds <= REALISTIC_SECONDS
}

/** Times of one side. */
export interface SideFigures extends SideNeed {
  /** On this device, by the operations a second that it makes of the present networks; null while that is not known. */
  readonly seconds: number | null
  readonly gpuSeconds: number
  readonly realistic: boolean
}

/** `Need` at a step, with the times that follow. What scripts get. */
export interface NeedFigures {
  readonly step: number
  readonly gflopPerStep: number
  readonly stepsPerSecond: number | null
  readonly basis: RateBasis | null
  /** Operations that this device makes of it, 10⁹ a second. */
  readonly gflops: number | null
  readonly recognisable:
    | (SideFiguresOfRun & {
        /** Steps that are left, and seconds for them; 0 once it is reached. */
        readonly stepsLeft: number
        readonly secondsLeft: number | null
      })
    | null
  readonly passes:
    | (PassesNeed & {
        /** Of all of them; null while the rate is not known. */
        readonly seconds: number | null
        readonly stepsLeft: number
        readonly secondsLeft: number | null
      })
    | null
  readonly sides: readonly SideFigures[]
}

interface SideFiguresOfRun extends Omit<SideFigures, 'side'> {
  readonly pictures: number
}

/** @param live steps per second as they are seen now; 0 while nothing trains */
export function needAt(need: Need, step: number, live = 0): NeedFigures {
  const { warm } = need
  const warmLeft = Math.max(0, warm.steps - step)
  // What is seen in a warm start are its own steps.
  const seen = warmLeft > 0 ? live * warm.share : live
  const rate = seen > 0 ? { stepsPerSecond: seen, basis: 'trained' as const } : need.rate
  const stepsPerSecond = rate?.stepsPerSecond ?? null
  const gflops = stepsPerSecond === null ? null : stepsPerSecond * need.gflopPerStep
  const { gflopPerStep, recognisable } = need
  const timed = (side: Omit<SideNeed, 'side'>) => {
    const seconds = secondsFor(side.effort * side.gflopPerStep, gflops)
    return { ...side, seconds, gpuSeconds: gpuSecondsFor(side), realistic: isRealistic(seconds) }
  }
  const stepsLeft = Math.max(0, (recognisable?.steps ?? 0) - step)
  return {
    step,
    gflopPerStep,
    stepsPerSecond,
    basis: rate?.basis ?? null,
    gflops,
    recognisable:
      recognisable === null
        ? null
        : {
            ...timed({ steps: recognisable.steps, effort: recognisable.effort, gflopPerStep }),
            pictures: recognisable.pictures,
            stepsLeft,
            secondsLeft: secondsFor(stepsLeft - warmLeft * (1 - warm.share), stepsPerSecond),
          },
    passes: passesAt(need.passes, step, stepsPerSecond),
    sides: need.sides.map((side) => ({ side: side.side, ...timed(side) })),
  }
}

function passesAt(passes: PassesNeed | undefined, step: number, rate: number | null): NeedFigures['passes'] {
  if (passes === undefined) return null
  const stepsLeft = Math.max(0, passes.steps - step)
  return {
    ...passes,
    seconds: secondsFor(passes.steps, rate),
    stepsLeft,
    secondsLeft: secondsFor(stepsLeft, rate),
  }
}
