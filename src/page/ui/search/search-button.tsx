/** Opens the search for settings, and says how it stands: at the head of the settings that it would change. */
import { Trophy } from 'lucide-react'
import { useActions, useGanvas } from '../../state/page.ts'
import { isSearching } from '../../state/search/search-types.ts'
import { leftWords } from '../../state/search/search-words.ts'
import type { PageState } from '../../state/store-types.ts'
import '../kit/css-variables.ts'
import { Button } from '../kit/button.tsx'
import { later } from '../kit/later.tsx'
import './search.css'

/** Comes when it is first opened. */
const SearchDialog = later(async () => (await import('./search-dialog.tsx')).SearchDialog)

const selectStands = ({ sides, session, recovering }: PageState): boolean =>
  !recovering && sides.run.networks !== null && ['ready', 'running', 'paused'].includes(session.state)
const selectSearching = (state: PageState): boolean => isSearching(state)
const selectLeft = ({ search }: PageState): string => (search === null ? '' : leftWords(search))
const selectShare = ({ search }: PageState): number =>
  search === null ? 0 : Math.round((100 * search.spent) / search.total) / 100
/** A challenge asks a person to find them. */
const selectChallenge = ({ challenge }: PageState): boolean => challenge !== null
const selectShown = (state: PageState): boolean => state.searchShown

export function SearchButton() {
  const stands = useGanvas(selectStands)
  const searching = useGanvas(selectSearching)
  const shown = useGanvas(selectShown)
  const challenged = useGanvas(selectChallenge)
  const actions = useActions()
  if (challenged && !searching) return null
  return (
    <div className="find">
      <Button
        look="outline"
        className="find-open"
        icon={<Trophy size={14} aria-hidden="true" />}
        disabled={!stands && !searching}
        aria-haspopup="dialog"
        title="Let several settings race on these data, within a time that you choose"
        onClick={() => actions.showSearch(true)}
      >
        {searching ? <Left /> : 'Find settings for me'}
      </Button>
      {searching && <Bar />}
      {shown && <SearchDialog onClose={() => actions.showSearch(false)} />}
    </div>
  )
}

function Left() {
  return `Finding settings: ${useGanvas(selectLeft)}`
}

function Bar() {
  const share = useGanvas(selectShare)
  return <span className="find-bar" aria-hidden="true" style={{ '--share': share }} />
}
