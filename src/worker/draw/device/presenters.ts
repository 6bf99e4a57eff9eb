/** The presenters of back ends: made and proved when first asked for. */
import { gpuBackendNow, type HiddenBackend } from '../../compute/record/backend.ts'
import { Presenter } from './presenter.ts'
import { reachesCanvas } from './proof.ts'

/** Null: there is none, as it does not work here. */
const known = new WeakMap<HiddenBackend, { presenter: Presenter | null }>()

/** That of the back end in use; null where pictures are drawn from plain numbers. */
export function presenterNow(): Presenter | null {
  const backend = gpuBackendNow()
  if (backend === null) return null
  const found = known.get(backend) ?? { presenter: proved(backend) }
  known.set(backend, found)
  return found.presenter
}

function proved(backend: HiddenBackend): Presenter | null {
  try {
    const presenter = new Presenter(backend)
    return reachesCanvas(presenter) ? presenter : null
  } catch {
    return null
  }
}
