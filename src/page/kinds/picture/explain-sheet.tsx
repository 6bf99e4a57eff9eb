/** Why the discriminator says what it says of one picture: the picture, two maps over it, its neighbours, its class. */
import { Hand, RefreshCw, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { PictureTarget, PictureExplanation } from '../../../common/protocol/picture-explanation.ts'
import { toFailure } from '../../../common/failure.ts'
import { useActions, useGanvas, usePictures } from '../../state/page.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button, IconButton } from '../../ui/kit/button.tsx'
import { attentionMap, moveMap, plain } from './maps.ts'
import { PixelCanvas } from './pixel-canvas.tsx'
import { classWords, nearestWords, pictureName, scoreWords, shown } from './explain-words.ts'

interface ExplainSheetProps {
  /** Whose picture it is. */
  side: SideName
  target: PictureTarget
  onClose: () => void
}

const selectStep = (state: PageState) => state.sides.run.timeline.rewound ?? state.sides.run.step

export function ExplainSheet({ side, target, onClose }: ExplainSheetProps) {
  const { known, again } = useExplanation(side, target)
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog why" aria-describedby={undefined}>
          <div className="dialog-head">
            <Dialog.Title>
              {known === null ? 'Asking the detective …' : `Why? ${pictureName(known)}`}
            </Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close" icon={<X size={16} />} />
            </Dialog.Close>
          </div>
          <div className="dialog-body" tabIndex={0}>
            {known === null ? <p>One moment.</p> : <Known known={known} onAgain={again} onClose={onClose} />}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Known({
  known,
  onAgain,
  onClose,
}: {
  known: PictureExplanation
  onAgain: () => void
  onClose: () => void
}) {
  const { size, channels, picture, slope, move } = known
  const maps = useMemo(
    () => ({
      picture: plain(picture, channels),
      look: attentionMap(picture, slope, channels),
      move:
        move === null
          ? null
          : { map: moveMap(picture, move.pull, channels), after: plain(move.picture, channels) },
    }),
    [picture, channels, slope, move],
  )
  return (
    <>
      <p>{scoreWords(known)}</p>
      <div className="why-row">
        <Shown label="The picture" bytes={maps.picture} size={size} />
        <Shown label="Where the detective looks" bytes={maps.look} size={size} />
        {maps.move !== null && (
          <>
            <Shown label="What the forger would change" bytes={maps.move.map} size={size} />
            <Shown
              label={`Moved that way: score ${shown(move?.score ?? NaN)}`}
              bytes={maps.move.after}
              size={size}
            />
          </>
        )}
      </div>
      <p className="why-note">
        Blue: pixels whose change would move the detective’s output most, |∂D/∂x|.
        {move !== null && (
          <>
            {' '}
            Amber: the forger’s objective would make them lighter; pale blue: darker, −∂L<sub>G</sub>/∂x. The
            moved picture has gone .15 a pixel that way, where black to white is 2.
          </>
        )}
      </p>
      <Neighbours known={known} />
      {known.classes !== null && <p>The judge of digits reads {classWords(known.classes)}.</p>}
      <Foot known={known} onAgain={onAgain} onClose={onClose} />
    </>
  )
}

function Shown({
  label,
  bytes,
  size,
}: {
  label: string
  bytes: Uint8ClampedArray<ArrayBuffer>
  size: number
}) {
  return (
    <figure className="why-picture">
      <PixelCanvas bytes={bytes} side={size} label={label} />
      <figcaption>{label}</figcaption>
    </figure>
  )
}

function Neighbours({ known }: { known: PictureExplanation }) {
  const { nearest, size, channels } = known
  const drawn = useMemo(() => nearest.map(({ picture }) => plain(picture, channels)), [nearest, channels])
  return (
    <section aria-label="Nearest training pictures">
      <h3>Nearest training pictures</h3>
      <div className="why-neighbours">
        {nearest.map(({ distance, label }, i) => (
          <figure key={i} className="why-neighbour">
            <PixelCanvas
              bytes={drawn[i] ?? new Uint8ClampedArray(4 * size * size)}
              side={size}
              label={`Training picture${label === null ? '' : ` of ${label}`}, ${shown(distance)} away`}
            />
            <figcaption>
              {shown(distance)}
              {label !== null && <> · {label}</>}
            </figcaption>
          </figure>
        ))}
      </div>
      <p>
        {nearestWords(known)} Under each: how far it is, both blurred to 8 × 8
        {nearest.some(({ label }) => label !== null) ? ', and its class.' : '.'}
      </p>
    </section>
  )
}

function Foot({
  known,
  onAgain,
  onClose,
}: {
  known: PictureExplanation
  onAgain: () => void
  onClose: () => void
}) {
  const actions = useActions()
  const step = useGanvas(selectStep)
  const { latent } = known
  return (
    <div className="why-foot">
      <p>As at step {known.step.toLocaleString('en-GB')}.</p>
      {step !== known.step && (
        <Button look="outline" icon={<RefreshCw size={14} />} onClick={onAgain}>
          Ask again now
        </Button>
      )}
      {latent !== null && (
        <Button
          look="outline"
          icon={<Hand size={14} />}
          onClick={() => {
            actions.setLatent(latent)
            onClose()
          }}
        >
          Take it under the hand
        </Button>
      )}
    </div>
  )
}

/** Asks once, and again when wanted: figures that change under the eye cannot be read. */
function useExplanation(
  side: SideName,
  target: PictureTarget,
): { known: PictureExplanation | null; again: () => void } {
  const pictures = usePictures()
  const actions = useActions()
  const [known, setKnown] = useState<PictureExplanation | null>(null)
  const [asked, setAsked] = useState(target)
  useEffect(() => {
    let wanted = true
    pictures.why(side, asked).then(
      (answer) => {
        if (wanted) setKnown(answer)
      },
      (thrown: unknown) => {
        const { sentence, nextStep } = toFailure(thrown)
        if (wanted) actions.say({ role: 'alert', sentence, nextStep })
      },
    )
    return () => {
      wanted = false
    }
  }, [actions, asked, pictures, side])
  return { known, again: useCallback(() => setAsked((last) => ({ ...last })), []) }
}
