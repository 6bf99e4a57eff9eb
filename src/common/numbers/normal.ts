/** The standard normal distribution: its share below a value, and the value with a given share below it. Pure. */

/** Series of the error function; exact to double precision for |x| < 3, where all callers' differences matter. */
function erfNear(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
    term *= (-x * x) / n
    sum += term / (2 * n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}

/** Continued fraction of erfc for x ≥ 3 (Abramowitz & Stegun 7.1.14), by backward recurrence. */
function erfcFar(x: number): number {
  let tail = 0
  for (let n = 40; n >= 1; n--) tail = n / 2 / (x + tail)
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + tail))
}

/** Φ(z): share of N(0, 1) below z. */
export function normalShare(z: number): number {
  const x = z / Math.SQRT2
  if (x >= 3) return 1 - erfcFar(x) / 2
  if (x <= -3) return erfcFar(-x) / 2
  return (1 + erfNear(x)) / 2
}

/** Φ⁻¹(share) for a share in (0, 1), by bisection and Newton's steps: for a few dozen values, not for millions. */
export function normalQuantile(share: number): number {
  let low = -9
  let high = 9
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2
    if (normalShare(middle) < share) low = middle
    else high = middle
  }
  let z = (low + high) / 2
  for (let i = 0; i < 3; i++) {
    const slope = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    z -= (normalShare(z) - share) / Math.max(slope, 1e-300)
  }
  return z
}
