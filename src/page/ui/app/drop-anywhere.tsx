/** The whole page takes dropped files and folders, and pasted pictures and cells. Shows where they go while they hang in the air. */
import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useActions } from '../../state/page.ts'
import type { Actions } from '../../state/store-types.ts'
import { droppedFiles } from '../kit/dropped-files.ts'

export function DropAnywhere() {
  const actions = useActions()
  const [over, setOver] = useState(false)
  useEffect(() => listen(actions, setOver), [actions])
  if (!over) return null
  return (
    <div className="drop-over" aria-hidden="true">
      <div className="drop-card">
        <Download size={20} strokeWidth={1.75} />
        <p>Drop to train on these files</p>
        <p className="drop-note">They stay on this machine.</p>
      </div>
    </div>
  )
}

function listen(actions: Actions, setOver: (over: boolean) => void): () => void {
  // Entering a child comes before leaving its parent: only the balance tells whether the page was left.
  let depth = 0
  const enter = (event: DragEvent): void => {
    if (!holdsFiles(event)) return
    depth += 1
    setOver(true)
  }
  const leave = (event: DragEvent): void => {
    if (!holdsFiles(event)) return
    depth = Math.max(0, depth - 1)
    if (depth === 0) setOver(false)
  }
  const over = (event: DragEvent): void => {
    if (holdsFiles(event)) event.preventDefault()
  }
  const drop = (event: DragEvent): void => {
    depth = 0
    setOver(false)
    // A part of the page that wants files for itself has taken them.
    if (event.defaultPrevented || event.dataTransfer === null || !holdsFiles(event)) return
    event.preventDefault()
    const { dataTransfer } = event
    actions.openWalked((walk) => droppedFiles(dataTransfer, walk))
  }
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    const files = [...(event.clipboardData?.files ?? [])]
    // Text that is pasted into a field belongs there.
    if (event.defaultPrevented || (text !== '' && isTypedIn(event.target))) return
    if (text === '' && files.length === 0) return
    event.preventDefault()
    actions.paste(text, files)
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
