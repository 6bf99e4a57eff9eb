/** Draws a painted density on a canvas in the colour of the real data, and the keyboard's brush where it is in use. */

export interface Cursor {
  x: number
  y: number
  radius: number
}

/** @param cursor shown while the keyboard paints, in cells; null hides it */
export function drawDensity(
  canvas: HTMLCanvasElement | null,
  density: Float32Array,
  side: number,
  cursor: Cursor | null,
): void {
  const context = canvas?.getContext('2d')
  if (canvas === null || !context) return
  const pixels = Math.max(1, Math.round(canvas.clientWidth * window.devicePixelRatio))
  if (canvas.width !== pixels) {
    canvas.width = pixels
    canvas.height = pixels
  }
  const style = getComputedStyle(canvas)
  const cell = pixels / side
  context.clearRect(0, 0, pixels, pixels)
  context.fillStyle = style.getPropertyValue('--real')
  density.forEach((weight, at) => {
    if (weight <= 0) return
    context.globalAlpha = weight
    context.fillRect((at % side) * cell, Math.floor(at / side) * cell, cell + 0.5, cell + 0.5)
  })
  context.globalAlpha = 1
  if (cursor === null) return
  context.strokeStyle = style.color
  context.lineWidth = 1.5 * window.devicePixelRatio
  context.beginPath()
  context.arc(cursor.x * cell, cursor.y * cell, cursor.radius * cell, 0, 2 * Math.PI)
  context.stroke()
}
