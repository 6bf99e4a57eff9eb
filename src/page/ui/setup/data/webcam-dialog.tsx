/**
 * Pictures from the webcam, in bursts: each burst may have a name, which becomes its class. The camera runs only while the
 * dialog is open; nothing is opened before the person says so.
 */
import { Camera, Square, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useEffect, useId, useRef, useState, type RefObject } from 'react'
import { useActions } from '../../../state/page.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { wholeNumber } from '../../kit/number-words.ts'
import { takeBurst } from './burst.ts'
import { useCamera } from './use-camera.ts'

interface WebcamProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function WebcamDialog({ open, onOpenChange }: WebcamProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <div className="dialog-head">
            <Dialog.Title>Pictures from the webcam</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close" icon={<X size={16} />} />
            </Dialog.Close>
          </div>
          <div className="dialog-body">
            <Bursts onDone={() => onOpenChange(false)} />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const RATE = 5
const MOST = 500
/** A set needs two. */
const LEAST = 2

function Bursts({ onDone }: { onDone: () => void }) {
  const actions = useActions()
  const video = useRef<HTMLVideoElement>(null)
  const { ready, complaint } = useCamera(video)
  const { files, taking, take, stop } = useBursts(video)
  const [name, setName] = useState('')
  const [count, setCount] = useState(60)
  const ids = { name: useId(), count: useId() }
  return (
    <div className="webcam">
      <video ref={video} muted playsInline aria-label="What the camera sees" />
      {complaint !== null && <p role="alert">{complaint}</p>}
      <div className="webcam-fields">
        <label htmlFor={ids.name}>
          Of what
          <input
            id={ids.name}
            type="text"
            value={name}
            maxLength={40}
            placeholder="a name becomes a class"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label htmlFor={ids.count}>
          Pictures
          <input
            id={ids.count}
            type="number"
            min={1}
            max={MOST}
            value={count}
            onChange={(event) =>
              setCount(Math.min(MOST, Math.max(1, Math.round(Number(event.target.value) || 1))))
            }
          />
        </label>
      </div>
      <p role="status">{takenWords(files, taking)}</p>
      <div className="webcam-buttons">
        {taking ? (
          <Button look="outline" icon={<Square size={14} />} onClick={stop}>
            Stop
          </Button>
        ) : (
          <Button
            look="outline"
            icon={<Camera size={14} />}
            disabled={!ready}
            onClick={() => take({ name, count, rate: RATE })}
          >
            Take {wholeNumber(count)}
          </Button>
        )}
        <Button
          look="primary"
          disabled={taking || files.length < LEAST}
          onClick={() => {
            actions.openFiles([...files])
            onDone()
          }}
        >
          Train on these
        </Button>
      </div>
    </div>
  )
}

/** “60 of ana, 60 of ben.” */
function takenWords(files: readonly File[], taking: boolean): string {
  if (files.length === 0) return `${RATE} a second, beginning when you press Take. They stay on this machine.`
  const counts = new Map<string, number>()
  for (const { name } of files) {
    const [folder = ''] = name.split('/')
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  const words = [...counts].map(([folder, count]) => `${wholeNumber(count)} of ${folder}`).join(', ')
  return `${words}${taking ? ' …' : '. Take more, under another name if they show something else.'}`
}

interface Bursting {
  files: readonly File[]
  taking: boolean
  take: (burst: { name: string; count: number; rate: number }) => void
  stop: () => void
}

function useBursts(video: RefObject<HTMLVideoElement | null>): Bursting {
  const [files, setFiles] = useState<readonly File[]>([])
  const [taking, setTaking] = useState(false)
  const abort = useRef(new AbortController())
  useEffect(() => () => abort.current.abort(), [])
  const take: Bursting['take'] = (burst) => {
    const element = video.current
    if (element === null) return
    abort.current = new AbortController()
    setTaking(true)
    const add = (file: File): void => setFiles((before) => [...before, file])
    void takeBurst(element, { ...burst, from: files.length }, add, abort.current.signal).finally(() =>
      setTaking(false),
    )
  }
  return { files, taking, take, stop: () => abort.current.abort() }
}
