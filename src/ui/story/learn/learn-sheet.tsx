/** The short texts that teach: a list of topics, and the one that is open. Opened from the header and from any stage. */
import { GraduationCap, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { LESSONS, lessonOf, type LessonId } from '../../../catalog/lessons.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { TourButton } from '../tour/tour-button.tsx'
import { Formula } from './formulas.tsx'
import './learn.css'

const selectLesson = (state: PageState) => state.story.lesson

export function LearnSheet() {
  const open = useGanvas(selectLesson)
  const { story } = useActions()
  return (
    <Dialog.Root
      open={open !== null}
      onOpenChange={(wanted) => story.openLesson(wanted ? LESSONS[0].id : null)}
    >
      <Dialog.Trigger asChild>
        <Button
          className="learn-open"
          title="Short texts, and the tour"
          icon={<GraduationCap size={16} strokeWidth={1.75} />}
        >
          <span className="learn-name">Learn</span>
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog learn" aria-describedby={undefined}>
          <div className="dialog-head">
            <Dialog.Title>Learn</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close" icon={<X size={16} />} />
            </Dialog.Close>
          </div>
          {open !== null && <Topics open={open} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Topics({ open }: { open: LessonId }) {
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
