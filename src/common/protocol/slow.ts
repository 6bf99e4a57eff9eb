/** The page asks for a step, or a part of one, to look at; what it is answered with. */
import type { SlowStep, StepPart } from './report.ts'

/** Makes it now, paused; training that was going on is paused first. */
export interface SlowRequest {
  kind: 'slow-step'
  part: StepPart
}

export interface SlowAnswers {
  'slow-step': SlowStep
}
