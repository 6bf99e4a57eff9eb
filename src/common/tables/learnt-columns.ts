/** Which columns of a table a network learns. Pure. */
import type { EncodedColumn, TableEncoding } from './table-encoding.ts'

export type EncodedLearnt = Extract<EncodedColumn, { is: 'number' | 'date' | 'category' }>

/** The columns that are learnt, each with its place in the file, in the file's order. */
export function learntColumns({ columns }: TableEncoding): { at: number; column: EncodedLearnt }[] {
  return columns.flatMap((column, at) =>
    column.is === 'id' || column.is === 'constant' ? [] : [{ at, column }],
  )
}
