/** NumPy arrays, CIFAR batches and IDX files of every type, byte by byte. */
import { describe, expect, test } from 'vitest'
import { pictureAt } from '../../../../src/worker/data/arrays/pixel-array.ts'
import { readCifar } from '../../../../src/worker/data/arrays/cifar.ts'
import { readNpy } from '../../../../src/worker/data/arrays/npy.ts'
import { file } from '../../../helpers/data/files.ts'
import { fixture } from '../../../helpers/data/fixtures.ts'
import { npy, raw } from '../../../helpers/data/npy.ts'
import { firsts, images, opened, points, reasons, refusal } from '../../../helpers/data/opening.ts'

const counted = (n: number) => Uint8Array.from({ length: n }, (_, i) => i)

function first(bytes: Uint8Array): { size: readonly number[]; values: number[] } {
  const content = readNpy('x.npy', bytes)
  if (content.holds !== 'array') throw new Error(content.holds)
  const { count, width, height, channels } = content.array
  return { size: [count, height, width, channels], values: [...pictureAt(content.array, 0).bytes] }
}

describe('a NumPy array', () => {
  test.each([
    ['[n, h, w]', npy('|u1', [2, 2, 5], counted(20)), [2, 2, 5, 1], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['[n, h, w, c]', npy('|u1', [1, 1, 2, 3], counted(6)), [1, 1, 2, 3], [0, 1, 2, 3, 4, 5]],
    ['[n, c, h, w]', npy('|u1', [1, 3, 1, 2], counted(6)), [1, 1, 2, 3], [0, 2, 4, 1, 3, 5]],
    ['Fortran’s order', npy('|u1', [1, 2, 2], Uint8Array.of(0, 2, 1, 3), true), [1, 2, 2, 1], [0, 1, 2, 3]],
    ['big endian', npy('>u2', [1, 1, 2], Uint8Array.of(0, 7, 0, 255)), [1, 1, 2, 1], [7, 255]],
    ['int64', npy('<i8', [1, 1, 2], raw(BigInt64Array.of(3n, 200n))), [1, 1, 2, 1], [3, 200]],
    ['0 … 1', npy('<f4', [1, 1, 2], raw(Float32Array.of(0.5, 1))), [1, 1, 2, 1], [128, 255]],
    ['−1 … 1', npy('<f8', [1, 1, 3], raw(Float64Array.of(-1, 0, 1))), [1, 1, 3, 1], [0, 128, 255]],
    ['0 … 255', npy('<f4', [1, 1, 2], raw(Float32Array.of(3, 254))), [1, 1, 2, 1], [3, 254]],
    ['other numbers', npy('<f4', [1, 1, 3], raw(Float32Array.of(-4, 0, 12))), [1, 1, 3, 1], [0, 64, 255]],
    ['half floats', npy('<f2', [1, 1, 2], Uint8Array.of(0, 0x38, 0, 0x3c)), [1, 1, 2, 1], [128, 255]],
    ['truth', npy('|b1', [1, 1, 2], Uint8Array.of(0, 1)), [1, 1, 2, 1], [0, 255]],
  ])('%s', (_, bytes, size, values) => expect(first(bytes)).toEqual({ size, values }))

  test('of flat rows is pictures; of colours it finds out how they lie', () => {
    expect(first(npy('|u1', [3, 784], new Uint8Array(2352))).size).toEqual([3, 28, 28, 1])
    // Each colour is smooth, and far from the others.
    const planar = Uint8Array.from({ length: 3072 }, (_, i) => 80 * Math.floor(i / 1024) + (i % 32))
    const woven = Uint8Array.from({ length: 3072 }, (_, i) => 80 * (i % 3) + (Math.floor(i / 3) % 32))
    expect(first(npy('|u1', [1, 3072], planar))).toEqual(first(npy('|u1', [1, 3072], woven)))
    expect(first(npy('|u1', [1, 3072], planar)).values.slice(0, 6)).toEqual([0, 80, 160, 1, 81, 161])
  })

  test('as high as wide, or nearly, is one picture, whatever its rows could be', () => {
    expect(first(npy('|u1', [256, 256], new Uint8Array(65_536))).size).toEqual([1, 256, 256, 1])
    expect(first(npy('|u1', [28, 28], new Uint8Array(784))).size).toEqual([1, 28, 28, 1])
    expect(first(npy('|u1', [60, 90], new Uint8Array(5400))).size).toEqual([1, 60, 90, 1])
    expect(readNpy('t.npy', npy('|u1', [30, 28], new Uint8Array(840))).holds).toBe('table')
  })

  test('of one dimension is labels, words as well', () => {
    expect(readNpy('y', npy('<i4', [2], raw(Int32Array.of(7, 2))))).toEqual({
      holds: 'labels',
      labels: ['7', '2'],
    })
    const words = Uint8Array.from(Buffer.from('catscow\0', 'latin1'))
    expect(readNpy('y', npy('|S4', [2], words))).toEqual({ holds: 'labels', labels: ['cats', 'cow'] })
    const wide = raw(Uint32Array.of(0x732b, 0, 0x72ac, 0))
    expect(readNpy('y', npy('<U2', [2], wide))).toEqual({ holds: 'labels', labels: ['猫', '犬'] })
  })

  test('of one number, or of records is named as that', () => {
    const told = (bytes: Uint8Array) => {
      try {
        return readNpy('a.npy', bytes)
      } catch (thrown) {
        return (thrown as Error).message
      }
    }
    expect(told(npy('<f8', [], raw(Float64Array.of(0.5))))).toBe(
      'a.npy is a single number, neither pictures nor a table.',
    )
    const records = npy("[('a', '<f4')]", [1], new Uint8Array(4))
    expect(
      told(
        Uint8Array.from(
          Buffer.from(
            Buffer.from(records).toString('latin1').replace("'[", ' [').replace("]'", '] '),
            'latin1',
          ),
        ),
      ),
    ).toBe('a.npy is a NumPy array of records with named fields, not of plain numbers.')
  })

  test('of few columns is a table of points', async () => {
    const set = await points([file('p.npy', npy('<f8', [3, 2], raw(Float64Array.of(0, 0, 1, 0.5, 1e-7, 2))))])
    expect(set.summary).toMatchObject({ count: 3, item: { kind: 'point' } })
  })

  test('pictures and labels side by side', async () => {
    const pictures = npy('|u1', [3, 16, 16], new Uint8Array(768).fill(5))
    const set = await images([
      file('x_train.npy', pictures),
      file('y_train.npy', npy('<i8', [3], raw(BigInt64Array.of(1n, 0n, 1n)))),
    ])
    expect(set.summary.classes).toEqual(['0', '1'])
    expect([...(set.labels ?? [])]).toEqual([1, 0, 1])
  })

  test.each([
    [npy('|O', [2], new Uint8Array(16)), 'array-type', 'Python objects'],
    [npy('<f4', [9, 9, 9], new Uint8Array(8)), 'array-size', 'fewer numbers'],
    [npy('|u1', [2, 2, 2, 2, 2], counted(32)), 'array-shape', '2 × 2 × 2 × 2 × 2'],
    [npy('|u1', [2, 60], counted(120)), 'array-shape', '2 × 60'],
  ])('is refused: %#', async (bytes, code, words) => {
    expect(await refusal([file('x.npy', bytes)])).toMatchObject({
      code,
      message: expect.stringContaining(words) as string,
    })
  })
})

describe('CIFAR’s batches', () => {
  /** Records whose pixels look like other formats' first bytes. */
  const batch = (labels: readonly (readonly number[])[], head: readonly number[]) => {
    const records = labels.map((label) => {
      const record = new Uint8Array(label.length + 3072)
      record.set(label)
      record.set(head, label.length)
      return record
    })
    return Uint8Array.from(Buffer.concat(records))
  }

  test.each([
    ['an IDX file', [0, 8, 3, 0x28]],
    ['an icon', [0, 1, 0, 1, 0, 90]],
    ['nothing', [200, 100]],
  ])('are read though they begin like %s; their names are used', async (_, head) => {
    const set = await images([
      file('data_batch_2.bin', batch([[0], [3], [0]], head)),
      file('batches.meta.txt', 'plane\ncar\nbird\ncat\n'),
    ])
    expect(set).toMatchObject({ item: { channels: 3 }, list: { count: 3 } })
    expect(set.summary.classes).toEqual(['cat', 'plane'])
    expect(reasons(set)).toEqual({})
  })

  test('of 100 classes: the fine one counts', () => {
    expect(
      readCifar(
        batch(
          [
            [3, 99],
            [19, 0],
          ],
          [1],
        ),
      )?.labels,
    ).toEqual(['99', '0'])
    expect(
      readCifar(
        batch(
          [
            [3, 100],
            [19, 0],
          ],
          [1],
        ),
      ),
    ).toBeNull()
    expect(readCifar(batch([[3]], [1]))).toBeNull()
  })
})

describe('IDX', () => {
  test('QMNIST’s labels: the first of eight columns', async () => {
    const names = ['qmnist-train-images-idx3-ubyte.gz', 'qmnist-train-labels-idx2-int.gz']
    const set = await opened(
      names.map((name) => file(name, fixture(`arrays/${name}`))),
      { size: 28 },
    )
    expect(set.summary.classes).toEqual(Array.from({ length: 10 }, (_, i) => String(i)))
    expect(reasons(set)).toEqual({})
  })

  test('numbers of every type are scaled', async () => {
    const floats = Buffer.alloc(16 + 2 * 1024)
    floats.set([0, 0, 0x0d, 3, 0, 0, 0, 2, 0, 0, 0, 16, 0, 0, 0, 16])
    for (let i = 0; i < 512; i++) floats.writeFloatBE(i < 256 ? 1 : 0.5, 16 + 4 * i)
    expect(firsts(await images([file('a.idx', Uint8Array.from(floats))]))).toEqual([255, 128])
  })

  test('what only begins like one is not blamed for promises', async () => {
    const bytes = Uint8Array.of(
      0,
      0,
      8,
      3,
      0x28,
      0x28,
      0x28,
      0x28,
      0x28,
      0x28,
      0x28,
      0x28,
      0x28,
      0x28,
      0x28,
      0x28,
      1,
    )
    expect(await refusal([file('x.bin', bytes)])).toMatchObject({
      message: expect.not.stringContaining('promises') as string,
    })
  })
})
