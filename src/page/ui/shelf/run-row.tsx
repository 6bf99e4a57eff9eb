/** One kept run: its fakes, name, facts, and what can be done with it. */
import { Columns2, Copy, FolderOpen, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import { memo, useState, type KeyboardEvent } from 'react'
import type { RunSummary } from '../../../common/protocol/shelf.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { FramePicture } from '../timeline/frame-picture.tsx'
import { placeWords, runFacts, settingsWords } from './shelf-words.ts'

/** Only a run that was trained has steps to be compared at. */
const selectCanCompare = ({ sides }: PageState) => sides.run.step > 0

export const RunRow = memo(function RunRow({ run, now }: { run: RunSummary; now: number }) {
  const { id, name, picture, step, place } = run
  const [renaming, setRenaming] = useState(false)
  const actions = useActions()
  const canCompare = useGanvas(selectCanCompare)
  const standing = placeWords(run)
  return (
    <li className="shelf-row" data-place={place}>
      <div className="shelf-picture">
        {picture !== null && <FramePicture frame={{ step, marked: false, picture }} />}
      </div>
      <div className="shelf-about">
        {renaming ? (
          <NameField run={run} onDone={() => setRenaming(false)} />
        ) : (
          <h3>
            {name}
            {standing !== '' && <span className="shelf-place">{standing}</span>}
          </h3>
        )}
        <p className="shelf-facts">{runFacts(run, now)}</p>
        <p className="shelf-settings" title={settingsWords(run)}>
          {settingsWords(run)}
        </p>
      </div>
      <div className="shelf-orders">
        {place === 'here' ? (
          <Button
            look="outline"
            icon={<RotateCcw size={14} aria-hidden="true" />}
            title="From step 0, with each change made again at its step: the same losses come. This run stays on the shelf."
            onClick={() => actions.reproduceRun()}
          >
            Train again
          </Button>
        ) : (
          <Button
            look="outline"
            icon={<FolderOpen size={14} aria-hidden="true" />}
            aria-label={`Open ${name}`}
            title={
              place === 'elsewhere'
                ? 'Opens a copy: the run itself goes on in the other tab'
                : 'Goes on with it; what you train now stays on the shelf'
            }
            onClick={() => actions.openRun(id)}
          >
            {place === 'elsewhere' ? 'Open a copy' : 'Open'}
          </Button>
        )}
        {place !== 'here' && (
          <IconButton
            name={`Compare with ${name}`}
            title="Puts it beside the run you train, as its twin"
            icon={<Columns2 size={14} />}
            disabled={!canCompare}
            onClick={() => actions.compareRun(id)}
          />
        )}
        <IconButton name={`Rename ${name}`} icon={<Pencil size={14} />} onClick={() => setRenaming(true)} />
        <IconButton
          name={`Duplicate ${name}`}
          icon={<Copy size={14} />}
          onClick={() => actions.duplicateRun(id)}
        />
        <IconButton
          name={`Delete ${name}`}
          icon={<Trash2 size={14} />}
          disabled={place === 'elsewhere'}
          onClick={() => actions.deleteRun(id)}
        />
      </div>
    </li>
  )
})

const NAME = 'shelf-name'

export function isNameField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.classList.contains(NAME)
}

/** Enter and leaving take the name, Escape leaves it as it was. */
function NameField({ run, onDone }: { run: RunSummary; onDone: () => void }) {
  const { id, name, named, dataset } = run
  const [typed, setTyped] = useState(named ? name : '')
  const actions = useActions()
  const take = (): void => {
    if (typed.trim() !== (named ? name : '')) actions.renameRun(id, typed)
    onDone()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') take()
    if (event.key === 'Escape') onDone()
  }
  return (
    <input
      type="text"
      className={NAME}
      aria-label={`Name of ${name}`}
      placeholder={dataset}
      maxLength={80}
      autoFocus
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={press}
      onBlur={take}
    />
  )
}
