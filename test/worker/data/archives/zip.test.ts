import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readDirectory } from '../../../../src/worker/data/archives/zip-directory.ts'
import { readEntry } from '../../../../src/worker/data/archives/zip-entry.ts'
import { fixture } from '../../../helpers/data/fixtures.ts'

const blob = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)])

async function readAll(bytes: Uint8Array): Promise<Record<string, string>> {
  const archive = blob(bytes)
  const out: Record<string, string> = {}
  for (const entry of (await readDirectory('a.zip', archive)).entries)
    out[entry.path] = new TextDecoder().decode(await readEntry(entry.path, archive, entry))
  return out
}

const long = 'abc'.repeat(100_000)
const files = { 'a.txt': strToU8('hello'), 'b/c.txt': strToU8(long), 'é/ü.txt': strToU8('') }
const texts = { 'a.txt': 'hello', 'b/c.txt': long, 'é/ü.txt': '' }

describe('archives that are well', () => {
  test('deflated and stored', async () => {
    expect(await readAll(zipSync(files))).toEqual(texts)
    expect(await readAll(zipSync(files, { level: 0 }))).toEqual(texts)
  })

  test('a comment at the end that looks like an archive’s end', async () => {
    const bytes = zipSync({ 'a.txt': strToU8('hello') })
    const comment = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(30)])
    const whole = Buffer.concat([Buffer.from(bytes), comment])
    whole.writeUInt16LE(comment.length, bytes.length - 2)
    expect(await readAll(whole)).toEqual({ 'a.txt': 'hello' })
  })

  test('sizes after the data, as Python streams them', async () => {
    const squares = Array.from({ length: 20 }, (_, i) => `${i},${i * i}\n`).join('')
    expect(await readAll(fixture('streamed.zip'))).toEqual({
      'points/a.csv': `x,y\n${squares}`,
      'points/é.csv': '5,6\n',
    })
  })

  test('64-bit records, when the ordinary fields are full', async () => {
    const wide = Buffer.from(fixture('wide.zip'))
    const end = wide.length - 22
    wide.writeUInt16LE(0xffff, end + 10)
    wide.writeUInt32LE(0xffffffff, end + 16)
    expect(await readAll(wide)).toEqual({ '-': '5,6\n' })
  })
})

describe('archives that are not', () => {
  const good = zipSync(files)
  const code = async (bytes: Uint8Array) => {
    try {
      await readAll(bytes)
    } catch (thrown) {
      return (thrown as { code: string }).code
    }
    return 'accepted'
  }

  test('cut off anywhere, it is damaged', async () => {
    for (let length = 4; length < good.length; length += 17)
      expect(await code(good.subarray(0, length))).toBe('zip-damaged')
  })

  test('a changed byte in the data fails its check sum', async () => {
    const stored = zipSync({ 'a.txt': strToU8('hello') }, { level: 0 })
    const at = Buffer.from(stored).indexOf('hello')
    stored[at] = 0x6a
    expect(await code(stored)).toBe('zip-damaged')
  })

  test('locked with a password', async () => {
    expect(await code(fixture('locked.zip'))).toBe('zip-encrypted')
  })

  test('a method of its own', async () => {
    const bytes = zipSync({ 'a.txt': strToU8('hello') })
    const directory = Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1')
    bytes[directory + 10] = 12
    expect(await code(bytes)).toBe('zip-method')
  })

  test('one part of several', async () => {
    const bytes = zipSync({ 'a.txt': strToU8('hello') })
    bytes[bytes.length - 22 + 4] = 3
    expect(await code(bytes)).toBe('zip-split')
  })

  test('more entries than anyone means to open: counted, not believed', async () => {
    const bytes = Buffer.from(zipSync({ 'a.txt': strToU8('hello') }))
    const from = bytes.indexOf('PK\x01\x02', 0, 'latin1')
    const end = bytes.length - 22
    const header = bytes.subarray(from, end)
    const many = (count: number) => {
      const directory = Buffer.concat(Array.from({ length: count }, () => header))
      const tail = Buffer.from(bytes.subarray(end))
      tail.writeUInt32LE(directory.length, 12)
      return readDirectory('a.zip', blob(Buffer.concat([bytes.subarray(0, from), directory, tail])))
    }
    expect((await many(70_000)).entries).toHaveLength(70_000)
    await expect(many(100_001)).rejects.toMatchObject({ code: 'zip-too-many-entries' })
  })

  test('a bomb, told by its own directory', async () => {
    expect(await code(zipSync({ zeros: new Uint8Array(20 * 2 ** 20) }, { level: 9 }))).toBe('zip-bomb')
  })

  test('a bomb that lies about its size', async () => {
    const bytes = Buffer.from(zipSync({ zeros: new Uint8Array(20 * 2 ** 20) }, { level: 9 }))
    bytes.writeUInt32LE(1000, bytes.indexOf('PK\x01\x02', 0, 'latin1') + 24)
    expect(await code(bytes)).toBe('zip-bomb')
  })
})
