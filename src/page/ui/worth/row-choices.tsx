/** What is chosen of a table before its fakes are weighed: the column to predict, and who predicts it. */
import { ChevronDown } from 'lucide-react'
import { WORTH_LEARNERS, type WorthLearner, type WorthOptions } from '../../../common/protocol/worth.ts'
import type { DatasetSummary } from '../../../common/protocol/report.ts'
import { learntColumns } from '../../../common/tables/learnt-columns.ts'
import { suggestedTarget } from '../../../common/tables/suggested-target.ts'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import type { WorthAsking, WorthChoicesProps } from './asking.ts'
import { ComparisonsChoice } from './comparisons-choice.tsx'

const LEARNERS: Readonly<Record<WorthLearner, string>> = {
  forest: 'Random forest',
  tree: 'Decision tree',
  linear: 'Linear or logistic regression',
  perceptron: 'Small perceptron',
}

const selectDataset = (state: PageState) => state.dataset

/** What would be predicted unless somebody says otherwise; null: somebody must. */
export function targetOf({ item }: Pick<DatasetSummary, 'item'>): string | null {
  if (item.kind !== 'row') return null
  const named = item.target === null ? undefined : item.encoding.columns[item.target]?.name
  return named ?? suggestedTarget(item.encoding)
}

function RowChoices({ options, onChange }: WorthChoicesProps) {
  const dataset = useGanvas(selectDataset)
  if (dataset?.item.kind !== 'row') return null
  const columns = learntColumns(dataset.item.encoding)
  const target = options.target ?? targetOf(dataset) ?? ''
  return (
    <div className="worth-choices">
      <label>
        Column to predict
        <span className="select">
          <select value={target} onChange={({ target: { value } }) => onChange({ target: value })}>
            {target === '' && <option value="">Choose one</option>}
            {columns.map(({ at, column }) => (
              <option key={at} value={column.name}>
                {column.name}
              </option>
            ))}
          </select>
          <ChevronDown size={14} aria-hidden="true" />
        </span>
      </label>
      <label>
        Learner
        <span className="select">
          <select
            value={options.learner ?? 'forest'}
            onChange={({ target: { value } }) =>
              onChange({ learner: WORTH_LEARNERS.find((id) => id === value) ?? 'forest' })
            }
          >
            {WORTH_LEARNERS.map((id) => (
              <option key={id} value={id}>
                {LEARNERS[id]}
              </option>
            ))}
          </select>
          <ChevronDown size={14} aria-hidden="true" />
        </span>
      </label>
      <ComparisonsChoice options={options} onChange={onChange} />
    </div>
  )
}

/** Seconds for a learner of each kind to begin with, and for a row and the root of a column, as a laptop of 2020 has them. */
const COSTS: Readonly<Record<WorthLearner, { each: number; row: number }>> = {
  forest: { each: 0.3, row: 7e-5 },
  tree: { each: 0.02, row: 5e-6 },
  linear: { each: 0.05, row: 1e-5 },
  perceptron: { each: 1, row: 0 },
}
/** Learners of a comparison, and how many times the reals they are taught on together: the arm of many fakes is six of them. */
const [LEARNERS_EACH, ROWS_EACH] = [16, 19.5] as const
const SEEDS = 5
/** Of more rows no more are taken: src/worker/kinds/row/worth.ts. */
const MOST_REALS = 8000

export const ROW_WORTH: WorthAsking = {
  noun: 'rows',
  offered: () => true,
  missing: () => null,
  Choices: RowChoices,
  asked: (dataset, options): WorthOptions => {
    const target = options.target ?? targetOf(dataset)
    return { ...options, ...(target === null ? {} : { target }) }
  },
  minutes: ({ count, item }, { learner = 'forest', seeds = SEEDS }) => {
    const columns = item.kind === 'row' ? learntColumns(item.encoding).length : 1
    const { each, row } = COSTS[learner]
    const reals = Math.min(0.8 * count, MOST_REALS)
    return (seeds * (LEARNERS_EACH * each + ROWS_EACH * row * reals * Math.sqrt(columns))) / 60
  },
}
