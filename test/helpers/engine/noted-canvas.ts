/** Canvases for where there are none: they draw nothing, and note each time they are cleared to be drawn anew. */
export interface NotedCanvas {
  readonly canvas: OffscreenCanvas
  /** Times it was drawn. */
  drawn: number
}

/** What a painter asks of a context; what is not named here does nothing. */
function contextThat(onDraw: () => void): object {
  const nothing = (): unknown => new Proxy({}, { get: () => nothing, set: () => true })
  const known = {
    clearRect: onDraw,
    measureText: () => ({ width: 0, actualBoundingBoxAscent: 0, actualBoundingBoxDescent: 0 }),
  }
  return new Proxy(known, {
    get: (own, key) => (Reflect.get(own, key) as unknown) ?? nothing,
    set: () => true,
  })
}

/** @param onDraw called at each drawing */
export function notedCanvas(onDraw: () => void = () => undefined): NotedCanvas {
  const context = contextThat(() => {
    noted.drawn++
    onDraw()
  })
  const noted = { canvas: { width: 0, height: 0, getContext: () => context }, drawn: 0 }
  // Node has no canvas: all that a painter asks of one stands here.
  return noted as unknown as NotedCanvas
}

/** Stands for the global ImageData. */
export class BlankImage {
  readonly data: Uint8ClampedArray

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8ClampedArray(4 * width * height)
  }
}

/** Stands for the global OffscreenCanvas, where painters make sheets of their own. */
export class BlankCanvas {
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  getContext(): object {
    return contextThat(() => undefined)
  }
}
