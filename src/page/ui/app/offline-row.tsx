/** Says whether the page opens without a network, and offers to keep all of it. */
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button } from '../kit/button.tsx'

const selectOffline = ({ offline }: PageState) => offline

export function OfflineRow() {
  const { kept, keeping, all, bytes } = useGanvas(selectOffline)
  const actions = useActions()
  if (!kept) return null
  return (
    <section>
      <h3>Without a network</h3>
      <p>
        {all
          ? 'Everything is kept on this machine, the datasets as well: the page opens and trains without a network.'
          : 'The page is kept on this machine and opens without a network; a dataset is kept once you have used it.'}
      </p>
      {!all && (
        <p className="help-offline">
          <Button look="outline" disabled={keeping !== null} onClick={() => actions.keepOffline()}>
            {keeping === null
              ? `Keep everything (${Math.round(bytes / 1e6)} MB)`
              : `Keeping everything: ${Math.round(100 * keeping)} %`}
          </Button>
        </p>
      )}
    </section>
  )
}
