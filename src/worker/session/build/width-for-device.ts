/**
 * Narrower networks for large pictures on a device that turns out to be slow: measured, not guessed from its name. Makes two
 * steps of networks that are thrown away, before anybody trains; small pictures and chosen widths are not measured.
 */
import { mayBeTooWide, narrowed, narrower, type Opened } from '../../../common/config/fit-to-data.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Engine } from '../../compute/engine-types.ts'
import type { Dataset } from '../../data/dataset.ts'
import { Run } from '../train/run.ts'

export async function widthForDevice(
  config: RunConfig,
  dataset: Dataset,
  opened: Opened,
  engine: Pick<Engine, 'settle'>,
): Promise<RunConfig> {
  if (!mayBeTooWide(config, opened)) return config
  try {
    return narrowed(config, await stepTime(config, dataset, engine))
  } catch {
    // Most likely there is no room for networks as wide; where nothing works at all, building the run says so.
    return narrower(config)
  }
}

/** Milliseconds of a step, in immediate mode; the first one pays for what is made once. */
async function stepTime(
  config: RunConfig,
  dataset: Dataset,
  engine: Pick<Engine, 'settle'>,
): Promise<number> {
  const scratch = new Run(config, dataset)
  try {
    scratch.advance()
    await engine.settle()
    const start = performance.now()
    scratch.advance()
    await engine.settle()
    return performance.now() - start
  } finally {
    scratch.dispose()
  }
}
