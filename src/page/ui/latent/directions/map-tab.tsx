/**
 * A map of seeds under a fixed cross: drag it, or use the arrow keys. Each whole place shows its sample; between four of
 * them the hand holds their blend.
 */
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react'
import { useGanvas, useReadNow } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { LabTools, type TabProps } from '../lab-bar.tsx'
import { drawMap } from './map-drawing.ts'
import {
  latentAt,
  movePlace,
  nearestSeed,
  placeOfSeed,
  placesAround,
  seedAt,
  type Place,
} from './map-maths.ts'
import { SeedField } from '../seed-field.tsx'
import { useDraw, useLabKind } from '../use-lab-kind.ts'
import { useSamples } from '../use-samples.ts'
import { drawOf } from '../pins/walk.ts'

/** CSS pixels from one seed to the next, at least; on a wide map so many seeds fill it. */
const PITCH = 56
const MOST_ACROSS = 15

function pitchOf({ width }: { width: number }): number {
  return Math.max(PITCH, width / MOST_ACROSS)
}

interface Props extends TabProps {
  place: Place
  onPlace: (place: Place) => void
}

const selectTheme = ({ view }: PageState) => view.theme

export function MapTab({ dimensions, prior, cursor, onGrasp, place, onPlace }: Props) {
  const [host, size] = useSize()
  const readNow = useReadNow()
  const theme = useGanvas(selectTheme)
  const canvas = useRef<HTMLCanvasElement>(null)
  const grip = useRef<{ pointer: Place; place: Place } | null>(null)
  const whole = useWholePlaces(place, size)
  const drawAt = useDraws(dimensions, prior)
  const looks = useSamples(useMemo(() => whole.map(drawAt), [whole, drawAt]))
  const draw = useDraw()
  const { onGround } = useLabKind().thumb
  const holds = useHolds(place, dimensions, prior)
  const pitch = pitchOf(size)

  useEffect(() => {
    if (canvas.current === null || size.width === 0) return
    const stops = whole.map((at) => ({ ...at, seed: seedAt(at.x, at.y), item: looks.get(drawAt(at)) }))
    drawMap(canvas.current, { ...size, pitch, centre: place, stops, draw, onGround, holds })
  }, [size, pitch, place, whole, looks, drawAt, draw, onGround, holds, theme])

  const go = (next: Place): void => {
    if (readNow().latentCursor === null) return
    onGrasp()
    onPlace(next)
    cursor.move(latentAt(next, dimensions, prior))
  }
  const drag = (event: PointerEvent): void => {
    const held = grip.current
    if (held === null || event.buttons === 0) return
    go({
      x: held.place.x - (event.clientX - held.pointer.x) / pitch,
      y: held.place.y - (event.clientY - held.pointer.y) / pitch,
    })
  }
  const press = (event: KeyboardEvent): void => {
    const next = movePlace(place, event.key, event.shiftKey)
    if (next === null) return
    event.preventDefault()
    go(next)
  }
  const seed = nearestSeed(place)
  const exact = Number.isInteger(place.x) && Number.isInteger(place.y)
  const where = `x ${place.x.toFixed(2)}, y ${place.y.toFixed(2)}`
  return (
    <>
      <LabTools>
        <span className="lab-figures" title={holds ? undefined : OFF_MAP}>
          {holds ? where : 'off the map'}
        </span>
        <SeedField seed={seed} moved={!exact || !holds} onSeed={(next) => go(placeOfSeed(next))} />
      </LabTools>
      <div
        ref={host}
        className="lab-map"
        role="slider"
        tabIndex={0}
        aria-roledescription="map of seeds"
        aria-label="Latent map"
        aria-valuenow={Number(place.x.toFixed(2))}
        aria-valuetext={`${where}, ${exact ? '' : 'near '}seed ${seed}${holds ? '' : '; the hand is off the map'}`}
        title="Drag, or use the arrow keys; with Shift a whole seed, Home to the nearest"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          grip.current = { pointer: { x: event.clientX, y: event.clientY }, place }
        }}
        onPointerMove={drag}
        onPointerUp={() => (grip.current = null)}
        onKeyDown={press}
      >
        <canvas ref={canvas} aria-hidden="true" />
      </div>
    </>
  )
}

const OFF_MAP = 'The hand was moved elsewhere: drag the map, or press Enter in Seed, to bring it here.'

/** Whether the sample under the hand is the one at this place. */
function useHolds(place: Place, dimensions: number, prior: TabProps['prior']): boolean {
  const here = useMemo(() => latentAt(place, dimensions, prior), [place, dimensions, prior])
  return useGanvas(
    useCallback(
      ({ latentCursor }: PageState) =>
        latentCursor?.length === here.length &&
        here.every((value, i) => Math.abs(value - (latentCursor[i] ?? NaN)) < 1e-5),
      [here],
    ),
  )
}

interface Size {
  readonly width: number
  readonly height: number
}

function useSize(): [(element: HTMLElement | null) => (() => void) | undefined, Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const attach = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined
    const observer = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect()
      setSize({ width, height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [attach, size]
}

/** The same array until another whole place comes into sight: a drag asks for new looks only then. */
function useWholePlaces(centre: Place, size: Size): readonly Place[] {
  const across = size.width / pitchOf(size) + 1
  const down = Math.min(8, size.height / pitchOf(size) + 1)
  const key = JSON.stringify(placesAround(centre, across, down))
  return useMemo(() => JSON.parse(key) as Place[], [key])
}

/** The draw at a whole place: the same array each time, so that a look at it is found again. */
function useDraws(dimensions: number, prior: TabProps['prior']): (place: Place) => Float32Array {
  return useMemo(() => {
    const known = new Map<number, Float32Array>()
    return ({ x, y }: Place) => {
      const seed = seedAt(x, y)
      const draw = known.get(seed) ?? drawOf(seed, 0, dimensions, prior)
      known.set(seed, draw)
      return draw
    }
  }, [dimensions, prior])
}
