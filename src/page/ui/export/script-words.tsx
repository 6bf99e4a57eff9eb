/** What is to be known of the PyTorch script before it is saved: that the data go with it, and what it cannot do. */
import { originOf } from '../../../common/config/dataset-kind.ts'
import { itemKindOf } from '../../../common/config/item-kind.ts'
import { scriptLimits } from '../../../common/saved/train-script-limits.ts'
import { useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'

const selectConfig = ({ sides }: PageState) => sides.run.config
const selectKind = (state: PageState) => itemKindOf(runData(state))

export function ScriptWords() {
  const config = useGanvas(selectConfig)
  const kind = useGanvas(selectKind)
  return (
    <section className="export-limits" aria-label="What the script cannot do">
      {originOf(config) === 'own' && <p>Your data lie beside the script: whoever has the file has them.</p>}
      <ul>
        {scriptLimits({ config, kind, replayed: null }).map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </section>
  )
}
