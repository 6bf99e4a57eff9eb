/** Noise to item: neither network is told anything (Goodfellow et al. 2014). */
import type { Task } from './task.ts'

export const imagine: Task = { tellsClass: false, terms: [] }
