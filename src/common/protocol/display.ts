/** What the page knows of the display and the worker does not: whether anybody looks, and whether frames come in time. */
export interface DisplayReport {
  /** The tab is in the background: nothing is drawn. */
  hidden: boolean
  /** Share in [0, 1] of the last frames that came late; null when none were watched. */
  late: number | null
  /** The machine runs on its battery; absent where the browser does not tell. */
  onBattery?: boolean
}
