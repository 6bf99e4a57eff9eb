/** The other cores of the machine, in the back end's popover: what a reload would give, or why none will. Never reloads by itself. */
import { coresSentence } from '../../state/cores.ts'
import type { CoresNews } from '../../state/offline-types.ts'
import { useActions } from '../../state/page.ts'
import { Button } from '../kit/button.tsx'

export function CoresPart({ news }: { news: CoresNews }) {
  const actions = useActions()
  if (news.kind === 'never') return <p>{news.why}</p>
  return (
    <>
      <p>{coresSentence(news.threads)}</p>
      <p>
        <Button look="outline" onClick={() => actions.reloadForCores()}>
          Reload to use {news.threads} cores
        </Button>
      </p>
    </>
  )
}
