/** The classes of the person's data: how many items each has, as bars, and a few of them in small. */
import { useEffect, useMemo, useState } from 'react'
import type { DataCard } from '../../../../common/items/data-card.ts'
import type { Thumbs } from '../../../../common/protocol/events.ts'
import { PixelCanvas } from '../../../kinds/picture/pixel-canvas.tsx'
import { useThumbs } from '../../../state/page.ts'
import { Button } from '../../kit/button.tsx'
import { wholeNumber } from '../../kit/number-words.ts'

/** Classes shown before somebody asks for all. */
const FIRST = 6
/** Pictures of each class, and of all together. */
const EACH = 4
const MOST = 160

/** @param name of the data: what is shown is asked for anew when they change */
export function ClassList({ classes, name }: { classes: DataCard['classes']; name: string }) {
  const [all, setAll] = useState(false)
  const thumbs = useThumbsOf(name, classes.length === 0 ? 2 * EACH : EACH)
  const most = Math.max(1, ...classes.map(({ count }) => count ?? 0))
  if (classes.length === 0) return thumbs === null ? null : <Strip thumbs={thumbs} at={0} />
  const shown = all ? classes : classes.slice(0, FIRST)
  return (
    <div className="classes">
      <ul aria-label="Classes">
        {shown.map(({ name: label, count }, i) => (
          <li key={label}>
            <span className="class-name" title={label}>
              {label}
            </span>
            <span className="class-count">{count === null ? '' : wholeNumber(count)}</span>
            <span
              className="class-bar"
              aria-hidden="true"
              style={{ inlineSize: `${(100 * (count ?? 0)) / most}%` }}
            />
            {thumbs !== null && <Strip thumbs={thumbs} at={i} />}
          </li>
        ))}
      </ul>
      {classes.length > FIRST && (
        <Button onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Show fewer' : `Show all ${wholeNumber(classes.length)} classes`}
        </Button>
      )}
    </div>
  )
}

function useThumbsOf(name: string, perClass: number): Thumbs | null {
  const ask = useThumbs()
  const [thumbs, setThumbs] = useState<{ of: string; thumbs: Thumbs | null } | null>(null)
  useEffect(() => {
    let wanted = true
    ask(perClass, MOST).then(
      (found) => wanted && setThumbs({ of: name, thumbs: found }),
      // The card is good without: the worker may be starting again.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [ask, name, perClass])
  return thumbs?.of === name ? thumbs.thumbs : null
}

/** The pictures of one class. */
function Strip({ thumbs, at }: { thumbs: Thumbs; at: number }) {
  const pictures = useMemo(() => {
    const { side, rgba, perClass } = thumbs
    const first = perClass.slice(0, at).reduce((sum, count) => sum + count, 0)
    const length = 4 * side * side
    return Array.from({ length: perClass[at] ?? 0 }, (_, i) =>
      rgba.slice((first + i) * length, (first + i + 1) * length),
    )
  }, [thumbs, at])
  if (pictures.length === 0) return null
  return (
    <span className="class-strip" aria-hidden="true">
      {pictures.map((bytes, i) => (
        <PixelCanvas key={i} bytes={bytes} side={thumbs.side} label="" />
      ))}
    </span>
  )
}
