/** A picture of one’s own, restored or translated by the run at its own size: chosen, dropped or pasted; then seen before and after, and saved. */
import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ClipboardEvent, DragEvent } from 'react'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import type { PadSource } from '../drawing.ts'
import { WayChoice } from '../way-choice.tsx'
import { BeforeAfter } from './before-after.tsx'
import { ChoosePicture } from './choose-picture.tsx'
import { HolePainter } from './hole-painter.tsx'
import { ownWords } from './own-words.ts'
import './own.css'
import { useOwnPicture, type OwnPicture } from './use-own-picture.ts'

interface Props {
  open: boolean
  /** A picture that came before the dialog did; null: none is chosen yet. */
  first: File | null
  onOpenChange: (open: boolean) => void
}

const selectSource = ({ sides }: PageState): PadSource =>
  sides.run.config.task === 'translate' ? 'translate' : sides.run.config.source
const selectWay = (state: PageState): 0 | 1 => state.view.way ?? 0
const selectStep = (state: PageState): number => state.sides.run.step

export function OwnPictureDialog({ open, first, onOpenChange }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog own-picture" aria-describedby="own-picture-words">
          <div className="dialog-head">
            <Dialog.Title>A picture of yours</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close" icon={<X size={16} />} />
            </Dialog.Close>
          </div>
          <Body first={first} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Gone with the dialog, and what it was about with it. */
function Body({ first }: Pick<Props, 'first'>) {
  const source = useGanvas(selectSource)
  const step = useGanvas(selectStep)
  const picture = useOwnPicture(source === 'hole', first, useGanvas(selectWay))
  return (
    <div className="dialog-body" tabIndex={0} {...taking(picture)}>
      <p id="own-picture-words">{ownWords(source)}</p>
      {step === 0 && picture.stage === 'none' && (
        <p>Nothing was learnt yet: train first, else the picture comes back as it is given.</p>
      )}
      {picture.stage === 'none' && <WayChoice name="own-way" />}
      <Stage picture={picture} />
      {picture.trouble !== null && <p role="alert">{picture.trouble}</p>}
    </div>
  )
}

function Stage({ picture }: { picture: OwnPicture }) {
  switch (picture.stage) {
    case 'none':
      return <ChoosePicture onChoose={picture.choose} />
    case 'painting':
      return <HolePainter file={picture.file} onDone={picture.restore} onOther={picture.forget} />
    case 'restoring':
      return <Restoring onStop={picture.stop} />
    case 'done':
      return <BeforeAfter result={picture.result} name={picture.file.name} onOther={picture.forget} />
  }
}

const selectShare = (state: PageState): number => state.restoring ?? 0

function Restoring({ onStop }: { onStop: () => void }) {
  const share = useGanvas(selectShare)
  const percent = Math.floor(100 * share)
  return (
    <div className="own-restoring">
      <p role="status">At work on it: {percent} %</p>
      <progress aria-label="At work on it" value={percent} max={100} />
      <Button look="outline" onClick={onStop}>
        Stop
      </Button>
    </div>
  )
}

/** What is dropped or pasted here is for here: the page itself would take it for data. */
function taking({ choose }: OwnPicture) {
  const take = (event: DragEvent | ClipboardEvent, files: FileList | undefined): void => {
    const [file] = files ?? []
    if (file === undefined) return
    event.preventDefault()
    event.stopPropagation()
    choose(file)
  }
  const stop = (event: DragEvent): void => event.stopPropagation()
  return {
    onDrop: (event: DragEvent) => take(event, event.dataTransfer.files),
    onPaste: (event: ClipboardEvent) => take(event, event.clipboardData.files),
    onDragEnter: stop,
    onDragLeave: stop,
  }
}
