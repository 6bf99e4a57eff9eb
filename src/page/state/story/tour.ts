/**
 * The guided tour's memory: which chapter is shown, which are done, and what the page has seen since the chapter began.
 * Pure; what the chapters say stands in src/page/ui/story/tour/.
 */
import { restingLines } from '../../../common/catalog/losses.ts'
import type { SideState } from '../run/side-types.ts'
import type { PageState } from '../store-types.ts'
import type { TourState, TourWatch } from './story-types.ts'

export const CHAPTERS = 6

export function firstTour(): TourState {
  return { chapter: null, done: Array<boolean>(CHAPTERS).fill(false), met: false, watch: freshWatch(0) }
}

export function freshWatch(walkedBefore: number): TourWatch {
  return {
    walkedBefore,
    mostModes: 0,
    fullLooks: 0,
    collapsed: false,
    cured: false,
    moves: 0,
    lossD: NaN,
    lossG: NaN,
    ticks: 0,
  }
}

/** Weight of the newest tick in the smoothed losses. */
const NEWEST = 0.1
/** Of the ring's eight modes: so many were there, and so few are left. */
const MOST_FOUND = 7
const FEW_LEFT = 3
/** An untrained generator scatters its fakes over all modes by chance: nothing is found before this step. */
const SETTLED = 250

/** What is known after a change of the page's state; the same object when nothing it watches changed. */
export function watched(watch: TourWatch, state: PageState, before: PageState): TourWatch {
  const change: { -readonly [K in keyof TourWatch]?: TourWatch[K] } = {}
  const { run } = state.sides
  const { run: ran } = before.sides
  if (run.step === 0) Object.assign(change, forgotten(watch))
  else {
    const modes = run.step < SETTLED ? 0 : (run.metrics?.modes ?? 0)
    if (modes > watch.mostModes) change.mostModes = modes
    if (run.metrics !== ran.metrics) Object.assign(change, looked(watch, run))
    if (!watch.collapsed && hasCollapsed(run, watch.mostModes)) change.collapsed = true
    if (watch.collapsed && run.config !== ran.config && run.marks.length > 0) change.cured = true
  }
  if (
    state.latentCursor !== before.latentCursor &&
    before.latentCursor !== null &&
    state.latentCursor !== null
  )
    change.moves = watch.moves + 1
  if (run.seriesVersion !== ran.seriesVersion && Number.isFinite(run.latest.lossD)) {
    change.lossD = smoothed(watch.lossD, run.latest.lossD)
    change.lossG = smoothed(watch.lossG, run.latest.lossG)
    change.ticks = watch.ticks + 1
  }
  return Object.keys(change).length === 0 ? watch : { ...watch, ...change }
}

/** A run that begins: what was seen of the last one is forgotten. */
function forgotten({ mostModes, fullLooks, collapsed, cured }: TourWatch): Partial<TourWatch> {
  const nothingSeen = mostModes === 0 && fullLooks === 0 && !collapsed && !cured
  return nothingSeen ? {} : { mostModes: 0, fullLooks: 0, collapsed: false, cured: false }
}

/** After a look at the samples. */
function looked({ fullLooks }: TourWatch, run: SideState): Partial<TourWatch> {
  const now = coversAll(run) ? fullLooks + 1 : 0
  return now === fullLooks ? {} : { fullLooks: now }
}

/** The verdict says so, or speaks of a clump that is chased about; or the modes that were found are gone. */
function hasCollapsed({ verdict, metrics }: SideState, mostModes: number): boolean {
  const few = (metrics?.modes ?? NaN) <= FEW_LEFT
  return (
    verdict.kind === 'mode-collapse' || (few && (mostModes >= MOST_FOUND || verdict.kind === 'oscillating'))
  )
}

function smoothed(old: number, fresh: number): number {
  return Number.isNaN(old) ? fresh : old + NEWEST * (fresh - old)
}

/** How far a chapter's experiment has come. */
export interface Progress {
  readonly reached: boolean
  /** One line for people. */
  readonly words: string
}

type Goal = (state: PageState, watch: TourWatch) => Progress

/** @param chapter 0-based */
export function progressOf(chapter: number, state: PageState, watch: TourWatch): Progress {
  return (GOALS[chapter] ?? nothing)(state, watch)
}

const nothing: Goal = () => ({ reached: false, words: '' })

const modesWords = ({ metrics }: SideState): string =>
  metrics?.modes === undefined
    ? 'Modes covered: not measured yet'
    : `Modes covered: ${metrics.modes} of ${metrics.modesTotal ?? 0}`

const coversAll = ({ metrics, step }: SideState): boolean =>
  step > 0 && metrics?.modes !== undefined && metrics.modes > 0 && metrics.modes === metrics.modesTotal

/** How near both losses must come to their lines, nats; over how many ticks they are smoothed first; not before. */
const NEAR = 0.1
const TICKS = 20
const LEARNT = 500

const meetLines: Goal = ({ sides: { run } }, { lossD, lossG, ticks }) => {
  const lines = restingLines(run.config.loss)
  if (lines === null) return { reached: false, words: 'This loss has no such lines: choose another.' }
  const told = Number.isNaN(lossD)
    ? 'Both losses: train to see them'
    : `Detective ${lossD.toFixed(2)}, line at ${lines.discriminator.toFixed(2)}; forger ${signed(lossG)}, line at ${signed(lines.generator)}`
  const near = Math.abs(lossD - lines.discriminator) < NEAR && Math.abs(lossG - lines.generator) < NEAR
  return { reached: near && ticks >= TICKS && run.step >= LEARNT, words: told }
}

function signed(value: number): string {
  return value.toFixed(2).replace('-', '−')
}

const HAND_MOVES = 3
/** A mode met by chance is no mode found: this share of the fakes must lie on one. */
const ON_MODES = 0.25

const GOALS: readonly Goal[] = [
  ({ sides: { run } }) => ({
    reached: coversAll(run) && (run.metrics?.highQuality ?? 0) >= ON_MODES,
    words: `${modesWords(run)}; ${Math.round(100 * (run.metrics?.highQuality ?? 0))} % of the fakes on a mode`,
  }),
  ({ story }, { walkedBefore }) => ({
    reached: story.walked > walkedBefore,
    words: story.walk === null ? 'No step walked yet' : `Stage ${story.stage + 1} of the step is shown`,
  }),
  meetLines,
  ({ sides: { run } }, { collapsed, mostModes }) => ({
    reached: collapsed,
    words: mostModes > 0 ? `${modesWords(run)}; best so far ${mostModes}` : modesWords(run),
  }),
  ({ sides: { run }, session }, { collapsed, cured, fullLooks }) => ({
    // Scattered fakes cover every mode as well: the page itself must call the run healthy.
    reached: cured && fullLooks > 0 && run.verdict.kind === 'healthy',
    words:
      collapsed || session.state === 'running'
        ? `${modesWords(run)}${collapsed ? '' : '; it has not collapsed yet'}`
        : 'There is no collapse to cure: make one first',
  }),
  (_, { moves }) => ({
    reached: moves >= HAND_MOVES,
    words: moves === 0 ? 'The hand has not moved yet' : 'The hand is moving',
  }),
]
