/**
 * Failures as values: a code to look up, a sentence that says what happened, and what to do next.
 * Plain data, so that one can cross the worker and be shown as it is. Must not know any folder's own trouble.
 */

export interface Failure {
  /** Stable, kebab-case, for tests and bug reports: `file-truncated`, `gpu-lost`. */
  readonly code: string
  /** One sentence, for a person, about what happened. Ends with a full stop. */
  readonly sentence: string
  /** One sentence that says what to do now. */
  readonly nextStep: string
  readonly stack?: string
}

/** A failure that is thrown. Whoever catches it reports `failure` and loses nothing else. */
export class GanvasError extends Error {
  override readonly name = 'GanvasError'
  readonly code: string
  readonly nextStep: string

  constructor(code: string, sentence: string, nextStep: string, options?: ErrorOptions) {
    super(sentence, options)
    this.code = code
    this.nextStep = nextStep
  }
}

/** Turns whatever was thrown into a failure; keeps the stack. An unknown throw becomes `unexpected`. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof GanvasError) {
    return withStack({ code: thrown.code, sentence: thrown.message, nextStep: thrown.nextStep }, thrown.stack)
  }
  if (thrown instanceof Error) {
    return withStack(
      {
        code: 'unexpected',
        sentence: `Something unexpected went wrong: ${thrown.message}`,
        nextStep: 'Press Reset to go on; your dataset and settings are kept.',
      },
      thrown.stack,
    )
  }
  return toFailure(new Error(String(thrown)))
}

/** Rebuilds a thrown error from a failure that crossed the worker, with the stack of where it happened. */
export function fromFailure(failure: Failure): GanvasError {
  const error = new GanvasError(failure.code, failure.sentence, failure.nextStep)
  if (failure.stack !== undefined) error.stack = failure.stack
  return error
}

function withStack(failure: Failure, stack: string | undefined): Failure {
  return stack === undefined ? failure : { ...failure, stack }
}
