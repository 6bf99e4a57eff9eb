/**
 * Keeps a fault in one part from taking the rest along: shows what happened, offers to try again and to copy a report.
 * The store stands outside, so nothing of the person's work is lost. No store.
 */
import { Component, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { copyText } from './copy-text.ts'

interface BoundaryProps {
  /** What broke, as the sentence goes on: "The stage". */
  part: string
  /** What is still there, in one sentence. */
  kept: string
  /** Makes the report of an error. */
  report: (error: Error) => string
  children: ReactNode
}

interface BoundaryState {
  error: Error | null
  copied: boolean
}

export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, copied: false }

  static getDerivedStateFromError(thrown: unknown): BoundaryState {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)), copied: false }
  }

  private readonly retry = (): void => this.setState({ error: null, copied: false })

  private readonly copy = async (error: Error): Promise<void> => {
    this.setState({ copied: await copyText(this.props.report(error)) })
  }

  override render(): ReactNode {
    const { error, copied } = this.state
    if (error === null) return this.props.children
    return (
      <div className="broken" role="alert">
        <p className="broken-title">{this.props.part} stopped working.</p>
        <p>{this.props.kept}</p>
        <div className="broken-actions">
          <Button look="outline" onClick={this.retry}>
            Try again
          </Button>
          <Button onClick={() => void this.copy(error)}>{copied ? 'Report copied' : 'Copy report'}</Button>
        </div>
      </div>
    )
  }
}
