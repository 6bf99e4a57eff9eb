/** Pictures of the dataset to choose among, and a way to one's own. */
import { ImagePlus, Shuffle } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useLab } from '../../state/page.ts'
import { Button, IconButton } from '../../ui/kit/button.tsx'
import { itemsOf } from '../../ui/latent/items.ts'
import { Thumb } from '../../ui/latent/thumb.tsx'
import { useRenewed } from '../../ui/latent/use-renewed.ts'
import type { ChoiceProps } from '../kind.ts'
import { drawPicture } from './picture-thumb.ts'

const OFFERED = 8
const PERIOD_MS = 5000

export function PictureChoice({ chosen, onTarget, onOwn }: ChoiceProps) {
  const lab = useLab()
  const [seed, setSeed] = useState(1)
  const file = useRef<HTMLInputElement>(null)
  const ask = useMemo(() => async () => itemsOf(await lab.reals(seed, OFFERED)), [lab, seed])
  const items = useRenewed(ask, PERIOD_MS) ?? []
  return (
    <div className="project-choice">
      {items.map((item, at) => (
        <button
          key={at}
          type="button"
          className="project-item"
          aria-label={`Picture ${at + 1} of the dataset`}
          aria-pressed={item === chosen}
          onClick={() => onTarget(item)}
        >
          <Thumb item={item} draw={drawPicture} />
        </button>
      ))}
      <IconButton name="Other pictures" icon={<Shuffle size={15} />} onClick={() => setSeed(seed + 1)} />
      <Button
        look="outline"
        icon={<ImagePlus size={15} aria-hidden="true" />}
        title="Your own picture; it stays on this machine. You can drop it here as well."
        onClick={() => file.current?.click()}
      >
        Your own…
      </Button>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/*"
        aria-label="Picture to look for"
        onChange={(event) => {
          onOwn(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}
