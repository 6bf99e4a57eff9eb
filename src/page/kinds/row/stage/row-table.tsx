/**
 * Fakes in words, each with the real row that it is nearest to; what differs is marked. Renewed while it trains, and never so often
 * that training pays for it.
 */
import { Fragment, useCallback } from 'react'
import type { SideName } from '../../../../common/protocol/side.ts'
import type { ComparedRow } from '../../../../common/protocol/rows.ts'
import { useRows } from '../../../state/page.ts'
import { useRenewed } from '../../../ui/latent/use-renewed.ts'
import { apartWords, usualWords } from './row-table-words.ts'

const COUNT = 12
const PERIOD_MS = 1500

/** @param side whose fakes are shown */
export function RowTable({ side }: { side: SideName }) {
  const rows = useRows()
  const ask = useCallback(() => rows.compare(side, COUNT), [rows, side])
  const compared = useRenewed(ask, PERIOD_MS, side)
  if (compared === null)
    return <div className="row-table-box row-table-wait">Looking for the nearest rows …</div>
  return (
    <div className="row-table-box">
      <p className="row-table-usual">{usualWords(compared)}</p>
      <div
        className="row-table-scroll"
        tabIndex={0}
        role="region"
        aria-label={`${side === 'run' ? 'Fakes' : 'Fakes of the twin'} and their nearest real rows`}
      >
        <table className="row-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden-words">Which</span>
              </th>
              {compared.header.map((name, at) => (
                <th key={at} scope="col" title={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {compared.rows.map((row, i) => (
              <Pair key={i} row={row} number={i + 1} usual={compared.usual} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Pair({ row, number, usual }: { row: ComparedRow; number: number; usual: number | null }) {
  const { cells, nearest, distance, score } = row
  return (
    <Fragment>
      <tr data-role="fake">
        <th scope="row" title="σ(D), the detective’s score: 0 surely fake, 1 surely real.">
          Fake {number} <small>{score.toFixed(2)}</small>
        </th>
        {cells.map((cell, at) => (
          <Cell key={at} text={cell} other={nearest[at]} />
        ))}
      </tr>
      <tr data-role="real">
        <th scope="row" title="Mean over columns of how far apart both are: 0 alike, 1 as far as can be.">
          Nearest <small>{apartWords(distance, usual)}</small>
        </th>
        {nearest.map((cell, at) => (
          <Cell key={at} text={cell} other={cells[at]} />
        ))}
      </tr>
    </Fragment>
  )
}

/** What both rows share steps back. */
function Cell({ text, other }: { text: string; other: string | undefined }) {
  return (
    <td title={text.length > 24 ? text : undefined} data-same={text === other}>
      {text === other ? text : <mark>{text}</mark>}
    </td>
  )
}
