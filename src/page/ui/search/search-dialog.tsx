/** The search for settings: what it does and for how long, how far it is, and a row for each candidate. */
import { Link, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { candidateCount, candidatesFor } from '../../../common/config/search.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import { searchLink } from '../../state/run/address.ts'
import { isSearching, type SearchView } from '../../state/search/search-types.ts'
import { leftWords, overWords, roundWords } from '../../state/search/search-words.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { copyText } from '../kit/copy-text.ts'
import { Segments } from '../kit/segments.tsx'
import { Candidates } from './candidates.tsx'
import { triedWords } from './candidate-words.ts'

const MINUTES = ['2', '5', '10', '20'] as const
type Minutes = (typeof MINUTES)[number]
const BUDGETS = MINUTES.map((id) => ({ id, label: `${id} min` }))

const selectSearch = (state: PageState) => state.search
const selectConfig = (state: PageState) => state.sides.run.config
const selectDataset = (state: PageState) => state.dataset

export function SearchDialog({ onClose }: { onClose: () => void }) {
  const search = useGanvas(selectSearch)
  const searching = search !== null && isSearching({ search })
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog find-dialog" aria-describedby="find-help">
          <div className="dialog-head">
            <Dialog.Title>Find settings for me</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close" icon={<X size={16} />} />
            </Dialog.Close>
          </div>
          <div className="dialog-body" tabIndex={0}>
            <p id="find-help">
              Several settings race on your data from the same seed. After each round the lesser half falls
              and the rest get twice the time; the winner becomes your run and trains on. Your present run
              pauses meanwhile. It is kept, and can be taken back.
            </p>
            {searching ? <Progress search={search} /> : <Beginning search={search} />}
            {search !== null && <Candidates search={search} />}
            {search !== null && <Judgement />}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Chooses a budget and begins; says how the last search came out. */
function Beginning({ search }: { search: SearchView | null }) {
  const [minutes, setMinutes] = useState<Minutes>('5')
  const actions = useActions()
  return (
    <section className="find-beginning" aria-label="Begin">
      {search !== null && (
        <p className="find-outcome" role="status">
          {search.state === 'stopped'
            ? 'Stopped: nothing was changed. Any of these can be kept.'
            : overWords(search)}
        </p>
      )}
      <div className="find-budget">
        <span id="find-budget">Time</span>
        <Segments
          name="find-minutes"
          aria-labelledby="find-budget"
          options={BUDGETS}
          chosen={minutes}
          onChoose={setMinutes}
        />
        <Button look="primary" onClick={() => actions.find(Number(minutes))}>
          {search === null ? 'Start' : 'Search again'}
        </Button>
        <CopyLink minutes={Number(minutes)} />
      </div>
      {search === null && <Tried minutes={Number(minutes)} />}
    </section>
  )
}

/** What would be tried, before anybody waits for it. */
function Tried({ minutes }: { minutes: number }) {
  const config = useGanvas(selectConfig)
  const dataset = useGanvas(selectDataset)
  if (dataset === null) return null
  const candidates = candidatesFor(config, dataset, candidateCount({ minutes }))
  return <p className="find-tried">{triedWords(candidates)}</p>
}

function CopyLink({ minutes }: { minutes: number }) {
  const config = useGanvas(selectConfig)
  const actions = useActions()
  return (
    <IconButton
      name="Copy a link that begins this search"
      icon={<Link size={14} />}
      onClick={() => {
        void copyText(searchLink(config, minutes)).then((copied) =>
          actions.say(
            copied
              ? {
                  role: 'status',
                  sentence: 'The link is copied: it opens these settings and begins the search.',
                }
              : { role: 'alert', sentence: 'The browser did not let the link be copied.' },
          ),
        )
      }}
    />
  )
}

function Progress({ search }: { search: SearchView }) {
  const actions = useActions()
  const share = Math.min(100, Math.round((100 * search.spent) / search.total))
  return (
    <section className="find-progress" aria-label="Progress">
      <p role="status">{roundWords(search)}</p>
      <progress max={100} value={share} aria-label="Search" />
      <span className="find-left">{leftWords(search)}</span>
      <Button look="outline" onClick={() => actions.stopFinding()}>
        Cancel
      </Button>
    </section>
  )
}

function Judgement() {
  return (
    <p className="find-judged">
      Judged by the verdict’s own figures: how the samples look and how much of the data’s variety they keep,
      neither making up for the other (their harmonic mean, the curve). What runs away, makes few kinds of
      fakes or copies comes last. How far each comes in the time depends on this device; the link of the
      winner gives the same run again, step for step.
    </p>
  )
}
