/** The draw pad: paint what the forger is given, and see at once what it makes of it. By touch, pointer and keys. */
import { Eraser, Images, Trash2, Undo2 } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { toFailure } from '../../../common/failure.ts'
import { useActions, useGanvas, useRestoring } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { drawPicture } from '../../kinds/picture/picture-thumb.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Segments } from '../kit/segments.tsx'
import {
  drawingOf,
  isLostFrom,
  padKindOf,
  shownDrawing,
  sourceOf,
  type Drawing,
  type PadConfig,
  type Start,
} from './drawing.ts'
import { Inks, inkOf, type InkId } from './inks.tsx'
import { padWords, startWords } from './pad-words.ts'
import { PadTools } from './pad-bar.tsx'
import { PadTile, Restored } from './tiles.tsx'
import { useHold } from './use-hold.ts'
import { WayChoice } from './way-choice.tsx'
import { usePad, type Pad, type Place } from './use-pad.ts'
import { useRestoringRun } from './use-restoring-run.ts'

/** What was drawn last, and on what, for as long as the panel lives. */
export type KeptDrawing = {
  current: { readonly of: string; readonly index: number; readonly drawing: Drawing | null } | null
}

/** Radii of the brush in pixels of the picture, as shares of its side. */
const THINNEST = 0.6
const THICK_SHARE = 0.2

const selectWay = (state: PageState): 0 | 1 => state.view.way ?? 0

export function DrawTab({ kept }: { kept: KeptDrawing }) {
  const { config, pictures, channels } = useRestoringRun()
  const { source } = config
  const kind = padKindOf(source, channels)
  const hold = useHold()
  const canvas = useRef<HTMLCanvasElement>(null)
  const given = useRef<HTMLCanvasElement>(null)
  const [at, setAt] = useState<Place | null>(null)
  const [erase, setErase] = useState(false)
  const [radius, setRadius] = useState(1.4)
  const [ink, setInk] = useState<InkId>('white')
  const tools = padWords(source).tools
  const onChange = useCallback(
    (drawing: Drawing, place: Place | null) => {
      if (canvas.current !== null) drawPicture(canvas.current, shownDrawing(drawing))
      setAt(place)
      hold(() => {
        const made = sourceOf(drawing, config)
        const { current } = given
        if (current !== null && isLostFrom(config.source))
          drawPicture(current, { shape: [drawing.side, drawing.side, drawing.channels], values: made })
        return made
      })
    },
    [config, hold],
  )
  const brush = { radius, erase: erase && tools !== null, ink: inkOf(ink, kind === 'colours' ? 3 : 1) }
  const pad = usePad({ kind, source, brush, onChange })
  // What was drawn is there again when somebody comes back to it.
  useEffect(
    () => () => {
      if (pad.now !== null && kept.current !== null) kept.current = { ...kept.current, drawing: pad.now }
    },
    [pad, kept],
  )
  const { heldOut, another } = useStart(pad, config, pictures, kept)
  // What was drawn is given anew when what is done to it changes.
  useEffect(() => pad.tell(), [pad, config, onChange])
  const side = pad.now?.side ?? 32
  return (
    <>
      <PadTools>
        {tools !== null && (
          <Segments
            name="pad-tool"
            aria-label="What the brush does"
            options={[
              { id: 'brush', label: tools[0] },
              { id: 'eraser', label: tools[1] },
            ]}
            chosen={erase ? 'eraser' : 'brush'}
            onChoose={(id) => setErase(id === 'eraser')}
          />
        )}
        <BrushSize radius={radius} most={Math.max(2, side * THICK_SHARE)} onChange={setRadius} />
        <IconButton name="Undo the last stroke" icon={<Undo2 size={15} />} onClick={() => pad.undo()} />
        <Button icon={<ClearIcon kind={kind} />} title={CLEAR_WORDS[kind]} onClick={() => pad.clear()}>
          <span className="roomy">Clear</span>
        </Button>
        <Button
          icon={<Images size={15} aria-hidden="true" />}
          title="Begin with another picture that training never sees"
          disabled={pictures === ''}
          onClick={another}
        >
          <span className="roomy">Another picture</span>
        </Button>
      </PadTools>
      <div className="pad-body" data-squares={isLostFrom(source) ? 3 : 2}>
        <PadTile caption="Draw here">
          <canvas
            ref={canvas}
            className="pixels pad-canvas"
            width={32}
            height={32}
            tabIndex={0}
            role="application"
            aria-label="Drawing"
            aria-describedby="pad-help"
            {...pad.handlers}
          />
          {at !== null && <Ring at={at} radius={radius} side={side} />}
        </PadTile>
        {isLostFrom(source) && (
          <PadTile caption="What the forger gets">
            <canvas ref={given} className="pixels" width={32} height={32} aria-hidden="true" />
          </PadTile>
        )}
        <Restored />
        <div className="pad-side">
          <WayChoice name="pad-way" />
          <p id="pad-help">
            {padWords(source).hint}
            <span className="hidden-words">
              {' '}
              With the keyboard: arrow keys move the brush, Space draws, Delete rubs out, Ctrl and Z undo.
            </span>
          </p>
          {(kind === 'colours' || kind === 'shades') && (
            <Inks coloured={kind === 'colours'} chosen={ink} onChoose={setInk} />
          )}
          {heldOut !== null && <p className="lab-note">{startWords(heldOut)}</p>}
        </div>
      </div>
    </>
  )
}

const CLEAR_WORDS = {
  lines: 'Rub out every line',
  hole: 'Bring the whole picture back',
  shades: 'An empty ground',
  colours: 'An empty ground',
} as const

function ClearIcon({ kind }: { kind: keyof typeof CLEAR_WORDS }) {
  return kind === 'hole' ? <Eraser size={15} aria-hidden="true" /> : <Trash2 size={15} aria-hidden="true" />
}

function BrushSize({
  radius,
  most,
  onChange,
}: {
  radius: number
  most: number
  onChange: (radius: number) => void
}) {
  const share = (radius - THINNEST) / (most - THINNEST)
  return (
    <input
      type="range"
      className="slider walk-speed"
      aria-label="Brush size"
      aria-valuetext={`radius ${radius.toFixed(1)} pixels`}
      title="Brush size"
      min={THINNEST}
      max={most}
      step={0.1}
      value={radius}
      style={{ '--fill': `${100 * Math.min(1, share)}%` }}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  )
}

/** Where the keyboard’s brush is. */
function Ring({ at, radius, side }: { at: Place; radius: number; side: number }) {
  const percent = (value: number): string => `${(100 * value) / side}%`
  return (
    <i
      className="pad-ring"
      aria-hidden="true"
      style={{ left: percent(at.x), top: percent(at.y), width: percent(2 * radius) }}
    />
  )
}

/** A picture to draw on: the first by itself, others when they are asked for. Another source begins with the same picture. */
function useStart(pad: Pad, config: PadConfig, pictures: string, kept: KeptDrawing) {
  const restoring = useRestoring()
  const actions = useActions()
  const way = useGanvas(selectWay)
  const [index, setIndex] = useState(() => kept.current?.index ?? 0)
  const [start, setStart] = useState<{ of: string; picture: Start; heldOut: boolean } | null>(null)
  useEffect(() => {
    if (pictures === '') return
    let wanted = true
    restoring.start(index, way).then(
      ({ shape, data, heldOut }) => {
        const [side = 0, , channels = 0] = shape
        if (wanted)
          setStart({ of: pictures, picture: { shape: [side, side, channels], values: data }, heldOut })
      },
      (thrown: unknown) => {
        const { sentence, nextStep } = toFailure(thrown)
        if (wanted) actions.say({ role: 'alert', sentence, nextStep })
      },
    )
    return () => {
      wanted = false
    }
  }, [actions, index, pictures, restoring, way])
  const { source, hole } = config
  const newest = useRef(config)
  useEffect(() => {
    newest.current = config
  })
  useEffect(() => {
    // Strengths are for what is made of the drawing; the drawing itself is the person's.
    if (start === null || start.of !== pictures) return
    const of = `${pictures} ${source} ${hole} ${index}`
    const before = kept.current?.of === of ? kept.current.drawing : null
    kept.current = { of, index, drawing: before }
    pad.take(before ?? drawingOf(start.picture, { ...newest.current, source, hole }))
  }, [pad, start, pictures, source, hole, index, kept])
  return { heldOut: start?.heldOut ?? null, another: () => setIndex(index + 1) }
}
