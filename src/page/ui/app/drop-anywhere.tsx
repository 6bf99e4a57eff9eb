/** The whole page takes dropped files and folders, and pasted pictures and cells. Shows where they go while they hang in the air. */
import { isFromPictures } from '../../../common/config/task.ts'
import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useActions, useReadNow } from '../../state/page.ts'
import type { Actions, PageState } from '../../state/store-types.ts'
import { droppedFiles } from '../kit/dropped-files.ts'

export function DropAnywhere() {
  const actions = useActions()
  const readNow = useReadNow()
  const [over, setOver] = useState<Over | null>(null)
  useEffect(() => listen(actions, () => selectRestores(readNow()), setOver), [actions, readNow])
  if (over === null) return null
  return (
    <div className="drop-over" aria-hidden="true">
      <div className="drop-card">
        <Download size={20} strokeWidth={1.75} />
        <p>
          {over === 'picture' ? 'Drop to hand this picture to the forger' : 'Drop to train on these files'}
        </p>
        <p className="drop-note">{over === 'picture' ? 'It stays' : 'They stay'} on this machine.</p>
      </div>
    </div>
  )
}

/** What hangs in the air: files to train on, or one picture for a run that restores. */
type Over = 'files' | 'picture'

/** One picture makes no set, but it can be restored. */
const selectRestores = ({ sides, session }: PageState): boolean =>
  isFromPictures(sides.run.config) && sides.run.networks !== null && session.state !== 'idle'

function listen(actions: Actions, restores: () => boolean, setOver: (over: Over | null) => void): () => void {
  // Entering a child comes before leaving its parent: only the balance tells whether the page was left.
  let depth = 0
  const enter = (event: DragEvent): void => {
    if (!holdsFiles(event)) return
    depth += 1
    setOver(restores() && isOnePicture(event.dataTransfer) ? 'picture' : 'files')
  }
  const leave = (event: DragEvent): void => {
    if (!holdsFiles(event)) return
    depth = Math.max(0, depth - 1)
    if (depth === 0) setOver(null)
  }
  const over = (event: DragEvent): void => {
    if (holdsFiles(event)) event.preventDefault()
  }
  const drop = (event: DragEvent): void => {
    depth = 0
    setOver(null)
    // A part of the page that wants files for itself has taken them.
    if (event.defaultPrevented || event.dataTransfer === null || !holdsFiles(event)) return
    event.preventDefault()
    const { dataTransfer } = event
    const [only] = dataTransfer.files
    if (only !== undefined && restores() && isOnePicture(dataTransfer)) {
      actions.restoreOwn(only)
      return
    }
    actions.openWalked((walk) => droppedFiles(dataTransfer, walk))
  }
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    const files = [...(event.clipboardData?.files ?? [])]
    // Text that is pasted into a field belongs there.
    if (event.defaultPrevented || (text !== '' && isTypedIn(event.target))) return
    if (text === '' && files.length === 0) return
    event.preventDefault()
    const [only] = files
    if (only !== undefined && files.length === 1 && PICTURE.test(only.type) && restores())
      actions.restoreOwn(only)
    else actions.paste(text, files)
  }
  window.addEventListener('dragenter', enter)
  window.addEventListener('dragleave', leave)
  window.addEventListener('dragover', over)
  window.addEventListener('drop', drop)
  window.addEventListener('paste', paste)
  return () => {
    window.removeEventListener('dragenter', enter)
    window.removeEventListener('dragleave', leave)
    window.removeEventListener('dragover', over)
    window.removeEventListener('drop', drop)
    window.removeEventListener('paste', paste)
  }
}

function isTypedIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.matches('textarea, input:is([type=text], [type=search], [type=number], :not([type]))')
  )
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true
}

const PICTURE = /^image\//u

function isOnePicture(transfer: DataTransfer | null): boolean {
  const files = [...(transfer?.items ?? [])].filter(({ kind }) => kind === 'file')
  return files.length === 1 && PICTURE.test(files[0]?.type ?? '')
}
