/** Noise and a class to an item of that class; D is told the class too (Mirza & Osindero 2014). */
import type { Task } from './task.ts'

export const byClass: Task = { tellsClass: true, terms: [] }
