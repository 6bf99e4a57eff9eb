/**
 * The canvas on which a person paints the density that the generator is to imitate. Pointer: paint. Keyboard: arrow
 * keys move the brush, Space paints, Delete erases. The run learns of a stroke when it ends.
 */
import { Brush, Eraser, Trash2, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { ChoiceField } from '../../kit/choice-field.tsx'
import { NumberField } from '../../kit/number-field.tsx'
import { inked } from './brush.ts'
import { drawDensity } from './draw-density.ts'
import { ShapeMenu } from './shape-menu.tsx'
import { shapeDensity } from './shapes.ts'
import { usePaintingPointer, type Tool } from './use-painting-pointer.ts'

/** Cells per side of the painted density. */
export const PAINT_SIDE = 48

const RADII = { min: 1, max: 8, step: 0.5, scale: 'linear' } as const
const TOOLS = [
  { id: 'brush', label: 'Brush', meaning: 'Adds ink.' },
  { id: 'eraser', label: 'Eraser', meaning: 'Takes ink away.' },
] as const

const selectPainting = (state: PageState) => state.painting
const selectTheme = (state: PageState) => state.view.theme

export function DensityPainter() {
  const painting = useGanvas(selectPainting)
  const theme = useGanvas(selectTheme)
  const actions = useActions()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [tool, setTool] = useState<Tool>('brush')
  const [radius, setRadius] = useState(2.5)
  const pointer = usePaintingPointer({
    start: painting?.density ?? null,
    side: PAINT_SIDE,
    tool,
    radius,
    redraw: (density, cursor) => drawDensity(canvas.current, density, PAINT_SIDE, cursor),
    onStroke: (density) => actions.paint(density, PAINT_SIDE),
  })
  useEffect(() => pointer.redraw(), [pointer, theme])
  // The stage can be painted on as well.
  useEffect(() => pointer.take(painting?.density ?? null), [pointer, painting])

  const share = painting === null ? 0 : inked(painting.density)
  return (
    <div className="painter">
      <canvas
        ref={canvas}
        className="painter-canvas"
        tabIndex={0}
        role="application"
        aria-label="Drawing of the density"
        aria-describedby="painter-help"
        {...pointer.handlers}
      />
      <p id="painter-help" className="field-note">
        {share === 0
          ? 'Paint here, or on the stage with Draw here. Until you do, a smiley stands in. '
          : `${Math.round(100 * share)} % of the square holds ink. `}
        <span className="hidden-words">
          With the keyboard: arrow keys move the brush, Space paints, Delete erases.
        </span>
      </p>
      <div className="painter-tools">
        <ChoiceField
          id="painter-tool"
          label="Tool"
          effect="live"
          description="What the pointer does."
          complaint={null}
          value={tool}
          options={TOOLS}
          onCommit={(id) => setTool(id === 'eraser' ? 'eraser' : 'brush')}
        />
        <ShapeMenu onPick={(shape) => pointer.fill(shapeDensity(shape, PAINT_SIDE))} />
        <IconButton name="Undo" icon={<Undo2 size={15} />} onClick={() => pointer.undo()} />
        <Button look="outline" icon={<Trash2 size={14} />} onClick={() => pointer.clear()}>
          Clear
        </Button>
      </div>
      <NumberField
        id="painter-size"
        label="Brush size"
        effect="live"
        description={`Radius of the brush in cells of the ${PAINT_SIDE} × ${PAINT_SIDE} grid.`}
        complaint={null}
        value={radius}
        range={RADII}
        unit="cells"
        onCommit={(next) => {
          if (typeof next === 'number') setRadius(Math.min(RADII.max, Math.max(RADII.min, next)))
        }}
        extra={tool === 'brush' ? <Brush size={12} aria-hidden /> : <Eraser size={12} aria-hidden />}
      />
    </div>
  )
}
