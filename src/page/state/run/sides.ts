/** The sides of the page's state: a fresh one, and how one is changed or read. Pure. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { PageState } from '../store-types.ts'
import { NO_TIMELINE } from './timeline.ts'
import { NO_FIGURES } from './latest.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import type { SideState } from './side-types.ts'

/** Nothing is known yet of what was made. */
export const NOTHING_MADE: Pick<SideState, 'latest' | 'metrics' | 'verdict'> = {
  latest: NO_FIGURES,
  metrics: null,
  verdict: { kind: 'warming-up', since: 0, evidence: [] },
}

const NOTHING_MEASURED: SideState['measured'] = []

/** A side of which only the settings are known. */
export function freshSide(config: RunConfig): SideState {
  return {
    ...NOTHING_MADE,
    config,
    step: 0,
    measured: NOTHING_MEASURED,
    networks: null,
    seriesVersion: 0,
    marks: [],
    timeline: NO_TIMELINE,
  }
}

/** What a change of one side changes in the state; nothing where there is no such side. */
export function withSide(
  { sides }: Pick<PageState, 'sides'>,
  name: SideName,
  change: Partial<SideState>,
): Pick<PageState, 'sides'> {
  const side = sides[name]
  return { sides: side === null ? sides : { ...sides, [name]: { ...side, ...change } } }
}

/** The run beside what is of no side: what most of the page speaks of. */
export type RunView = Omit<PageState, 'sides'> & SideState

export function runView(state: PageState): RunView {
  return { ...state, ...state.sides.run }
}

/** The run's settings and the data: what decides which controls and words apply. */
export function runData({
  sides,
  dataset,
}: Pick<PageState, 'sides' | 'dataset'>): Pick<RunView, 'config' | 'dataset'> {
  return { config: sides.run.config, dataset }
}

/** True while two runs are compared. */
export function isCompared({ sides }: Pick<PageState, 'sides'>): boolean {
  return sides.twin !== null
}

/** The config whose settings the controls show. */
export function shownConfig({ sides, side }: Pick<PageState, 'sides' | 'side'>): RunConfig {
  return (sides[side] ?? sides.run).config
}
