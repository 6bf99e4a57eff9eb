/** What is said of kept runs. Pure. */
import { defaultsFor } from '../../../common/config/defaults.ts'
import { describeChange } from '../../../common/config/difference.ts'
import type { RunSummary } from '../../../common/protocol/shelf.ts'
import { wholeNumber } from '../kit/number-words.ts'
import { agoWords, sizeWords } from './time-words.ts'

/** “step 1,200 · 3 hours ago · 1.2 MB”, with its data's name where it has one of its own. @param now milliseconds since 1970 */
export function runFacts({ dataset, name, step, savedAt, bytes }: RunSummary, now: number): string {
  const facts = [`step ${wholeNumber(step)}`, agoWords(now - savedAt), sizeWords(bytes)]
  return [...(name === dataset ? [] : [dataset]), ...facts].join(' · ')
}

/** What was set otherwise than its data bring along: “Learning rate of G 0.001 → 0.0002”; empty where nothing was. */
export function settingsWords({ config }: Pick<RunSummary, 'config'>): string {
  const plain = defaultsFor(config.dataset)
  const { backend, precision, speed, autostart, steps, seed } = config
  const words = describeChange({ ...plain, backend, precision, speed, autostart, steps, seed }, config)
  return [...(words === '' ? [] : [words]), `seed ${seed}`].join(', ')
}

/** Why it cannot be opened as the others can; empty where it can. */
export function placeWords({ place, missing }: Pick<RunSummary, 'place' | 'missing'>): string {
  if (place === 'here') return 'Open here'
  if (place === 'elsewhere') return 'Open in another tab'
  return missing === null ? '' : `Its ${missing} were not kept`
}

export function totalWords(runs: readonly RunSummary[]): string {
  const bytes = runs.reduce((sum, run) => sum + run.bytes, 0)
  const many = runs.length === 1 ? 'One run' : `${wholeNumber(runs.length)} runs`
  return `${many}, ${sizeWords(bytes)} on this machine.`
}
