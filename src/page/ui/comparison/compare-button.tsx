/** Begins a comparison: the same run with one remedy, or with whatever is set afterwards, from the start or from now. */
import { Columns2 } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { REMEDIES, type Remedy } from '../../../common/catalog/remedies.ts'
import { effectOf } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { twinOf } from '../../../common/config/twin.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import { proposalOf } from '../../../common/config/remedy-change.ts'
import { isCompared, type runData } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { wholeNumber } from '../kit/number-words.ts'
import { Segments } from '../kit/segments.tsx'
import './twin.css'

const selectStands = ({ session, sides }: PageState): boolean =>
  sides.run.networks !== null && ['ready', 'running', 'paused'].includes(session.state)
const selectConfig = (state: PageState): RunConfig => state.sides.run.config
const selectDataset = (state: PageState) => state.dataset
const selectRemedies = (state: PageState): string => state.sides.run.verdict.remedies?.join(' ') ?? ''
const selectBegun = (state: PageState): boolean => state.sides.run.step > 0
/** The step under a popover is read once; it would not hold still. */
const selectStep = (state: PageState): number => state.sides.run.step

type From = 'start' | 'now'

export function CompareButton() {
  const compared = useGanvas(isCompared)
  const stands = useGanvas(selectStands)
  if (compared) return null
  return (
    <Popover.Root>
      <Popover.Trigger
        className="button button-outline compare"
        disabled={!stands}
        aria-label="Compare"
        title="Train a twin beside this run: same seed, same data, other settings"
      >
        <Columns2 size={14} aria-hidden="true" />
        <span className="compare-name">Compare</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Compare two runs"
        >
          <Beginnings />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Beginnings() {
  const begun = useGanvas(selectBegun)
  const config = useGanvas(selectConfig)
  const dataset = useGanvas(selectDataset)
  const remedies = useGanvas(selectRemedies)
  const [from, setFrom] = useState<From>(begun ? 'now' : 'start')
  const actions = useActions()
  const offers = offersOf({ config, dataset }, remedies === '' ? [] : remedies.split(' '), from)
  return (
    <>
      <h2 className="popover-title">What if …</h2>
      <p>A twin trains beside this run, step by step: same seed, same data, other settings.</p>
      {begun && <FromChoice from={from} onChange={setFrom} />}
      <h3 className="popover-subtitle">The same with</h3>
      <ul className="remedies-list compare-list">
        {offers.map(({ remedy, change }) => (
          <li key={remedy.id}>
            <Popover.Close
              className="remedy"
              title={`Source: ${remedy.source}`}
              onClick={() => actions.compare(change, from)}
            >
              <span className="remedy-name">{remedy.label}</span>
              <span className="remedy-meaning">{remedy.meaning}</span>
            </Popover.Close>
          </li>
        ))}
      </ul>
      <Popover.Close
        className="button button-outline"
        title="The controls on the left then show the twin’s settings"
        onClick={() => actions.compare({}, from)}
      >
        Other settings: choose on the left
      </Popover.Close>
    </>
  )
}

function FromChoice({ from, onChange }: { from: From; onChange: (from: From) => void }) {
  const step = useGanvas(selectStep)
  return (
    <Segments
      name="twin-from"
      aria-label="The twin begins"
      options={[
        { id: 'now', label: `From step ${wholeNumber(step)}` },
        { id: 'start', label: 'Both from the start' },
      ]}
      chosen={from}
      onChoose={onChange}
    />
  )
}

/** What the verdict asks for comes first. From now on only what the living generator can take. */
function offersOf(
  { config, dataset }: ReturnType<typeof runData>,
  wanted: readonly string[],
  from: From,
): { remedy: Remedy; change: Partial<RunConfig> }[] {
  const rank = ({ id }: Remedy): number => (wanted.includes(id) ? wanted.indexOf(id) : wanted.length)
  return [...REMEDIES]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((remedy) => {
      const proposal = proposalOf(remedy, config, dataset)
      if (proposal === null) return []
      const anew = effectOf(config, twinOf(config, proposal.change)) === 'rebuild'
      return from === 'now' && anew ? [] : [{ remedy, change: proposal.change }]
    })
}
