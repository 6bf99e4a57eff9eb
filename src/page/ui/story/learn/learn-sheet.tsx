/** The short texts that teach: a list of topics, and the one that is open. Opened from the header and from any stage. */
import { GraduationCap, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { LessonId } from '../../../../common/catalog/lessons.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { later } from '../../kit/later.tsx'
import './learn.css'

const Topics = later(async () => (await import('./topics.tsx')).Topics)

/** What opens first. */
const FIRST: LessonId = 'duel'

const selectLesson = (state: PageState) => state.story.lesson

export function LearnSheet() {
  const open = useGanvas(selectLesson)
  const { story } = useActions()
  return (
    <Dialog.Root open={open !== null} onOpenChange={(wanted) => story.openLesson(wanted ? FIRST : null)}>
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
