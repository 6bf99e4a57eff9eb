/** The runs that are kept on this machine: each with its fakes, and what can be done with it. */
import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { KeptSteps } from './kept-steps.tsx'
import { NameForm } from './name-form.tsx'
import { isNameField, RunRow } from './run-row.tsx'
import { totalWords } from './shelf-words.ts'

const selectRuns = (state: PageState) => state.runs
const selectUnkept = (state: PageState) => state.unkept
const selectStands = ({ sides }: PageState) => sides.run.networks !== null
const selectStep = (state: PageState) => state.sides.run.step

export function ShelfDialog({ onClose }: { onClose: () => void }) {
  const runs = useGanvas(selectRuns)
  const unkept = useGanvas(selectUnkept)
  const stands = useGanvas(selectStands)
  // Read once: times that change under the eye say nothing.
  const [now] = useState(() => Date.now())
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content
          className="dialog shelf-dialog"
          aria-describedby="shelf-help"
          onEscapeKeyDown={(event) => {
            // In a name's field Escape leaves the field alone.
            if (isNameField(event.target)) event.preventDefault()
          }}
        >
          <div className="dialog-head">
            <Dialog.Title>Runs</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close" icon={<X size={16} />} />
            </Dialog.Close>
          </div>
          <div className="dialog-body" tabIndex={0}>
            <p id="shelf-help">
              Every run is kept by itself while it trains, with its data, charts and timeline, on this machine
              alone. Runs you name stay until you delete them; of the others, the last 50.
            </p>
            {unkept !== null && <p className="shelf-unkept">{unkept}</p>}
            <KeepThis />
            {stands && <KeptSteps />}
            {runs !== null && runs.length > 0 && (
              <ol className="shelf-rows" aria-label="Kept runs">
                {runs.map((run) => (
                  <RunRow key={run.id} run={run} now={Math.max(now, run.savedAt)} />
                ))}
              </ol>
            )}
            <Deleted />
            <p className="shelf-total" role="status">
              {runs === null
                ? 'Looking at what is kept …'
                : runs.length === 0
                  ? 'Nothing is kept yet. A run has its place here from step 50 on.'
                  : totalWords(runs)}
            </p>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const selectDeleted = (state: PageState) => state.deleted

function Deleted() {
  const deleted = useGanvas(selectDeleted)
  const actions = useActions()
  return (
    <div className="shelf-deleted" role="status">
      {deleted !== null && (
        <>
          <span>{deleted.name} is deleted.</span>
          <Button look="outline" onClick={() => actions.restoreRun(deleted.id)}>
            Undo
          </Button>
        </>
      )}
    </div>
  )
}

/** A name for the run under way: it stays until it is deleted, however short it is. */
function KeepThis() {
  const step = useGanvas(selectStep)
  const actions = useActions()
  return (
    <NameForm
      label="Name for this run"
      order="Keep under this name"
      disabled={step === 0}
      onName={(name) => actions.keepRun(name)}
    />
  )
}
