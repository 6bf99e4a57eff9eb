/**
 * Which settings the person set themselves: by the link, a control, a preset or a script. Settings that follow the data leave
 * these alone. Knows no worker.
 */
import type { SettingKey } from '../../common/catalog/settings/all.ts'
import { isSettingKey } from '../../common/config/check.ts'
import { defaultsFor } from '../../common/config/defaults.ts'
import { changedKeys, chosenBeside } from '../../common/config/difference.ts'
import type { RunConfig } from '../../common/config/run-config.ts'

export class ChosenSettings {
  private readonly keys: Set<SettingKey>

  /** @param config of the link: it names what differs from the defaults */
  constructor(config: RunConfig) {
    this.keys = new Set(changedKeys(defaultsFor(config.dataset), config))
  }

  get all(): readonly SettingKey[] {
    return [...this.keys]
  }

  /**
   * A change that somebody made. Another dataset brings settings of its own: of those that come with it only what differs from
   * its defaults was chosen.
   */
  note(change: Partial<RunConfig>, before: RunConfig): void {
    const { dataset } = change
    if (dataset === undefined || dataset === before.dataset) {
      for (const key of Object.keys(change)) if (isSettingKey(key)) this.keys.add(key)
      return
    }
    this.keys.clear()
    for (const key of chosenBeside(dataset, change)) this.keys.add(key)
  }
}
