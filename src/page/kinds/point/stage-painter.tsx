/**
 * Painting on the stage itself, where the dataset is the person's own drawing: the brush lies over the picture, and the
 * reals follow while it moves. The wheel changes the brush's size.
 */
import { Brush, Check, Eraser, Pencil, Trash2, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState, type WheelEvent } from 'react'
import { panelsIn, WHOLE } from '../../../common/items/viewport.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button, IconButton } from '../../ui/kit/button.tsx'
import { PAINT_SIDE } from '../../ui/setup/drawing/density-painter.tsx'
import { drawDensity } from '../../ui/setup/drawing/draw-density.ts'
import { ShapeMenu } from '../../ui/setup/drawing/shape-menu.tsx'
import { shapeDensity } from '../../ui/setup/drawing/shapes.ts'
import { usePaintingPointer, type Tool } from '../../ui/setup/drawing/use-painting-pointer.ts'
import { useParentSize } from '../../ui/stage/use-parent-size.ts'

const LEAST_RADIUS = 1
const MOST_RADIUS = 8

const selectPainting = (state: PageState) => state.painting
const selectTheme = (state: PageState) => state.view.theme
const selectPanels = (state: PageState): 1 | 2 => (state.view.layers.density ? 2 : 1)

/** The way into painting. */
export function PaintButton({ onPaint }: { onPaint: () => void }) {
  return (
    <div className="stage-tools">
      <Button look="outline" icon={<Pencil size={14} />} onClick={onPaint}>
        Draw here
      </Button>
    </div>
  )
}

export function StagePainter({ onDone }: { onDone: () => void }) {
  const painting = useGanvas(selectPainting)
  const theme = useGanvas(selectTheme)
  const panels = useGanvas(selectPanels)
  const actions = useActions()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [tool, setTool] = useState<Tool>('brush')
  const [radius, setRadius] = useState(2.5)
  const size = useParentSize(canvas)
  const [panel] = panelsIn(size.width, size.height, panels, 1)
  const pointer = usePaintingPointer({
    start: painting?.density ?? null,
    side: PAINT_SIDE,
    tool,
    radius,
    redraw: (density, cursor) => drawDensity(canvas.current, density, PAINT_SIDE, cursor),
    onStroke: (density) => actions.paint(density, PAINT_SIDE),
  })
  useEffect(() => pointer.redraw(), [pointer, theme, panel?.width])
  useEffect(() => pointer.take(painting?.density ?? null), [pointer, painting])
  // The drawing is the whole square: it is painted on as a whole.
  useEffect(() => actions.setView({ viewport: WHOLE }), [actions])
  const resize = ({ deltaY }: WheelEvent): void =>
    setRadius((before) => Math.min(MOST_RADIUS, Math.max(LEAST_RADIUS, before - Math.sign(deltaY) * 0.5)))
  return (
    <>
      <canvas
        ref={canvas}
        className="stage-painter"
        style={{
          left: panel?.x ?? 0,
          top: panel?.y ?? 0,
          width: panel?.width ?? 0,
          height: panel?.height ?? 0,
          '--brush': brushCursor(((2 * radius) / PAINT_SIDE) * (panel?.width ?? 0), tool),
        }}
        tabIndex={0}
        role="application"
        aria-label="Drawing on the stage"
        aria-describedby="stage-painter-help"
        onWheel={resize}
        {...pointer.handlers}
      />
      <p id="stage-painter-help" className="hidden-words">
        Arrow keys move the brush, Space paints, Delete erases, Control Z undoes a stroke.
      </p>
      <div className="stage-tools" role="group" aria-label="Drawing tools">
        <IconButton
          name="Paint"
          icon={<Brush size={15} />}
          aria-pressed={tool === 'brush'}
          onClick={() => setTool('brush')}
        />
        <IconButton
          name="Erase"
          icon={<Eraser size={15} />}
          aria-pressed={tool === 'eraser'}
          onClick={() => setTool('eraser')}
        />
        <input
          type="range"
          className="slider"
          aria-label="Brush size on the stage"
          min={LEAST_RADIUS}
          max={MOST_RADIUS}
          step={0.5}
          value={radius}
          style={{ '--fill': `${((radius - LEAST_RADIUS) / (MOST_RADIUS - LEAST_RADIUS)) * 100}%` }}
          onChange={(event) => setRadius(event.target.valueAsNumber)}
        />
        <ShapeMenu onPick={(shape) => pointer.fill(shapeDensity(shape, PAINT_SIDE))} />
        <IconButton name="Undo stroke" icon={<Undo2 size={15} />} onClick={() => pointer.undo()} />
        <IconButton name="Clear drawing" icon={<Trash2 size={15} />} onClick={() => pointer.clear()} />
        <IconButton name="Done drawing" icon={<Check size={15} />} onClick={onDone} />
      </div>
    </>
  )
}

/** A ring of the brush's size as the pointer; browsers take pictures of up to 128 pixels. */
function brushCursor(diameter: number, tool: Tool): string {
  const side = Math.min(120, Math.max(8, Math.round(diameter)))
  const dash = tool === 'eraser' ? ` stroke-dasharray='4 3'` : ''
  const ring = (colour: string, width: number) =>
    `<circle cx='${side / 2}' cy='${side / 2}' r='${side / 2 - 2}' fill='none' stroke='${colour}' stroke-width='${width}'${dash}/>`
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${side}' height='${side}'>${ring('white', 3)}${ring('black', 1.2)}</svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}") ${Math.round(side / 2)} ${Math.round(side / 2)}, crosshair`
}
