/** How large holes are, and a picture’s pixels behind them. Pure. */

/**
 * Half the side of the largest square that is missing wholly, in pixels, rounded up: how far it is from the middle of a hole to what is
 * known. @param missing [height, width], 1 where the picture is missing
 */
export function holeReach(missing: Uint8Array, width: number, height: number): number {
  // Side of the largest such square that ends at each pixel, row by row.
  let above = new Uint32Array(width)
  let most = 0
  for (let y = 0; y < height; y++) {
    const here = new Uint32Array(width)
    for (let x = 0; x < width; x++) {
      if (missing[y * width + x] !== 1) continue
      const side = 1 + Math.min(here[x - 1] ?? 0, above[x] ?? 0, above[x - 1] ?? 0)
      here[x] = side
      most = Math.max(most, side)
    }
    above = here
  }
  return Math.ceil(most / 2)
}
