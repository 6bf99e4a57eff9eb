/** Paints the hole into a picture of one’s own: by pointer, touch, and arrow keys with Space. What was transparent is a hole already. */
import { Trash2, Undo2 } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { MOST_RESTORED_PIXELS } from '../../../../common/restore/protocol.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import '../../kit/css-variables.ts'
import { coverWith, wiped, type Stroke } from './strokes.ts'

interface Props {
  file: File
  onDone: (picture: Blob) => void
  onOther: () => void
}

/** Drawn no larger on the screen. */
const SHOWN_SIDE = 1200
const THINNEST = 0.005
const THICKEST = 0.12
/** Arrow keys go so far, as a share of the sides. */
const STEP = 0.02

export function HolePainter({ file, onDone, onOther }: Props) {
  const { bitmap, complaint } = useBitmap(file)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [radius, setRadius] = useState(0.03)
  const [cursor, setCursor] = useState<readonly [number, number] | null>(null)
  const drawing = useRef<Stroke | null>(null)
  const redraw = useCallback(
    (more: readonly Stroke[]) => {
      if (bitmap !== null && canvas.current !== null) show(canvas.current, bitmap, more)
    },
    [bitmap],
  )
  useEffect(() => redraw(strokes), [redraw, strokes])
  if (complaint !== null)
    return <Unseen complaint={complaint} file={file} onDone={onDone} onOther={onOther} />
  if (bitmap === null) return <p>One moment.</p>
  const size = sizeOf(bitmap, SHOWN_SIDE ** 2)
  const lift = (): void => {
    const { current } = drawing
    drawing.current = null
    if (current !== null) setStrokes([...strokes, current])
  }
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      setCursor(null)
      drawing.current = { places: [placeOf(event)], radius }
      redraw([...strokes, drawing.current])
    },
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => {
      if (drawing.current === null) return
      drawing.current.places.push(placeOf(event))
      redraw([...strokes, drawing.current])
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onKeyDown: (event: KeyboardEvent<HTMLCanvasElement>) => {
      const at = cursor ?? ([0.5, 0.5] as const)
      const arrow = ARROWS[event.key]
      if (arrow !== undefined) setCursor([within(at[0] + STEP * arrow[0]), within(at[1] + STEP * arrow[1])])
      else if (event.key === ' ') setStrokes([...strokes, { places: [[...at]], radius }])
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z')
        setStrokes(strokes.slice(0, -1))
      else return
      event.preventDefault()
      event.stopPropagation()
    },
    onBlur: () => setCursor(null),
  }
  return (
    <>
      <div
        className="own-paint"
        style={{
          width: `min(100%, ${(52 * size.width) / size.height}dvh)`,
          aspectRatio: `${size.width} / ${size.height}`,
        }}
      >
        <canvas
          ref={canvas}
          {...size}
          tabIndex={0}
          role="application"
          aria-label="Your picture; wipe out what should go. Arrow keys move the brush, Space wipes."
          {...handlers}
        />
        {cursor !== null && (
          <i
            className="pad-ring"
            aria-hidden="true"
            style={{
              left: `${100 * cursor[0]}%`,
              top: `${100 * cursor[1]}%`,
              width: `${(200 * radius * Math.min(size.width, size.height)) / size.width}%`,
            }}
          />
        )}
      </div>
      <div className="own-buttons">
        <input
          type="range"
          className="slider walk-speed"
          aria-label="Brush size"
          title="Brush size"
          min={THINNEST}
          max={THICKEST}
          step={0.005}
          value={radius}
          style={{ '--fill': `${(100 * (radius - THINNEST)) / (THICKEST - THINNEST)}%` }}
          onChange={(event) => setRadius(Number(event.target.value))}
        />
        <IconButton
          name="Undo the last stroke"
          icon={<Undo2 size={15} />}
          disabled={strokes.length === 0}
          onClick={() => setStrokes(strokes.slice(0, -1))}
        />
        <IconButton
          name="Bring the whole picture back"
          icon={<Trash2 size={15} />}
          disabled={strokes.length === 0}
          onClick={() => setStrokes([])}
        />
        <Button look="outline" onClick={onOther}>
          Another picture
        </Button>
        <Button look="primary" onClick={() => void wiped(bitmap, strokes).then(onDone)}>
          Fill it
        </Button>
      </div>
    </>
  )
}

/** A kind of picture that this browser does not draw may still be read: its transparent parts are then the hole. */
function Unseen({ complaint, file, onDone, onOther }: Props & { complaint: string }) {
  return (
    <>
      <p role="alert">{complaint}</p>
      <div className="own-buttons">
        <Button look="outline" onClick={onOther}>
          Another picture
        </Button>
        <Button look="primary" onClick={() => onDone(file)}>
          Fill what is transparent
        </Button>
      </div>
    </>
  )
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share))
}

function placeOf(event: PointerEvent<HTMLCanvasElement>): [number, number] {
  const box = event.currentTarget.getBoundingClientRect()
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
}

/** The same shape with no more pixels than that. */
function sizeOf({ width, height }: { width: number; height: number }, most: number) {
  const scale = Math.min(1, Math.sqrt(most / (width * height)))
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
}

function show(canvas: HTMLCanvasElement, bitmap: ImageBitmap, strokes: readonly Stroke[]): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  const { width, height } = canvas
  context.globalCompositeOperation = 'source-over'
  context.clearRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
  // What lies behind is a pattern: it shows where the picture is gone.
  context.globalCompositeOperation = 'destination-out'
  coverWith(context, strokes, width, height)
}

/** The picture as the browser draws it, no larger than it could be restored. */
function useBitmap(file: File): { bitmap: ImageBitmap | null; complaint: string | null } {
  const [state, setState] = useState<{ bitmap: ImageBitmap | null; complaint: string | null }>({
    bitmap: null,
    complaint: null,
  })
  useEffect(() => {
    let wanted = true
    let made: ImageBitmap | null = null
    bitmapOf(file).then(
      (bitmap) => {
        made = bitmap
        if (wanted) setState({ bitmap, complaint: null })
        else bitmap.close()
      },
      () => {
        if (wanted)
          setState({
            bitmap: null,
            complaint: `This browser does not draw ${file.name}, so there is nothing to paint on. Save it as a PNG or JPEG and choose that.`,
          })
      },
    )
    return () => {
      wanted = false
      made?.close()
    }
  }, [file])
  return state
}

async function bitmapOf(file: File): Promise<ImageBitmap> {
  const whole = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = sizeOf(whole, MOST_RESTORED_PIXELS)
  if (width === whole.width) return whole
  const fitting = await createImageBitmap(whole, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  })
  whole.close()
  return fitting
}
