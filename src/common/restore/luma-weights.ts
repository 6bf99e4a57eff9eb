/** How bright red, green and blue are: ITU-R BT.601, as src/worker/data/pixels/colour.ts weighs them. Plain data. */
export const LUMA_WEIGHTS = [0.299, 0.587, 0.114] as const
