/** What a script is written for: one run, as plain data. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { RunStory } from '../../../common/config/run-story.ts'
import type { ItemSpec } from '../../../common/items/item-spec.ts'
import type { LayerChain } from '../../../common/networks/layer-op.ts'
import type { LargerPair } from './larger.ts'

export interface ScriptFacts {
  readonly config: RunConfig
  /** How it came here; null where that cannot be told as data. */
  readonly story: RunStory | null
  /** Generator updates done. */
  readonly step: number
  /** What the data are called. */
  readonly label: string
  readonly item: ItemSpec
  /** 0: the networks are told no class. */
  readonly classes: number
  /** True where the items are a list, which lies beside the script; else they are drawn by a formula. */
  readonly listed: boolean
  /** The same networks for larger sides; none for what is no picture. */
  readonly larger: readonly LargerPair[]
  readonly networks: { readonly generator: LayerChain; readonly discriminator: LayerChain }
}
