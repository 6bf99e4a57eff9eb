/** Behind a verdict: its meaning, the evidence in full, and each remedy as a button that acts on the living run. */
import { Popover } from 'radix-ui'
import { REMEDIES, type Remedy } from '../../../common/catalog/remedies.ts'
import { useActions, useGanvas, useReadNow } from '../../state/page.ts'
import { proposalOf, type Proposal } from '../../../common/config/remedy-change.ts'
import type { PageState } from '../../state/store-types.ts'
import { stepBefore } from '../../state/run/timeline.ts'
import { stepText } from '../charts/number-words.ts'
import { foundWords, verdictWords } from './verdict-words.ts'

const selectRemedies = (state: PageState) => state.sides.run.verdict.remedies?.join(' ') ?? ''
const selectMeaning = ({ sides }: PageState) => {
  const { verdict } = sides.run
  const { meaning, tone } = verdictWords(verdict)
  // While it waits, the evidence says better why.
  return tone === 'wait' && verdict.evidence.length > 0 ? '' : meaning
}
const selectEvidence = ({ sides }: PageState) => {
  const { verdict, metrics } = sides.run
  const found = verdict.recovering === true ? foundWords(metrics) : ''
  return [...(found === '' ? [] : [found]), ...verdict.evidence].join('\n')
}
const selectBefore = ({ sides }: PageState) => stepBefore(sides.run.timeline)
const selectConfig = (state: PageState) => state.sides.run.config
const selectDataset = (state: PageState) => state.dataset
/** More would be a list to study, not a choice. */
const MOST = 5

export function Remedies() {
  const remedies = useGanvas(selectRemedies)
  const name = remedies === '' ? 'Why' : 'Cures'
  return (
    <Popover.Root>
      <Popover.Trigger className="button button-outline remedies-open">{name}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover remedies-popover"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={name}
        >
          <Evidence />
          {remedies !== '' && <Choice ids={remedies.split(' ')} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Evidence() {
  const evidence = useGanvas(selectEvidence)
  const meaning = useGanvas(selectMeaning)
  return (
    <>
      <h2 className="popover-title">Why</h2>
      {meaning !== '' && <p>{meaning}</p>}
      {evidence !== '' && (
        <ul className="remedies-evidence">
          {evidence.split('\n').map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function Choice({ ids }: { ids: readonly string[] }) {
  const config = useGanvas(selectConfig)
  const dataset = useGanvas(selectDataset)
  const offers = ids.flatMap((id) => {
    const remedy = REMEDIES.find((entry) => entry.id === id)
    const proposal = remedy === undefined ? null : proposalOf(remedy, config, dataset)
    return remedy === undefined || proposal === null ? [] : [{ remedy, proposal }]
  })
  return (
    <>
      <h2 className="popover-title">What may help</h2>
      {offers.length === 0 && <p>Every remedy known for this is in force already. Try another seed.</p>}
      <ul className="remedies-list">
        <RollBack />
        {offers.slice(0, MOST).map(({ remedy, proposal }) => (
          <li key={remedy.id}>
            <RemedyButton remedy={remedy} proposal={proposal} />
          </li>
        ))}
      </ul>
    </>
  )
}

function RemedyButton({ remedy, proposal }: { remedy: Remedy; proposal: Proposal }) {
  const actions = useActions()
  const readNow = useReadNow()
  return (
    <Popover.Close
      className="remedy"
      title={`Source: ${remedy.source}`}
      onClick={() => {
        actions.configure(proposal.change)
        if (!proposal.rebuilds && !proposal.freshDiscriminator)
          actions.say({
            role: 'status',
            sentence: `${remedy.label}: in force from step ${stepText(readNow().sides.run.step)}. Both networks go on.`,
          })
      }}
    >
      <span className="remedy-name">{remedy.label}</span>
      <span className="remedy-effect">{effectWords(proposal)}</span>
      <span className="remedy-meaning">{remedy.meaning}</span>
    </Popover.Close>
  )
}

function effectWords({ rebuilds, freshDiscriminator }: Proposal): string {
  if (rebuilds) return 'starts over'
  return freshDiscriminator ? 'new detective, same forger' : 'at once'
}

/** The last kept step before it began. */
function RollBack() {
  const step = useGanvas(selectBefore)
  const actions = useActions()
  if (step === null) return null
  return (
    <li>
      <Popover.Close className="remedy" onClick={() => actions.branch(step)}>
        <span className="remedy-name">Roll back to step {stepText(step)}</span>
        <span className="remedy-effect">keeps the settings</span>
        <span className="remedy-meaning">
          Both go on from before it began. Change a setting then, or it happens again.
        </span>
      </Popover.Close>
    </li>
  )
}
