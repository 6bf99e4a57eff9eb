/** What sets the twin apart from the run, in words. Pure. */
import { penaltyEntry } from '../../../common/catalog/penalties.ts'
import type { SettingKey } from '../../../common/catalog/settings/all.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { differingKeys } from '../../../common/config/twin.ts'
import { plainNumber } from '../kit/number-words.ts'
import { settingOf } from '../setup/settings/setting-state.ts'
import { valueWords } from '../setup/settings/setting-words.ts'

/** “R1, γ 0.1 instead of None; Batch size 64 instead of 256”. */
export function differenceWords(run: RunConfig, twin: RunConfig): string {
  const keys = differingKeys(run, twin)
  // A penalty is named with its weight.
  const shown = keys.includes('penalty') ? keys.filter((key) => key !== 'gamma') : keys
  if (shown.length === 0) return 'the same settings'
  return shown.map((key) => `${sideWords(key, twin)} instead of ${bareWords(key, run)}`).join('; ')
}

/** A choice speaks for itself; a number needs its name. */
function sideWords(key: SettingKey, config: RunConfig): string {
  const bare = bareWords(key, config)
  return settingOf(key).type === 'choice' && config[key] !== 'none' ? bare : `${settingOf(key).label} ${bare}`
}

function bareWords(key: SettingKey, config: RunConfig): string {
  if (config[key] === 'none') return 'none'
  if (key !== 'penalty') return valueWords(key, config[key])
  return `${penaltyEntry(config.penalty).label}, γ ${plainNumber(config.gamma)}`
}
