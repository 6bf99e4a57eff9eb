/** ψ(x), the derivative of log Γ, for x > 0. Pure. */

/**
 * By ψ(x) = ψ(x + 1) − 1/x up to where the asymptotic series is exact to 1e−12 (Bernardo 1976, algorithm AS 103; series in
 * Abramowitz & Stegun 6.3.18).
 */
export function digamma(x: number): number {
  let shifted = x
  let sum = 0
  while (shifted < 10) {
    sum -= 1 / shifted
    shifted++
  }
  const r = 1 / (shifted * shifted)
  const series = r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132)))))
  return sum + Math.log(shifted) - 0.5 / shifted - series
}
