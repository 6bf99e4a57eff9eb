/** The live figures: losses, scores, and for mixtures what the samples are worth. Each renders when its text changes. */
import { figureEntry, type FigureId } from '../../../common/catalog/figures.ts'
import { lossEntry } from '../../../common/catalog/losses.ts'
import { metricEntry, type MetricId } from '../../../common/catalog/metrics.ts'
import { factsOf } from '../../../common/config/facts.ts'
import { useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { Latest } from '../../state/run/latest.ts'
import type { PageState } from '../../state/store-types.ts'
import type { Role } from '../charts/model/chart-spec.ts'
import { Figure } from './figure.tsx'
import { metricText, metricTitle, OTHER_METRICS } from './metric-words.ts'
import { figureText } from '../charts/number-words.ts'

type LatestKey = Extract<FigureId, keyof Latest>

const latestText = (key: LatestKey) => (state: PageState) => figureText(state.sides.run.latest[key])
const selectLossG = latestText('lossG')
const selectLossD = latestText('lossD')
const selectReal = latestText('realScore')
const selectFake = latestText('fakeScore')
const selectLoss = (state: PageState) => state.sides.run.config.loss
const selectMetrics = (state: PageState) => state.sides.run.metrics

/** Where the modes are known they can be counted, before the first measurement says so. */
export const selectHasModes = (state: PageState): boolean =>
  state.sides.run.metrics?.modesTotal !== undefined ||
  (state.sides.run.metrics === null && factsOf(runData(state)).modesKnown)

/** What a classifier counts comes with the first slow look. */
const selectHasClassifier = (state: PageState): boolean => factsOf(runData(state)).classifier

export function FigureGrid() {
  const hasModes = useGanvas(selectHasModes)
  const hasClassifier = useGanvas(selectHasClassifier)
  return (
    <div className="figure-grid">
      <LossFigure id="lossG" role="generator" select={selectLossG} />
      <LossFigure id="lossD" role="discriminator" select={selectLossD} />
      <ScoreFigure id="realScore" role="real" select={selectReal} />
      <ScoreFigure id="fakeScore" role="generator" select={selectFake} />
      {hasModes && <MetricFigure id="modes" />}
      {hasModes && <MetricFigure id="highQuality" />}
      {hasClassifier && <MetricFigure id="classes" />}
      {hasClassifier && <MetricFigure id="classTV" />}
    </div>
  )
}

interface LiveProps {
  id: LatestKey
  role: Role
  select: (state: PageState) => string
}

function LossFigure({ id, role, select }: LiveProps) {
  const value = useGanvas(select)
  const loss = lossEntry(useGanvas(selectLoss))
  const { label, meaning } = figureEntry(id)
  const formula = role === 'generator' ? loss.generator : loss.discriminator
  return (
    <Figure
      label={label}
      value={value}
      role={role}
      definition={`${meaning} Now: ${formula}. ${loss.usual}`}
    />
  )
}

function ScoreFigure({ id, role, select }: LiveProps) {
  const value = useGanvas(select)
  const loss = lossEntry(useGanvas(selectLoss))
  const { label, meaning } = figureEntry(id)
  const caution = loss.logistic ? '' : ' Under this loss D is no probability: read it as a rank only.'
  return <Figure label={label} value={value} role={role} definition={`${meaning}${caution}`} />
}

function MetricFigure({ id }: { id: MetricId }) {
  const metrics = useGanvas(selectMetrics)
  const value = (metrics === null ? null : metricText(id, metrics)) ?? '–'
  return <Figure label={metricEntry(id).label} value={value} definition={metricTitle(id, metrics?.samples)} />
}

/** Every other figure that was measured, in small. */
export function OtherFigures() {
  const metrics = useGanvas(selectMetrics)
  const measured = metrics === null ? [] : OTHER_METRICS.filter(({ id }) => metrics[id] !== undefined)
  if (metrics === null || measured.length === 0) return null
  return (
    <div className="figure-grid figure-grid-small">
      {measured.map(({ id, label }) => (
        <Figure
          key={id}
          label={label}
          value={metricText(id, metrics) ?? '–'}
          definition={metricTitle(id, metrics.samples)}
        />
      ))}
    </div>
  )
}
