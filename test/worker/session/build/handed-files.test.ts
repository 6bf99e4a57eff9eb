import { expect, test } from 'vitest'
import type { Command, Request } from '../../../../src/common/protocol/commands.ts'
import { HandedFiles } from '../../../../src/worker/session/build/handed-files.ts'

const named = (...names: string[]) => names.map((name) => new File([], name))
const part = (handover: number, ...names: string[]): Command => ({
  type: 'files',
  handover,
  files: named(...names),
})
const open = (handover: number | undefined, ...names: string[]): Command => ({
  type: 'request',
  request: 1,
  body: { kind: 'open', files: named(...names), ...(handover === undefined ? {} : { handover }) },
})

function filesOf(command: Command | null): string[] {
  const body: Request | null = command?.type === 'request' ? command.body : null
  return body?.kind === 'open' ? body.files.map(({ name }) => name) : []
}

test('parts are kept until the question that wants them, which gets all in order', () => {
  const handed = new HandedFiles()
  expect(handed.take(part(1, 'a', 'b'))).toBeNull()
  expect(handed.take(part(1, 'c'))).toBeNull()
  expect(filesOf(handed.take(open(1, 'd')))).toEqual(['a', 'b', 'c', 'd'])
  // Nothing stays behind for the next.
  handed.take(part(2, 'e'))
  expect(filesOf(handed.take(open(2, 'f')))).toEqual(['e', 'f'])
})

test('a newer handing over takes the place of one that was not asked for', () => {
  const handed = new HandedFiles()
  handed.take(part(1, 'a'))
  handed.take(part(2, 'b'))
  expect(filesOf(handed.take(open(2, 'c')))).toEqual(['b', 'c'])
})

test('a question that brings all its files gets no others', () => {
  const handed = new HandedFiles()
  handed.take(part(1, 'a'))
  expect(filesOf(handed.take(open(undefined, 'b')))).toEqual(['b'])
})

test('a start gets its files too; any other command passes as it is', () => {
  const handed = new HandedFiles()
  const start = { type: 'start', handover: 1, files: named('b') } as unknown as Command
  handed.take(part(1, 'a'))
  expect(handed.take(start)).toMatchObject({ files: [{ name: 'a' }, { name: 'b' }] })
  const cancel: Command = { type: 'cancel-open' }
  expect(handed.take(cancel)).toBe(cancel)
})
