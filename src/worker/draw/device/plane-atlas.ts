/**
 * The layers of the stage of points that stay on the device, as one picture: the discriminator's field a pixel a
 * cell, and in device pixels the line where it is undecided and the marks that lie over everything else.
 */
import type { Frame } from '../frame.ts'
import { crossArm, CROSS_WIDTH, HELD_NEAR } from '../marks.ts'
import { CONTOUR_WIDTH, FIELD_STRENGTH } from '../field.ts'
import type { Pen } from '../pen.ts'
import { AROUND } from '../tile-sheet.ts'
import { APART, cursorSprites, PAD, RING } from './cursor-sprites.ts'
import type { DevicePlane } from './on-device.ts'
import { rgb } from './shaders.ts'

/** What the ring of the held sample may need beyond the panel, CSS pixels. */
const MARGIN = 14

/** Layers that are drawn from below to above, with others between. */
export interface PlaneAtlas {
  field(): void
  contour(): void
  /** Fakes and the held sample. */
  marks(): void
  close(): void
}

/** Device pixels. */
interface Places {
  /** Of the panel. */
  readonly side: number
  /** Of the field with what lies around it. */
  readonly cells: number
  /** Room around the panel for marks. */
  readonly margin: number
}

/** Draws the atlas now. @param opacity of the crosses */
export function openPlane(pen: Pen, frame: Frame, plane: DevicePlane, opacity: number): PlaneAtlas {
  const { context, scale } = pen
  const side = Math.max(1, Math.round(frame.box.width * scale))
  const places = { side, cells: (plane.surface?.side ?? 0) + 2 * AROUND, margin: Math.ceil(MARGIN * scale) }
  const { cells, margin } = places
  const room = side + 2 * margin
  const atlas = plane.presenter.render(cells + room, side + room, (pass) => {
    drawSurface(pass, pen, plane, places)
    drawMarks(pass, pen, frame, plane, { ...places, opacity })
  })
  const { x, y, width, height } = frame.box
  const put = (from: readonly [number, number, number, number], grow: number, smooth: boolean) => {
    context.imageSmoothingEnabled = smooth
    context.imageSmoothingQuality = 'medium'
    context.drawImage(atlas, ...from, x - grow, y - grow, width + 2 * grow, height + 2 * grow)
  }
  return {
    field: () => put([AROUND, AROUND, cells - 2 * AROUND, cells - 2 * AROUND], 0, true),
    contour: () => put([cells, 0, side, side], 0, false),
    marks: () => put([cells, side, room, room], margin / scale, false),
    close: () => atlas.close(),
  }
}

function drawSurface(
  pass: GPURenderPassEncoder,
  { palette, scale }: Pen,
  { surface, presenter }: DevicePlane,
  { side, cells }: Places,
): void {
  if (surface === null) return
  const logits = presenter.tensor(surface.logits)
  const constants = { SIDE: `${surface.side}u` }
  region(pass, [0, 0, cells, cells])
  presenter.run(pass, 'field', {
    constants: {
      ...constants,
      GROUND: rgb(palette.ground),
      STRENGTH: FIELD_STRENGTH.toFixed(4),
      AROUND: `${AROUND}u`,
    },
    reads: [logits],
    vertices: 3,
  })
  region(pass, [cells, 0, side, side])
  const look = Float32Array.of(...premultiplied(palette.discriminator, 1), side, 0.5 * CONTOUR_WIDTH * scale)
  presenter.run(pass, 'contour', {
    constants,
    reads: [presenter.uniform('contour', look), logits],
    vertices: 6,
    instances: 2 * (surface.side - 1) ** 2,
  })
}

function drawMarks(
  pass: GPURenderPassEncoder,
  pen: Pen,
  frame: Frame,
  { fakes, cursor, presenter }: DevicePlane,
  { side, cells, margin, opacity }: Places & { opacity: number },
): void {
  const { palette, scale } = pen
  const { x, y, half } = frame.window
  const room = side + 2 * margin
  region(pass, [cells, side, room, room])
  if (fakes !== null) {
    pass.setScissorRect(cells + margin, side + margin, side, side)
    const shape = [crossArm(frame) * scale, 0.5 * CROSS_WIDTH * scale, margin] as const
    const look = Float32Array.of(...premultiplied(palette.fake, opacity), x, y, half, side, ...shape)
    presenter.run(pass, 'crosses', {
      reads: [presenter.uniform('crosses', look), presenter.tensor(fakes)],
      vertices: 12,
      instances: fakes.size / 2,
    })
    pass.setScissorRect(cells, side, room, room)
  }
  if (cursor === null) return
  const key = `${palette.ink} ${scale}`
  const { sheet, view } = presenter.sheet('cursor', key, () => cursorSprites(palette, scale))
  const lengths = [APART, PAD, HELD_NEAR].map((length) => length * scale)
  const look = Float32Array.of(x, y, half, side, margin, ...lengths, sheet.width, sheet.height)
  presenter.run(pass, 'cursor', {
    constants: { RING: `${RING}u` },
    reads: [
      presenter.uniform('cursor', look),
      presenter.tensor(cursor.place),
      presenter.tensor(cursor.logit),
      view,
    ],
    vertices: 4,
    instances: 2,
  })
}

/** Draws there from now on. */
function region(pass: GPURenderPassEncoder, place: readonly [number, number, number, number]): void {
  pass.setViewport(...place, 0, 1)
  pass.setScissorRect(...place)
}

/** @param hex `#rrggbb` */
function premultiplied(hex: string, opacity: number): readonly [number, number, number, number] {
  const byte = (at: number) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) * opacity
  return [byte(1), byte(3), byte(5), opacity]
}
