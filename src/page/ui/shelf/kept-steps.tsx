/** Steps of the run that are kept under a name, the best by a figure among them: looked at, gone on from, let go of. */
import { Eye, GitBranch, X } from 'lucide-react'
import { METRICS, type MetricId } from '../../../common/catalog/metrics.ts'
import type { FilmFrame } from '../../../common/protocol/film.ts'
import type { BestSoFar } from '../../../common/protocol/timeline.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { stepText } from '../charts/number-words.ts'
import { metricText } from '../figures/metric-words.ts'
import { IconButton } from '../kit/button.tsx'
import { FramePicture } from '../timeline/frame-picture.tsx'
import { NameForm } from './name-form.tsx'

const selectFrames = ({ sides }: PageState) => sides.run.timeline.frames
const selectRewound = ({ sides }: PageState) => sides.run.timeline.rewound
const selectStep = ({ sides }: PageState) => sides.run.step
const selectMetrics = ({ sides }: PageState) => sides.run.metrics
const selectBest = ({ best }: PageState) => best

export function KeptSteps() {
  const kept = useGanvas(selectFrames).filter((frame) => frame.kept !== undefined)
  return (
    <section className="kept-steps" aria-labelledby="kept-steps-title">
      <h3 id="kept-steps-title">Steps of this run</h3>
      <KeepStep />
      <BestBy />
      {kept.length > 0 && (
        <ul aria-label="Kept steps">
          {kept.map((frame) => (
            <KeptStep key={frame.step} frame={frame} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** Keeps what is looked at: a past step while somebody looks back, else the run as it stands. */
function KeepStep() {
  const rewound = useGanvas(selectRewound)
  const now = useGanvas(selectStep)
  const actions = useActions()
  return (
    <NameForm
      label="Name for this step"
      hint={`Name for step ${stepText(rewound ?? now)}`}
      order="Keep this step"
      onName={(name) => actions.keepStep(rewound, name)}
    />
  )
}

/** Only figures that this run has; the chosen one stays in the list while it is not measured. */
function BestBy() {
  const metrics = useGanvas(selectMetrics)
  const best = useGanvas(selectBest)
  const actions = useActions()
  const offered = METRICS.filter(({ id }) => metrics?.[id] !== undefined || id === best?.figure)
  return (
    <label className="kept-best">
      Keep the best step by
      <span className="select">
        <select
          aria-label="Keep the best step by"
          value={best?.figure ?? ''}
          onChange={(event) => actions.keepBest(metricIn(event.target.value))}
        >
          <option value="">nothing</option>
          {offered.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </span>
      {best !== null && <span className="kept-at">{bestWords(best)}</span>}
    </label>
  )
}

/** With its unit, as the figure stands elsewhere. */
function bestWords({ figure, value }: BestSoFar): string {
  const text = Number.isNaN(value) ? null : metricText(figure, { samples: 0, [figure]: value })
  return text === null ? 'not measured yet' : `best so far: ${text}`
}

function metricIn(id: string): MetricId | null {
  return METRICS.find((metric) => metric.id === id)?.id ?? null
}

/** What the worker calls the best step itself. */
const BEST = 'Best:'

function KeptStep({ frame }: { frame: FilmFrame }) {
  const { step, kept = '' } = frame
  const best = useGanvas(selectBest)
  const actions = useActions()
  return (
    <li className="kept-step">
      <FramePicture frame={frame} />
      <p>
        {kept}{' '}
        <span className="kept-at">
          step {stepText(step)}
          {best?.step === step && !kept.startsWith(BEST) && ', the best so far'}
        </span>
      </p>
      <IconButton
        name={`Look at ${kept}`}
        icon={<Eye size={14} />}
        onClick={() => {
          actions.rewind(step)
          actions.showShelf(false)
        }}
      />
      <IconButton
        name={`Go on from ${kept}`}
        icon={<GitBranch size={14} />}
        onClick={() => {
          actions.branch(step)
          actions.showShelf(false)
        }}
      />
      <IconButton
        name={`Let go of ${kept}`}
        icon={<X size={14} />}
        onClick={() => actions.releaseStep(step)}
      />
    </li>
  )
}
