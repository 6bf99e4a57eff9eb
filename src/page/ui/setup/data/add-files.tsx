/** Where the person's own files come in: picker for files, picker for a folder, and the hint that the whole page takes drops. */
import { Camera, FilePlus, FolderOpen } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { withPaths } from '../../kit/dropped-files.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { later } from '../../kit/later.tsx'
import { farWords } from '../../kit/number-words.ts'

const selectOpening = (state: PageState) => state.opening

export function AddFiles() {
  const opening = useGanvas(selectOpening)
  return (
    <div className="add-files">
      <div className="add-files-buttons">
        <FileButton label="Add files" icon={<FilePlus size={14} />} />
        <FileButton label="Add a folder" icon={<FolderOpen size={14} />} folder />
        <WebcamButton />
      </div>
      {opening ? <Reading /> : <p>or drop or paste them anywhere</p>}
    </div>
  )
}

/** The dialog, and with it the camera, comes with the first click. */
const Webcam = later(async () => (await import('./webcam-dialog.tsx')).WebcamDialog)

function WebcamButton() {
  const [open, setOpen] = useState<boolean | null>(null)
  return (
    <>
      <IconButton
        name="Take pictures with the webcam"
        className="button-outline"
        icon={<Camera size={14} />}
        onClick={() => setOpen(true)}
      />
      {open !== null && <Webcam open={open} onOpenChange={setOpen} />}
    </>
  )
}

interface FileButtonProps {
  label: string
  icon: ReactNode
  folder?: boolean
}

function FileButton({ label, icon, folder = false }: FileButtonProps) {
  const actions = useActions()
  const id = useId()
  return (
    <span className="file-button">
      <input
        id={id}
        type="file"
        multiple
        className="hidden-words"
        {...(folder ? { webkitdirectory: '' } : {})}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // Cleared, so that the same file can be added again after it was changed.
          event.target.value = ''
          if (files.length > 0) actions.openWalked(() => withPaths(files))
        }}
      />
      <label htmlFor={id} className="button button-outline">
        {icon}
        {label}
      </label>
    </span>
  )
}

const selectDone = (state: PageState) => state.progress?.done ?? 0
const selectTotal = (state: PageState) => state.progress?.total ?? 0
const selectTask = (state: PageState) => state.progress?.task ?? 'Reading files'

/** How far reading is, and how to stop it. */
function Reading() {
  const done = useGanvas(selectDone)
  const total = useGanvas(selectTotal)
  const task = useGanvas(selectTask)
  const actions = useActions()
  return (
    <div className="reading">
      <p>
        {task}
        {total > 0 && `: ${farWords(done, total)}`}
      </p>
      <progress aria-label={task} {...(total > 0 ? { value: done, max: total } : {})} />
      <Button look="outline" onClick={() => actions.cancelOpen()}>
        Cancel
      </Button>
    </div>
  )
}
