/** A list of topics beside the text that is open. */
import { LESSONS, lessonOf, type LessonId } from '../../../../common/catalog/lessons.ts'
import { useActions } from '../../../state/page.ts'
import { TourButton } from '../tour/tour-button.tsx'
import { Formula } from './formulas.tsx'

export function Topics({ open }: { open: LessonId }) {
  const { story } = useActions()
  const { title, parts, source } = lessonOf(open)
  return (
    <div className="learn-body">
      <nav className="learn-topics" aria-label="Topics">
        <ol>
          {LESSONS.map(({ id, title: name }) => (
            <li key={id}>
              <button
                type="button"
                className="learn-topic"
                aria-current={id === open ? 'page' : undefined}
                onClick={() => story.openLesson(id)}
              >
                {name}
              </button>
            </li>
          ))}
        </ol>
        <TourButton onOpen={() => story.openLesson(null)} />
      </nav>
      <article className="learn-text" tabIndex={0} aria-live="polite" key={open}>
        <h3>{title}</h3>
        {parts.map((part) =>
          typeof part === 'string' ? (
            <p key={part}>{part}</p>
          ) : (
            <Formula key={part.formula} id={part.formula} />
          ),
        )}
        <p className="learn-source">{source}</p>
      </article>
    </div>
  )
}
