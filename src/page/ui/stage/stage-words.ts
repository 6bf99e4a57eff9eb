/** The stage in words, for those who do not see it: what is drawn, how the game stands. Pure. */
import { pageKind } from '../../kinds/kinds.ts'
import type { RunView } from '../../state/run/sides.ts'

type Seen = Pick<RunView, 'config' | 'dataset' | 'step' | 'metrics' | 'latest' | 'view'> &
  Partial<Pick<RunView, 'timeline'>>

/** “Ring of points: reals as dots, fakes as crosses; 6 of 8 modes covered; … at step 1,240.” */
export function stageWords(state: Seen): string {
  const { dataset, step } = state
  if (dataset === null) return 'Nothing on the stage yet.'
  const past = state.timeline?.rewound ?? null
  const drawn = pageKind(dataset.item.kind).stage.words({ ...state, dataset })
  // The figures are the run's: of a past step only the picture is known.
  if (past !== null) return `${dataset.label}: ${drawn}, as at step ${past.toLocaleString('en-GB')}.`
  const parts = [drawn, ...modeWords(state), ...scoreWords(state)]
  return `${dataset.label}: ${parts.join('; ')}, at step ${step.toLocaleString('en-GB')}.`
}

function modeWords({ metrics }: Seen): string[] {
  if (metrics?.modes === undefined || metrics.modesTotal === undefined) return []
  return [`${metrics.modes} of ${metrics.modesTotal} modes covered`]
}

function scoreWords({ latest }: Seen): string[] {
  if (!Number.isFinite(latest.fakeScore) || !Number.isFinite(latest.realScore)) return []
  return [
    `the detective scores fakes ${latest.fakeScore.toFixed(2)} and reals ${latest.realScore.toFixed(2)} on average`,
  ]
}
