/** The presenters of back ends: made and proved when first asked for. */
import { backend as currentBackend } from '@tensorflow/tfjs'
import { Presenter } from './presenter.ts'
import { reachesCanvas } from './proof.ts'
import type { HiddenBackend } from '../../compute/record/backend.ts'

/** Null until somebody asks; then the presenter, or why there is none. */
interface Known {
  readonly make: () => Presenter
  found: { presenter: Presenter | null } | null
}

const known = new WeakMap<object, Known>()

/** Lets a back end's results be drawn without reading them back, where that works. */
export function offerPresenter(backend: HiddenBackend): void {
  known.set(backend, { make: () => new Presenter(backend), found: null })
}

/** That of the back end in use; null where pictures are drawn from plain numbers. */
export function presenterNow(): Presenter | null {
  const entry = known.get(currentBackend())
  if (entry === undefined) return null
  entry.found ??= { presenter: proved(entry.make) }
  return entry.found.presenter
}

function proved(make: () => Presenter): Presenter | null {
  try {
    const presenter = make()
    return reachesCanvas(presenter) ? presenter : null
  } catch {
    return null
  }
}
