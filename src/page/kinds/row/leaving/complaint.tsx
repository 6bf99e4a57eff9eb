/** Why something was not made, and what to do: inside of the dialog, where it can be read while this is open. No store. */
import type { Failure } from '../../../../common/failure.ts'

export function Complaint({ failure }: { failure: Failure | null }) {
  return (
    <p className="leaving-complaint" role="alert" hidden={failure === null}>
      {failure !== null && `${failure.sentence} ${failure.nextStep}`}
    </p>
  )
}
