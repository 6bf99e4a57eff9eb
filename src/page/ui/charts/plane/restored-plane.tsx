/** The plane of distortion against realism among the charts: how a run that restores goes, beside what needs no training. */
import { useMemo, useRef } from 'react'
import { later } from '../../kit/later.tsx'
import { useRestoredPlane } from '../../figures/restored-path.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { useSize } from '../use-size.ts'
import { planeModel, PLANE_WHY, type PlaneData } from './plane-model.ts'
import './plane.css'

/** With the charts: recharts is heavy. */
const PlanePlot = later(async () => (await import('./plane-plot.tsx')).PlanePlot)

const selectRestores = (state: PageState): boolean => state.sides.run.config.task === 'restore'

export function RestoredPlane() {
  const restores = useGanvas(selectRestores)
  return restores ? <Plane /> : null
}

function Plane() {
  const run = useRestoredPlane('run')
  const twin = useRestoredPlane('twin')
  const compared = useGanvas(selectCompared)
  const host = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(host)
  const data = useMemo(
    (): PlaneData | null =>
      run === null
        ? null
        : { path: run.path, twin: compared ? (twin?.path ?? []) : null, named: run.over.baselines },
    [run, twin, compared],
  )
  const model = useMemo(() => (data === null ? null : planeModel(data)), [data])
  return (
    <section className="chart" aria-label="Distortion against realism">
      <header className="chart-header">
        <h3 title="PSNR to the true pictures, upwards better; distance of patches from real ones, to the right better.">
          Faithful or real
        </h3>
        <p className="plane-axes" aria-hidden="true">
          <span>↑ PSNR, dB</span>
          <span>→ more real</span>
        </p>
      </header>
      <div ref={host} className="chart-plot plane-plot">
        {data === null || model === null ? (
          <p className="chart-empty">
            <span>Nothing measured yet</span>
          </p>
        ) : (
          <div role="img" aria-label={model.summary}>
            {width > 0 && <PlanePlot data={data} model={model} width={width} height={height} />}
          </div>
        )}
      </div>
      <p className="plane-why">{PLANE_WHY}</p>
    </section>
  )
}

const selectCompared = (state: PageState): boolean => state.sides.twin !== null
