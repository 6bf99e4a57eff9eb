/** A report of the run as one page: asked of the worker, written here, saved like every other file. */
import { Download } from 'lucide-react'
import { METRICS } from '../../../../common/catalog/metrics.ts'
import { needAt } from '../../../../common/need/need.ts'
import type { Metrics } from '../../../../common/protocol/report.ts'
import { useGanvas, useReadNow, useRows } from '../../../state/page.ts'
import { runData } from '../../../state/run/sides.ts'
import type { PageState } from '../../../state/store-types.ts'
import { metricText } from '../../../ui/figures/metric-words.ts'
import { Button } from '../../../ui/kit/button.tsx'
import { isShown, SETTING_KEYS, settingOf } from '../../../ui/setup/settings/setting-state.ts'
import { valueWords } from '../../../ui/setup/settings/setting-words.ts'
import type { LeavingProps } from '../../kind.ts'
import { reportHtml, type ReportFacts } from './report-html.ts'

/** Fakes that the figures are over. */
const SAMPLES = 2500

const selectRewound = ({ sides }: PageState): boolean => sides.run.timeline.rewound !== null

export function SaveReport({ saving, stem }: LeavingProps) {
  const rows = useRows()
  const readNow = useReadNow()
  const rewound = useGanvas(selectRewound)
  const name = `${stem}-report.html`
  const make = async (): Promise<Blob> => {
    const metrics = await rows.evaluate(SAMPLES)
    const report = await rows.report(true)
    const facts = { ...factsOf(readNow()), figures: figuresOf(metrics), samples: metrics.samples, report }
    return new Blob([reportHtml(facts)], { type: 'text/html' })
  }
  return (
    <>
      {rewound && (
        <p className="export-limits">
          You look back: columns and pairs are of that step, figures and settings of the run as it stands.
        </p>
      )}
      <div className="export-save">
        <Button
          look="primary"
          icon={<Download size={14} aria-hidden="true" />}
          disabled={saving.progress !== null}
          onClick={() => saving.save(name, 1, make)}
        >
          {saving.progress === null ? 'Save' : 'Measuring …'}
        </Button>
        <span className="export-note">
          <span hidden={saving.told !== null}>{name}</span>
          <span role="status">{saving.told}</span>
        </span>
      </div>
    </>
  )
}

function figuresOf(metrics: Metrics): ReportFacts['figures'] {
  return METRICS.flatMap(({ id, label, meaning, source }) => {
    const value = metricText(id, metrics)
    return value === null ? [] : [{ label, value, meaning, source }]
  })
}

function factsOf(state: PageState): Omit<ReportFacts, 'figures' | 'samples' | 'report'> {
  const { dataset, sides, backend } = state
  const { config, step } = sides.run
  const target = dataset?.item.kind === 'row' ? dataset.item.target : null
  const columns = dataset?.card?.columns ?? []
  const need = state.need === null ? null : needAt(state.need, step)
  return {
    label: dataset?.label ?? '',
    rows: dataset?.count ?? 0,
    fingerprint: dataset?.fingerprint ?? '',
    target: columns.find(({ at }) => at === target)?.name ?? null,
    profiles: columns,
    step,
    passes: need?.passes ?? null,
    seed: config.seed,
    backend: backend?.backend ?? config.backend,
    date: new Date().toISOString(),
    settings: SETTING_KEYS.filter(
      (key) => key !== 'autostart' && isShown(key, config, runData(state).dataset),
    ).map((key) => ({ key, label: settingOf(key).label, value: valueWords(key, config[key]) })),
  }
}
