/** For which state of a run a recording was tried last: it stands for that state, or it is known why it does not. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Dataset } from '../../data/dataset.ts'
import { isWarm } from '../../gan/warm/stage.ts'
import type { Trained } from './step-replay.ts'

export class LastTry {
  private of: { config: RunConfig; dataset: Dataset; warm: boolean } | null = null

  /** @param state of the run when it was tried: trying may train it */
  note({ config, dataset, step }: Pick<Trained, 'config' | 'dataset' | 'step'>): void {
    this.of = { config, dataset, warm: isWarm(config, step) }
  }

  /** No state was tried. */
  forget(): void {
    this.of = null
  }

  /** Whether the run's next step is one that was tried. */
  covers({ config, dataset, step }: Trained): boolean {
    const { of } = this
    return of?.config === config && of.dataset === dataset && of.warm === isWarm(config, step)
  }
}
