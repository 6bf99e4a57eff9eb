/** The picture before and after, one over the other with an edge to drag between them; and the way to save it. */
import { Download } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { RestoredPicture } from '../../../../common/restore/protocol.ts'
import { saveFile } from '../../../client/services/save-file.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button } from '../../kit/button.tsx'
import '../../kit/css-variables.ts'
import { savedName, sizeWords } from './own-words.ts'

const selectTranslates = (state: PageState): boolean => state.sides.run.config.task === 'translate'

interface Props {
  result: RestoredPicture
  name: string
  onOther: () => void
}

export function BeforeAfter({ result, name, onOther }: Props) {
  const [share, setShare] = useState(50)
  const before = useAddress(result.given)
  const after = useAddress(result.file)
  const { width, height } = result
  const what = useGanvas(selectTranslates) ? 'translated' : 'restored'
  return (
    <>
      <div
        className="own-both"
        style={{
          aspectRatio: `${width} / ${height}`,
          width: `min(100%, ${(58 * width) / height}dvh)`,
          '--share': `${share}%`,
        }}
      >
        <img src={after} alt={`The picture as it was ${what}`} width={width} height={height} />
        <img src={before} alt="The picture as it was given" className="own-before" />
        <i className="own-edge" aria-hidden="true" />
        <input
          type="range"
          aria-label="How much of it is shown as it was given"
          aria-valuetext={`${share} %`}
          min={0}
          max={100}
          value={share}
          onChange={(event) => setShare(Number(event.target.value))}
        />
        <span className="own-mark" data-side="before" aria-hidden="true">
          given
        </span>
        <span className="own-mark" data-side="after" aria-hidden="true">
          {what}
        </span>
      </div>
      <p role="status">{sizeWords(result)}</p>
      <div className="own-buttons">
        <Button look="outline" onClick={onOther}>
          Another picture
        </Button>
        <Button
          look="primary"
          icon={<Download size={15} aria-hidden="true" />}
          onClick={() => saveFile(savedName(name, what), result.file)}
        >
          Save as PNG
        </Button>
      </div>
    </>
  )
}

/** An address of the bytes for as long as they are shown. */
function useAddress(blob: Blob): string {
  const address = useMemo(() => URL.createObjectURL(blob), [blob])
  useEffect(() => () => URL.revokeObjectURL(address), [address])
  return address
}
