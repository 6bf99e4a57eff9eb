/** How many decimals a column's numbers have, so that made ones have no more. Pure. */

const MOST = 6

/** The fewest decimals, up to 6, that write every value; null where more are needed. */
export function decimalsOf(values: Float64Array): number | null {
  for (let decimals = 0; decimals <= MOST; decimals++) {
    const scale = 10 ** decimals
    if (values.every((value) => Math.round(value * scale) / scale === value)) return decimals
  }
  return null
}

/** @param decimals null leaves the value as it is */
export function rounded(value: number, decimals: number | null): number {
  if (decimals === null) return value
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}
