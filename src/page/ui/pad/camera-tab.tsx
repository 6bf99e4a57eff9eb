/**
 * The webcam’s picture, restored as it comes. The camera is asked for by a click and runs while this is open; a frame is looked at, given
 * to the forger and forgotten.
 */
import { Camera, Square } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { drawPicture } from '../../kinds/picture/picture-thumb.ts'
import { Button } from '../kit/button.tsx'
import { useCamera } from '../setup/data/use-camera.ts'
import { seen } from '../setup/task/example.ts'
import { drawingOf, isLostFrom, sourceOf } from './drawing.ts'
import { PadTools } from './pad-bar.tsx'
import { PadTile, Restored } from './tiles.tsx'
import { useHold } from './use-hold.ts'
import { WayChoice } from './way-choice.tsx'
import { useRestoringRun } from './use-restoring-run.ts'

/** Looks at the camera so often, in milliseconds. */
const EVERY_MS = 66

export function CameraTab() {
  const [on, setOn] = useState(false)
  const { pictures } = useRestoringRun()
  return (
    <>
      <PadTools>
        <Button
          icon={on ? <Square size={14} aria-hidden="true" /> : <Camera size={15} aria-hidden="true" />}
          aria-pressed={on}
          disabled={pictures === ''}
          onClick={() => setOn(!on)}
        >
          {on ? 'Camera off' : 'Camera on'}
        </Button>
      </PadTools>
      {on ? (
        <Live />
      ) : (
        <p className="lab-empty">
          Press “Camera on” to see what becomes of you as you move. Frames are given to the forger and
          forgotten: none is kept, and none leaves this machine.
        </p>
      )}
    </>
  )
}

function Live() {
  const video = useRef<HTMLVideoElement>(null)
  const given = useRef<HTMLCanvasElement>(null)
  const { ready, complaint } = useCamera(video)
  const { config, channels } = useRestoringRun()
  const side = useSide()
  const hold = useHold()
  const look = useCallback(() => {
    const element = video.current
    if (element === null || element.videoWidth === 0 || side === 0) return
    const picture = squareOf(element, side, channels)
    const source = sourceOf(drawingOf(picture, config), config)
    if (given.current !== null) drawPicture(given.current, seen(source, side, config.source === 'hole'))
    hold(() => source)
  }, [channels, config, hold, side])
  useEffect(() => {
    if (!ready) return
    const timer = setInterval(look, EVERY_MS)
    return () => clearInterval(timer)
  }, [look, ready])
  return (
    <div className="pad-body" data-squares={3}>
      <PadTile caption="Your camera">
        <video ref={video} className="pad-video" muted playsInline aria-label="What the camera sees" />
      </PadTile>
      <PadTile caption="What the forger gets">
        <canvas ref={given} className="pixels" width={32} height={32} aria-hidden="true" />
      </PadTile>
      <Restored />
      <div className="pad-side">
        <WayChoice name="camera-way" />
        {complaint === null ? (
          <p>
            {ready
              ? `The middle of the picture, ${isLostFrom(config.source) ? 'with what is lost as in training' : 'as the forger was taught'}.`
              : 'Waiting for the camera.'}
          </p>
        ) : (
          <p role="alert">{complaint}</p>
        )}
      </div>
    </div>
  )
}

function useSide(): number {
  const { pictures } = useRestoringRun()
  return Number(pictures.split(' ')[1] ?? 0)
}

/** The middle square of what the camera sees, mirrored as a person knows their face. */
function squareOf(video: HTMLVideoElement, side: number, channels: number) {
  const { videoWidth: width, videoHeight: height } = video
  const shorter = Math.min(width, height)
  const canvas = new OffscreenCanvas(side, side)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('This browser gives no 2-D canvas.')
  context.imageSmoothingQuality = 'high'
  context.setTransform(-1, 0, 0, 1, side, 0)
  context.drawImage(video, (width - shorter) / 2, (height - shorter) / 2, shorter, shorter, 0, 0, side, side)
  const { data } = context.getImageData(0, 0, side, side)
  const values = new Float32Array(side * side * channels)
  for (let i = 0; i < side * side; i++) {
    const [red = 0, green = 0, blue = 0] = data.subarray(4 * i, 4 * i + 3)
    if (channels === 1) values[i] = (0.299 * red + 0.587 * green + 0.114 * blue) / 127.5 - 1
    else values.set([red / 127.5 - 1, green / 127.5 - 1, blue / 127.5 - 1], 3 * i)
  }
  return { shape: [side, side, channels] as const, values }
}
