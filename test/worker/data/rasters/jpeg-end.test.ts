/** JPEGs whose end is not as it should be: used where their data are whole, refused where they are cut. */
import { describe, expect, test } from 'vitest'
import { mended } from '../../../../src/worker/data/headers/jpeg-mend.ts'
import { jpegFacts } from '../../../../src/worker/data/headers/jpeg.ts'
import { fixture } from '../../../helpers/data/fixtures.ts'

const good = fixture('jpeg/good-1.jpg')

describe('a JPEG', () => {
  test.each(['good-1', 'stray-zeros-1', 'bytes-before-end-mark-1'])('%s is whole as it is', (name) => {
    const facts = jpegFacts(fixture(`jpeg/${name}.jpg`))
    expect(facts).toMatchObject({ whole: true, width: jpegFacts(good)?.width })
  })

  test('without its end mark gets it back', () => {
    const cut = fixture('jpeg/no-end-mark-1.jpg')
    expect(jpegFacts(cut)?.whole).toBe(false)
    expect(mended(cut)).toEqual(good)
    // Half a mark is none.
    expect(mended(good.subarray(0, good.length - 1))).toEqual(good)
  })

  test('cut in its scan is not mended, wherever it is cut', () => {
    expect(mended(fixture('jpeg/cut-in-the-middle-1.jpg'))).toBeNull()
    const photo = fixture('photo.jpg')
    const scan = photo.lastIndexOf(0xda) - 1
    for (const share of [0, 0.2, 0.5, 0.8, 0.9])
      expect(mended(photo.subarray(0, Math.floor(scan + 12 + share * (photo.length - scan - 14))))).toBeNull()
    expect(mended(photo.subarray(0, photo.length - 2))).toEqual(photo)
  })

  describe('that is progressive', () => {
    const lastScan = (file: Uint8Array) => file.lastIndexOf(0xda) - 1
    const cutAt = (file: Uint8Array, share: number) => {
      const from = lastScan(file) + 10
      return file.subarray(0, Math.floor(from + share * (file.length - from)))
    }

    test('is used where the last bit of some blocks is all that it lacks', () => {
      const file = fixture('jpeg/progressive.jpg')
      for (const share of [0.1, 0.5, 0.9]) expect(mended(cutAt(file, share))).not.toBeNull()
      expect(mended(file.subarray(0, lastScan(file)))).toBeNull()
      expect(mended(file.subarray(0, file.length - 2))).toEqual(file)
    })

    test('is not where its last scan brings a band, unless that is whole', () => {
      const file = fixture('jpeg/progressive-bands.jpg')
      for (const share of [0.1, 0.5, 0.9]) expect(mended(cutAt(file, share))).toBeNull()
      expect(mended(file.subarray(0, file.length - 2))).toEqual(file)
    })
  })

  test('cut before its scan is not mended', () => {
    for (const length of [2, 20, 200, 600]) expect(mended(good.subarray(0, length))).toBeNull()
  })
})
