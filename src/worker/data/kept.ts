/** What is said of kept data that do not agree with themselves. */
import { GanvasError } from '../../common/failure.ts'

/** @throws GanvasError `prepared-invalid` */
export function demandAgreement(agrees: boolean): asserts agrees {
  if (agrees) return
  throw new GanvasError(
    'prepared-invalid',
    'The kept dataset does not fit its own description.',
    'Open your files again.',
  )
}
