/** Which back end runs and, on a click, on what, why the better ones do not, and how to choose another. */
import { Cpu } from 'lucide-react'
import { Popover } from 'radix-ui'
import { BACKENDS } from '../../../../common/catalog/backends.ts'
import type { BackendReport } from '../../../../common/protocol/report.ts'
import type { CoresNews } from '../../../state/offline-types.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { later } from '../../kit/later.tsx'
import { SettingField } from '../../setup/settings/setting-field.tsx'

const CoresPart = later(() => import('../cores-part.tsx').then((part) => part.CoresPart))

const selectBackend = (state: PageState) => state.backend
const selectCores = ({ offline }: PageState) => offline.cores

export function BackendBadge() {
  const report = useGanvas(selectBackend)
  const cores = useGanvas(selectCores)
  return (
    <div className="badge">
      <Cpu size={14} strokeWidth={1.75} aria-hidden="true" />
      <output aria-label="Back end" className="badge-name">
        {report === null ? 'opening' : backendWords(report)}
      </output>
      {cores?.kind === 'reload' && <span className="badge-mark" aria-hidden="true" />}
      <Popover.Root>
        <Popover.Trigger className="badge-more" aria-label="About the back end" title="About the back end" />
        <Popover.Portal>
          <Popover.Content
            className="popover"
            align="end"
            sideOffset={8}
            collisionPadding={8}
            aria-label="About the back end"
          >
            {report === null ? <p>The back end is being opened.</p> : <About report={report} cores={cores} />}
            <div className="popover-setting">
              <SettingField settingKey="backend" place="badge" />
            </div>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </div>
  )
}

/** WebGPU, or WebGPU (software) where no real GPU stands behind it. WASM and CPU never claim one. */
export function backendWords({ backend, software }: BackendReport): string {
  const claimsGpu = backend === 'webgpu' || backend === 'webgl'
  return claimsGpu && software ? `${nameOf(backend)} (software)` : nameOf(backend)
}

function nameOf(backend: string): string {
  return BACKENDS.find(({ id }) => id === backend)?.label ?? backend
}

function About({ report, cores }: { report: BackendReport; cores: CoresNews | null }) {
  const meaning = BACKENDS.find(({ id }) => id === report.backend)?.meaning
  return (
    <>
      <h2 className="popover-title">{backendWords(report)}</h2>
      <p>{meaning}</p>
      <dl className="popover-facts">
        <dt>Runs on</dt>
        <dd>{report.adapter}</dd>
      </dl>
      {cores !== null && <CoresPart news={cores} />}
      {report.passedOver.length > 0 && (
        <>
          <h3 className="popover-subtitle">Faster ones that were not taken</h3>
          <ul className="passed-over">
            {report.passedOver.map(({ backend, reason }) => (
              <li key={backend}>
                <span className="passed-over-name">{nameOf(backend)}</span> {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
