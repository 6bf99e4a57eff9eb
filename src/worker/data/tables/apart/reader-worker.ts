/** The entry of the thread that reads one file and is ended then. Decides nothing. */
import { toFailure } from '../../../../common/failure.ts'
import { endpoint } from '../../../../common/protocol/endpoint.ts'
import { readColumns, type TextColumn } from '../columnar/columnar.ts'
import { readSheet, workbookKind } from '../workbooks/workbook.ts'
import type { ReaderSays, ReadOrder } from './apart-messages.ts'
import { columnOf, lengthsOf } from './text-columns.ts'

const session = endpoint<ReaderSays, ReadOrder>(self)

session.listen((order) => {
  const read = order.read === 'columns' ? columns(order) : sheet(order)
  read.then(
    () => {
      session.send({ is: 'whole' })
    },
    (thrown: unknown) => {
      session.send({ is: 'failed', failure: toFailure(thrown) })
    },
  )
})
session.send({ is: 'alive' })

type Order<R extends ReadOrder['read']> = Extract<ReadOrder, { read: R }>

function columns({ name, bytes, kind }: Order<'columns'>): Promise<void> {
  return readColumns(name, bytes, kind, {
    alive: () => {
      session.send({ is: 'alive' })
    },
    begin: (header, count) => {
      session.send({ is: 'begin', header, count })
    },
    take: (column) => {
      give(column)
      return Promise.resolve()
    },
  })
}

async function sheet({ name, bytes, what, wanted }: Order<'sheet'>): Promise<void> {
  const kind = workbookKind(what)
  if (kind === null) throw new Error(`no workbook: ${what}`)
  const read = await readSheet(name, bytes, kind, wanted, (done) => {
    session.send({ is: 'share', done })
  })
  if (read.holds === 'array') {
    session.send({ is: 'array', array: read.array })
    return
  }
  const { rows, guesses } = read
  const lengths = lengthsOf(rows)
  const width = lengths.reduce((most, length) => Math.max(most, length), 0)
  session.send({ is: 'sheet', guesses, lengths, width }, [lengths.buffer])
  for (let at = 0; at < width; at++) give(columnOf(rows, at))
}

function give(column: TextColumn): void {
  session.send({ is: 'column', column }, [column.codes.buffer])
}
