/** Whether two saved states are the same to the last bit. */
import type { NamedTensor } from '../../../common/protocol/report.ts'

/** Same names, shapes and numbers in the same order; a NaN is like any other. */
export function sameTensors(a: readonly NamedTensor[], b: readonly NamedTensor[]): boolean {
  return a.length === b.length && a.every((tensor, i) => sameTensor(tensor, b[i]))
}

function sameTensor(a: NamedTensor, b: NamedTensor | undefined): boolean {
  return (
    b !== undefined &&
    a.name === b.name &&
    a.data.length === b.data.length &&
    a.data.every((value, i) => Object.is(value, b.data[i]))
  )
}
