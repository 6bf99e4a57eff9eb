/** A stage in words and numbers: whose turn, what happens, the step's own figures, single items and layers. */
import { BookOpen } from 'lucide-react'
import { lessonOf } from '../../../../common/catalog/lessons.ts'
import type { Walk } from '../../../state/story/story-types.ts'
import { useActions } from '../../../state/page.ts'
import { figureText } from '../../charts/number-words.ts'
import { countWords } from './stages.ts'
import type { ItemRow, Stage } from './stage-types.ts'

export function StageWords({ stage, walk }: { stage: Stage; walk: Walk }) {
  const { story } = useActions()
  return (
    <div className="slow-words">
      <div aria-live="polite">
        <p className="slow-turn">{stage.turn}</p>
        <h3 className="slow-title">{stage.title}</h3>
      </div>
      {stage.facts.length > 0 && (
        <dl className="slow-facts">
          {stage.facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <Figure value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="slow-text">{stage.text}</p>
      {stage.items.length > 0 && <Items items={stage.items} />}
      {stage.moves !== null && <Moves moves={stage.moves} />}
      <p className="slow-foot">
        {countWords(walk)}{' '}
        <button type="button" className="slow-lesson" onClick={() => story.openLesson(stage.lesson)}>
          <BookOpen size={12} aria-hidden="true" />
          {lessonOf(stage.lesson).title}
        </button>
      </p>
    </div>
  )
}

/** A rounded figure that carries the step's own number, unrounded. */
function Figure({ value }: { value: number }) {
  return <data value={String(value)}>{figureText(value)}</data>
}

function Items({ items }: { items: readonly ItemRow[] }) {
  const priced = items.some(({ error }) => error !== null)
  const aimed = items.some(({ target }) => target !== null)
  return (
    <table className="slow-table">
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col">Score</th>
          {aimed && <th scope="col">Target</th>}
          {priced && <th scope="col">Error</th>}
        </tr>
      </thead>
      <tbody>
        {items.map(({ who, index, of, score, target, error }) => (
          <tr key={`${who}${index}`} data-who={who}>
            <th scope="row">
              {who === 'real' ? 'Real' : 'Fake'} {index + 1}
              {of === null ? '' : `, class ${of}`}
            </th>
            <td>
              <Figure value={score} />
            </td>
            {aimed && <td>{target ?? '–'}</td>}
            {priced && <td>{error === null ? '–' : <ErrorOf value={error} />}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** NaN is what top-k leaves out. */
function ErrorOf({ value }: { value: number }) {
  return Number.isNaN(value) ? 'not counted' : <Figure value={value} />
}

function Moves({ moves }: { moves: NonNullable<Stage['moves']> }) {
  return (
    <table className="slow-table">
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col">{moves.show === 'gradNorm' ? 'Gradient’s norm' : 'Moved by'}</th>
          {moves.show === 'change' && <th scope="col">Of its size</th>}
        </tr>
      </thead>
      <tbody>
        {moves.layers.map((layer) => (
          <tr key={layer.name} data-who={moves.of === 'generator' ? 'fake' : 'discriminator'}>
            <th scope="row">{layer.name}</th>
            <td>
              <Figure value={layer[moves.show]} />
            </td>
            {moves.show === 'change' && <td>{shareText(layer.change / layer.weightNorm)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function shareText(share: number): string {
  return Number.isFinite(share) ? `${(100 * share).toPrecision(2)} %` : '–'
}
