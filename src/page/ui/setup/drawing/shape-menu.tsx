/** Shapes to begin a drawing with, as pictures of themselves. */
import { Shapes } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useEffect, useRef } from 'react'
import { IconButton } from '../../kit/button.tsx'
import { drawDensity } from './draw-density.ts'
import { shapeDensity, SHAPES, type Shape } from './shapes.ts'

const THUMB_SIDE = 32

export function ShapeMenu({ onPick }: { onPick: (shape: Shape) => void }) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton name="Shapes" icon={<Shapes size={15} />} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover shape-menu"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Shapes"
        >
          {SHAPES.map((shape) => (
            <Popover.Close asChild key={shape.id}>
              <button
                type="button"
                className="shape"
                aria-label={shape.label}
                title={shape.label}
                onClick={() => onPick(shape)}
              >
                <Thumb shape={shape} />
              </button>
            </Popover.Close>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Thumb({ shape }: { shape: Shape }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => drawDensity(canvas.current, shapeDensity(shape, THUMB_SIDE), THUMB_SIDE, null), [shape])
  return <canvas ref={canvas} aria-hidden="true" />
}
