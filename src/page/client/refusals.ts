/** Refusals the page makes itself, before the worker is asked. */
import { GanvasError } from '../../common/failure.ts'

export function badSetting(complaints: readonly string[]): GanvasError {
  return new GanvasError('bad-setting', complaints.join(' '), 'Choose a value in the range shown.')
}
