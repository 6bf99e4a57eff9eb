/** Notices: politely said ones go by themselves, failures stay until they are dismissed and can be copied as a report. */
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useActions, useGanvas } from '../../state/page.ts'
import type { Notice, PageState } from '../../state/store-types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { copyText } from '../kit/copy-text.ts'

/** Long enough to read twice. */
const BASE_MS = 4000
const PER_LETTER_MS = 50

const selectNotices = (state: PageState) => state.notices

export function Notices() {
  const notices = useGanvas(selectNotices)
  return (
    <div className="notices">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { role, sentence, nextStep, details, undo, restore, reload, cores, id } = notice
  const actions = useActions()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (role === 'alert' || reload === true || held) return
    const timer = setTimeout(() => actions.dismiss(id), BASE_MS + PER_LETTER_MS * sentence.length)
    return () => clearTimeout(timer)
  }, [role, reload, held, id, sentence, actions])
  return (
    <div
      className="notice"
      role={role}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className="notice-words">
        <p className="notice-sentence">{sentence}</p>
        {nextStep !== undefined && <p className="notice-next">{nextStep}</p>}
        {undo === true && (
          <Button look="outline" onClick={() => actions.undoFit()}>
            Undo
          </Button>
        )}
        {restore !== undefined && (
          <Button look="outline" onClick={() => actions.restoreRun(restore)}>
            Undo
          </Button>
        )}
        {reload === true && (
          <Button look="outline" onClick={() => actions.reloadForNew()}>
            Reload
          </Button>
        )}
        {cores !== undefined && (
          <Button look="outline" onClick={() => actions.reloadForCores()}>
            Reload to use {cores} cores
          </Button>
        )}
        {details !== undefined && <CopyDetails role={role} details={details} />}
      </div>
      <IconButton name="Dismiss" icon={<X size={14} />} onClick={() => actions.dismiss(id)} />
    </div>
  )
}

/** A failure's report; of a status, whatever could not be copied before. */
function CopyDetails({ role, details }: Pick<Notice, 'role'> & { details: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'shown'>('idle')
  const copy = async (): Promise<void> => setState((await copyText(details)) ? 'copied' : 'shown')
  const name = role === 'alert' ? 'Copy report' : 'Copy'
  return (
    <>
      <Button look="outline" onClick={() => void copy()}>
        {state === 'copied' ? 'Copied' : name}
      </Button>
      {state === 'shown' && (
        <textarea readOnly className="notice-details" value={details} aria-label="Report" />
      )}
    </>
  )
}
