/** A part of the page behind its own error boundary: when it breaks, the rest and the training go on. */
import type { ReactNode } from 'react'
import { toFailure } from '../../../common/failure.ts'
import { reportOf } from '../../state/notices.ts'
import { useReadNow } from '../../state/page.ts'
import { runView } from '../../state/run/sides.ts'
import { ErrorBoundary } from '../kit/error-boundary.tsx'

interface GuardedProps {
  /** "The stage", as a sentence begins. */
  part: string
  children: ReactNode
}

const KEPT = 'The rest of the page and the training go on; nothing is lost.'

export function Guarded({ part, children }: GuardedProps) {
  const readNow = useReadNow()
  return (
    <ErrorBoundary part={part} kept={KEPT} report={(error) => reportOf(toFailure(error), runView(readNow()))}>
      {children}
    </ErrorBoundary>
  )
}
