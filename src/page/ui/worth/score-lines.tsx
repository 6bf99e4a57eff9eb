/** Scores as dots with their intervals on one axis, a line each: what differs surely is seen not to overlap. No store. */
import type { WorthScores } from '../../../common/protocol/worth.ts'
import '../kit/css-variables.ts'
import { axisOf, clamped, meanText, scoreWords } from './worth-words.ts'

export interface ScoreLine extends WorthScores {
  readonly id: string
  /** Whose colour it has: what was taught on. */
  readonly role: 'real' | 'fake' | 'both' | 'other'
}

interface Props {
  readonly name: string
  readonly lines: readonly ScoreLine[]
  /** What is measured, at the axis. */
  readonly figure: string
}

export function ScoreLines({ name, lines, figure }: Props) {
  const axis = axisOf(lines)
  const at = (value: number) => (clamped(value) - axis.low) / (axis.high - axis.low)
  return (
    <div className="worth-lines">
      <ul aria-label={name}>
        {lines.map((line) => (
          <li key={line.id} className="worth-line" data-role={line.role}>
            <span className="worth-label">{line.label}</span>
            <span className="worth-track" role="img" aria-label={scoreWords(line)}>
              {line.mean !== null && <Marks line={line} at={at} />}
            </span>
            <span className="worth-mean" aria-hidden="true">
              {meanText(line)}
            </span>
          </li>
        ))}
      </ul>
      <p className="worth-axis" aria-hidden="true">
        <span>{axis.low.toFixed(2)}</span>
        <span>{figure}, higher is better</span>
        <span>{axis.high.toFixed(2)}</span>
      </p>
    </div>
  )
}

function Marks({ line, at }: { line: ScoreLine; at: (value: number) => number }) {
  const { mean, low, high, scores } = line
  return (
    <>
      {low !== null && high !== null && (
        <span className="worth-interval" style={{ '--low': at(low), '--high': at(high) }} />
      )}
      {scores.map((score, i) => (
        <span key={i} className="worth-score" style={{ '--at': at(score) }} />
      ))}
      {mean !== null && <span className="worth-dot" style={{ '--at': at(mean) }} />}
    </>
  )
}
