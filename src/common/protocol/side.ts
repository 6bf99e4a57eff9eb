/** The two sides of a comparison. Without one there is the run alone. */
export const SIDES = ['run', 'twin'] as const

/** Which of them a message is about. */
export type SideName = (typeof SIDES)[number]

/** Something of each side. */
export type PerSide<T> = Readonly<Record<SideName, T>>
