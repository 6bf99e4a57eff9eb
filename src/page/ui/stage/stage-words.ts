/** The stage in words, for those who do not see it: what is drawn, how the game stands. Pure. */
import { classesOf, pickedName } from '../../state/stage/classes.ts'
import type { RunView } from '../../state/run/sides.ts'
import { LAYERS } from '../../kinds/points/layer-words.ts'

type Seen = Pick<RunView, 'config' | 'dataset' | 'step' | 'metrics' | 'latest' | 'view'> &
  Partial<Pick<RunView, 'timeline'>>

/** “Ring of points: reals as dots, fakes as crosses; 6 of 8 modes covered; … at step 1,240.” */
export function stageWords(state: Seen): string {
  const { dataset, step } = state
  if (dataset === null) return 'Nothing on the stage yet.'
  const past = state.timeline?.rewound ?? null
  const drawn = dataset.kind === 'points' ? layerWords(state) : gridWords(state)
  // The figures are the run's: of a past step only the picture is known.
  if (past !== null) return `${dataset.label}: ${drawn}, as at step ${past.toLocaleString('en-GB')}.`
  const parts = [drawn, ...modeWords(state), ...scoreWords(state)]
  return `${dataset.label}: ${parts.join('; ')}, at step ${step.toLocaleString('en-GB')}.`
}

function layerWords({ view }: Seen): string {
  const drawn = LAYERS.filter(({ id }) => view.layers[id]).map(({ said }) => said)
  return drawn.length === 0 ? 'every layer is switched off' : drawn.join(', ')
}

function gridWords(state: Seen): string {
  const { view, dataset } = state
  const across = `${view.columns} across, ${dataset?.size ?? 0} pixels a side${sortWords(state)}${classWords(state)}`
  switch (view.show) {
    case 'fake':
      return `fake pictures, ${across}`
    case 'real':
      return `real pictures, ${across}`
    case 'both':
      return `fake pictures beside real ones, ${across}`
  }
}

function sortWords(state: Seen): string {
  const sorted = state.view.sorted && (classesOf(state) === null || pickedName(state) !== null)
  return sorted ? ', the most real first' : ''
}

/** Which classes the grid shows, where the run is told any. */
function classWords(state: Seen): string {
  const classes = classesOf(state)
  if (classes === null) return ''
  const picked = pickedName(state)
  if (picked !== null) return `, all of class ${picked}`
  const shown = classes.slice(0, state.view.columns).join(', ')
  const missing = classes.length - state.view.columns
  return `, each column a class: ${shown}${missing > 0 ? ` and ${missing} more on a wider grid` : ''}`
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
