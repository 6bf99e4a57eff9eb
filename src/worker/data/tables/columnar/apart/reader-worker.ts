/** The entry of the thread that reads one columnar file and is ended then. Decides nothing. */
import { endpoint } from '../../../../../common/protocol/endpoint.ts'
import { toFailure } from '../../../../../common/failure.ts'
import { readColumns } from '../columnar.ts'
import type { ReaderSays, ReadOrder } from './apart-messages.ts'

const session = endpoint<ReaderSays, ReadOrder>(self)

session.listen(({ name, bytes, kind }) => {
  const alive = () => {
    session.send({ is: 'alive' })
  }
  readColumns(name, bytes, kind, {
    alive,
    begin: (header, count) => {
      session.send({ is: 'begin', header, count })
    },
    take: (column) => {
      session.send({ is: 'column', column }, [column.codes.buffer])
      return Promise.resolve()
    },
  }).then(
    () => {
      session.send({ is: 'whole' })
    },
    (thrown: unknown) => {
      session.send({ is: 'failed', failure: toFailure(thrown) })
    },
  )
})
session.send({ is: 'alive' })
