/** `clear`: numbers that are set to nought. */
import { type FunctionSource, integerFunction } from '../assembler/module.ts'
import { Spans } from './spans.ts'

export const clearSource: FunctionSource = integerFunction('clear', ['to', 'count'], (v, scope) => [
  new Spans(scope).clear(v.to.get, v.count.get),
])
