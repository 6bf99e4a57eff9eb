/**
 * The shortest way to what people come for: starts the run that collapses and opens the tour where it speaks of it. The
 * next chapter cures the same run.
 */
import { opened } from '../../../state/story/follow-tour.ts'
import { useActions, useReadNow } from '../../../state/page.ts'

/** The tour's chapter on the collapse, 0-based. */
const COLLAPSE = 3

export function CollapseButton({ className, label }: { className: string; label: string }) {
  const actions = useActions()
  const readNow = useReadNow()
  return (
    <button
      type="button"
      className={className}
      title="Starts a ready-made run on the ring that fails within a quarter of a minute, and shows how to mend it"
      onClick={() => {
        actions.story.setTour(opened(COLLAPSE, readNow().story.walked))
        actions.applyPreset('ring-collapse')
        actions.run()
      }}
    >
      {label}
    </button>
  )
}
