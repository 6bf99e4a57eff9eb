/** The figures of a run's last row, as the page shows them. */

/** The latest row, for the live figures. NaN until there is one. */
export interface Latest {
  lossG: number
  lossD: number
  realScore: number
  fakeScore: number
  gradNormG: number
  gradNormD: number
  stepsPerSecond: number
}
