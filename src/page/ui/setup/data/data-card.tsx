/**
 * What was understood of the person's own data: what they came as, what was changed for them, what will trouble training, what was
 * guessed and can be changed on the spot, their parts and classes, and what was left out. Decides nothing itself.
 */
import { CircleAlert, Info } from 'lucide-react'
import type { DataCard as Card, Trouble } from '../../../../common/items/data-card.ts'
import { pageKind } from '../../../kinds/kinds.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button } from '../../kit/button.tsx'
import { wholeNumber } from '../../kit/number-words.ts'
import { ClassList } from './class-list.tsx'
import { Guesses } from './guesses.tsx'
import { LeftOut } from './left-out.tsx'
import './data-card.css'

const selectCard = ({ dataset }: PageState): Card | null => dataset?.card ?? null
const selectOwn = ({ dataset }: PageState): boolean => dataset?.id === 'own'
const selectName = (state: PageState): string => state.dataset?.fingerprint ?? ''
const selectBusy = (state: PageState): boolean => state.opening

export function DataCard() {
  const card = useGanvas(selectCard)
  const own = useGanvas(selectOwn)
  if (card === null || (!own && pageKind(card.item.kind).Parts === null)) return <LeftOut />
  return own ? <OwnCard card={card} /> : <ShippedCard card={card} />
}

/** Of data that come with the page only their parts are news. */
function ShippedCard({ card }: { card: Card }) {
  const { Parts } = pageKind(card.item.kind)
  if (Parts === null) return null
  return (
    <section className="data-card" aria-label="What was read">
      <Troubles troubles={card.troubles} />
      <Parts card={card} disabled={false} fixed />
    </section>
  )
}

function OwnCard({ card }: { card: Card }) {
  const name = useGanvas(selectName)
  const busy = useGanvas(selectBusy)
  const { troubles, guesses, classes, choice, item } = card
  const { Tools, Parts } = pageKind(item.kind)
  const came = cameWords(card)
  return (
    <section className="data-card" aria-label="What was read">
      {came !== '' && <p className="data-came">{came}</p>}
      <FittedLine />
      <Troubles troubles={troubles} />
      <Guesses guesses={guesses} disabled={busy} />
      {Tools !== null && <Tools choice={choice} guesses={guesses} disabled={busy} />}
      {Parts !== null && <Parts card={card} disabled={busy} fixed={false} />}
      <ClassList classes={classes} name={name} />
      <LeftOut />
    </section>
  )
}

/** “From 350 files, each 28 × 28 pixels”; empty where nothing is known of it. */
export function cameWords({ files, sizes }: Pick<Card, 'files' | 'sizes'>): string {
  const from = files === 0 ? '' : `From ${wholeNumber(files)} ${files === 1 ? 'file' : 'files'}`
  if (sizes === null) return from === '' ? '' : `${from}.`
  const { smallest, largest, alike } = sizes
  const words = ({ width, height }: typeof smallest) => `${wholeNumber(width)} × ${wholeNumber(height)}`
  const came = alike ? `${words(smallest)} pixels` : `${words(smallest)} to ${words(largest)} pixels`
  return `${from === '' ? 'Pictures' : `${from}, pictures`} of ${came}.`
}

const selectFitted = (state: PageState): string | null => state.fitted?.sentence ?? null

/** What was changed in the settings, and how to put it back. */
function FittedLine() {
  const sentence = useGanvas(selectFitted)
  const actions = useActions()
  if (sentence === null) return null
  return (
    <p className="data-fitted">
      {sentence}{' '}
      <Button look="outline" aria-label="Undo the fitted settings" onClick={() => actions.undoFit()}>
        Undo
      </Button>
    </p>
  )
}

function Troubles({ troubles }: Pick<Card, 'troubles'>) {
  if (troubles.length === 0) return null
  return (
    <ul className="troubles" aria-label="Worth knowing">
      {troubles.map((trouble) => (
        <TroubleNote key={trouble.sentence} {...trouble} />
      ))}
    </ul>
  )
}

/** Where something can be done, it is asked for; the rest is a word. */
function TroubleNote({ sentence, nextStep }: Trouble) {
  const Icon = nextStep === '' ? Info : CircleAlert
  return (
    <li>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      <p>
        {sentence} {nextStep !== '' && <span className="trouble-next">{nextStep}</span>}
      </p>
    </li>
  )
}
