import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { textIn, textOf } from '../../../src/worker/data/sniff/text.ts'
import { sniff } from '../../../src/worker/data/sniff/sniff.ts'
import { bmp, bytesOfText, gif, idx, plainPng } from '../../helpers/data/files.ts'
import { fixture } from '../../helpers/data/fixtures.ts'

const box = (text: string) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(4 + text.length)
  return Uint8Array.from(Buffer.concat([bytes, Buffer.from(text, 'latin1')]))
}

describe('binary kinds', () => {
  test.each([
    ['png', plainPng(1)],
    ['jpeg', fixture('photo.jpg')],
    ['webp', fixture('photo.webp')],
    ['gif', gif(2, 2, 1)],
    ['bmp', bmp(2, 2, () => [1, 2, 3])],
    ['avif', box('ftypavif\0\0\0\0avifmif1miaf')],
    ['avif', box('ftypmif1\0\0\0\0mif1avifmiaf')],
    ['zip', zipSync({ a: bytesOfText('a') })],
    ['zip', zipSync({})],
    ['gzip', Uint8Array.from(gzipSync('a'))],
    ['idx', idx([1, 1, 1], [0])],
    ['idx', idx([1], [0, 0, 0, 0], 0x0d)],
    ['empty', new Uint8Array()],
  ] as const)('%s', (kind, bytes) => expect(sniff(bytes).kind).toBe(kind))
})

describe('text kinds', () => {
  const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')])
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
  test.each([
    ['svg', svg],
    ['svg', `\uFEFF  ${svg}`],
    [
      'svg',
      `<?xml version="1.0"?>\n<!-- made > by -- hand -->\n<!DOCTYPE svg PUBLIC "-//W3C" "a.dtd">\n${svg}`,
    ],
    ['svg', `<!DOCTYPE svg [ <!ENTITY a "<b>"> ]><!----><svg:svg xmlns:svg="x"></svg:svg>`],
    ['text', '<html><svg></svg></html>'],
    ['text', '<!-- <svg> -->'],
    ['text', 'Read me first.\nThere are 3 folders here.\nNothing else.'],
    ['text', '{"a": 1, "b": 2}'],
    ['text', '[1, 2, 3]'],
    ['text', '?'],
    ['text', 'none\nn/a'],
    ['table', 'x\n?\n3'],
    ['table', 'x,y\n1,NaN\nNaN,2'],
    ['text', 'name,colour\nada,red\nbob,blue'],
    ['table', '1,2\n3,4'],
    ['table', 'x;y\n1,5;2,5\n'],
    ['table', 'x\ty\r\n1\t2\r\n'],
    ['table', '  0.5   -1e-3\n 2 3'],
    ['table', 'x,y\n1,red\n2,blue'],
    ['table', 'nan,nan'],
    ['table', '1\n2\n3'],
    ['table', 'x,y\n"4,6","8,4"\n"6,3","7,3"'],
    ['table', '# x, y\n1 2\n3 4'],
    ['table', '# one\n# two\n1 2\n3 4'],
    ['table', 'sep=;\nx;y\n1;2'],
    ['table', 'place;size\nhere;12 cm\nthere;13 cm'],
    ['table', '1 234,5;2 345,6\n3 456,7;4 567,8'],
    ['table', '1,2\n3,4\n\x1A\0\0'],
    [
      'text',
      'In 2019, 3 people met.\nThey, all of them, drank 12 cups.\nIt rained.\nThen 5 left, with 2 dogs, and a cat.',
    ],
    ['text', '# Read me\n\nThis has 3 folders\nand 4 files'],
  ] as const)('%s: %j', (kind, text) => expect(sniff(bytesOfText(text)).kind).toBe(kind))

  test('UTF-16 is text by its mark', () => {
    expect(sniff(utf16(svg)).kind).toBe('svg')
    expect(sniff(utf16('1,2\n3,4')).kind).toBe('table')
  })

  test('UTF-16 without its mark, and the letters of Windows', () => {
    expect(sniff(utf16('x,y\n1,2\n3,4').subarray(2)).kind).toBe('table')
    const latin = Uint8Array.from(Buffer.from('größe;länge\n1;2\n3;4', 'latin1'))
    expect(sniff(latin).kind).toBe('table')
    expect(textOf(latin)).toContain('größe;länge')
    expect(textOf(bytesOfText('größe'))).toBe('größe')
  })

  test('a control character that slipped into a text is left out; many are no text', () => {
    expect(textOf(bytesOfText(`1,2\x1A\n${'3,4\n'.repeat(100)}5,\x06\x076\n`))).toBe(
      `1,2\n${'3,4\n'.repeat(100)}5,6\n`,
    )
    expect(textOf(bytesOfText('1,2\n3,4\x1A\n'))).toBe('1,2\n3,4\n')
    expect(textOf(bytesOfText('1,2\x01\n3,4\x01\n'))).toBeNull()
    expect(textOf(bytesOfText(`1,2\0\n${'3,4\n'.repeat(100)}`))).toBeNull()
    expect(textIn(bytesOfText('1,2\x01\n3,4\x01\n'))).toBe('1,2\n3,4\n')
  })

  test('the last, cut line of a long table does not matter', () => {
    expect(sniff(bytesOfText('1,2\n'.repeat(20_000))).kind).toBe('table')
  })
})

describe('everything else', () => {
  test.each([
    ['a PDF document', '%PDF-1.7'],
    ['a damaged tar archive', `${'\0'.repeat(257)}ustar`],
    ['a RAR archive', 'Rar!\x1a\x07'],
    ['a 7-Zip archive', '7z\xbc\xaf\x27\x1c'],
    ['a MATLAB file', 'MATLAB 5.0 MAT-file, Platform: GLNXA64'],
    ['a MATLAB file', 'MATLAB 7.3 MAT-file, Platform: GLNXA64'],
    ['a font', '\0\x01\0\0\0\x11\x01\0'],
    ['a font', 'wOF2\0\x01\0\0'],
    ['an HDF5 file', '\x89HDF\r\n\x1a\n'],
    ['an encrypted Parquet table', 'PARE\x15\x04'],
    ['a Python pickle', '\x80\x04\x95\x0b\0\0'],
    ['a Python pickle', '\x80\x02}q\0'],
    ['a Stata file', '<stata_dta><header><release>118'],
    ['a Stata file', '\x72\x02\x01\0\x05\0'],
    ['an SPSS file', '$FL2@(#) SPSS DATA FILE'],
    ['a SAS file', `${'\0'.repeat(12)}\xc2\xea\x81\x60`],
    ['an R data file', 'RDX2\nX\n'],
    ['an R data file', 'X\n\0\0\0\x03\0\x04'],
    ['a Feather table of the first version', 'FEA1\0\0\0\0'],
    ['an SQLite database', 'SQLite format 3\0\x10\0'],
    ['a FITS file', 'SIMPLE  =                    T'],
    [
      'a 3-D model',
      '# made by hand\nmtllib a.mtl\no box\nv 0 0 1\nv 1 0 1\nv -1 .5 1\nvn 0 0 1\nf 1//1 2//1 3//1\n',
    ],
    ['a 3-D model', 'v 0 0 1\r\nv 1 0 1\r\nv -1 .5 1\r\nf 1 2 3\r\n'],
    ['a 3-D model', 'solid box\n  facet normal 0 0 1\n    outer loop\n'],
    ['a 3-D model', 'glTF\x02\0\0\0'],
    ['a DICOM picture', `${'\0'.repeat(128)}DICM`],
    ['a JPEG 2000 picture', '\0\0\0\x0cjP  \r\n\x87\n'],
    ['an OpenEXR picture', '\x76\x2f\x31\x01\x02\0\0\0'],
    ['a GIMP picture', 'gimp xcf v011\0'],
    ['a QOI picture', 'qoif\0\0\0\x10'],
    ['a Debian package', '!<arch>\ndebian-binary   1'],
    ['a Zstandard archive', '\x28\xb5\x2f\xfd\x04'],
    ['a video', 'RIFF\0\0\x01\0AVI LIST'],
    ['a video', '\0\0\x01\xba\x44\0'],
    ['a video', 'FLV\x01\x05\0\0\0\x09'],
  ])('is named, with what helps: %s', (foreign, text) => {
    expect(sniff(Uint8Array.from(Buffer.from(text, 'latin1')))).toEqual({
      kind: 'unknown',
      foreign,
      step: expect.stringMatching(/^(Save|Unpack|Copy|Draw) .*\.$/) as string,
    })
  })

  test.each([
    ['a sound', '\0\0\0\x1cftypM4A \0\0\x02\0'],
    ['a sound', 'RIFF\x24\0\0\0WAVEfmt '],
    ['a sound', 'ID3\x04\0\0'],
    ['a sound', 'OggS\0\x02'],
    ['a program', '\x7fELF\x02\x01\x01\0'],
    ['a program', 'MZ\x90\0\x03\0'],
  ])('is named: %s', (foreign, text) => {
    expect(sniff(Uint8Array.from(Buffer.from(text, 'latin1')))).toEqual({ kind: 'unknown', foreign })
  })

  test.each([
    ['heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['jxl', '\xff\x0a\xfa\x1f'],
    ['video', '\0\0\0\x18ftypisom\0\0\0\0isomavc1'],
    ['video', '\x1a\x45\xdf\xa3\x9f'],
    ['tiff', 'II*\0\x08\0\0\0'],
    ['tiff', 'MM\0*\0\0\0\x08'],
    ['npy', '\x93NUMPY\x01\0'],
    ['icon', '\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0'],
    ['icon', '\0\0\x02\0\x01\0\x10\x10\0\0\x01\0\x20\0'],
    ['pnm', 'P2\n# made by hand\n2 2\n255\n0 0 0 0\n'],
    ['pnm', 'P5 2 2 255\n\0\0\0\0'],
    ['pnm', 'P7\nWIDTH 1\nHEIGHT 1\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n\0\0\0\0'],
  ])('is read or tried: %s', (kind, text) => {
    expect(sniff(Uint8Array.from(Buffer.from(text, 'latin1')))).toEqual({ kind })
  })

  /** Header, directory in the second sector: root, then one stream. */
  const compound = (stream: string) => {
    const bytes = Buffer.alloc(2048)
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    bytes.writeUInt16LE(9, 30)
    bytes.writeUInt32LE(1, 48)
    for (const [i, name] of ['Root Entry', stream].entries()) {
      bytes.write(name, 1024 + 128 * i, 'utf16le')
      bytes.writeUInt16LE(2 * name.length + 2, 1024 + 128 * i + 64)
    }
    return Uint8Array.from(bytes)
  }
  test.each([
    ['Workbook', 'workbook', 'an old Excel workbook (.xls)'],
    ['WordDocument', 'document', 'an old Word document (.doc)'],
    ['EncryptedPackage', 'document', 'an Office document locked with a password'],
    ['Something', 'document', 'an old Office document'],
  ] as const)('what Office wrote is named by its streams: %s', (stream, kind, foreign) => {
    expect(sniff(compound(stream))).toEqual({ kind, foreign })
  })

  test('noise is unknown, and so is a picture whose first bytes are gone', () => {
    expect(sniff(Uint8Array.from({ length: 500 }, (_, i) => (i * 89) % 251))).toEqual({ kind: 'unknown' })
    expect(sniff(plainPng(1).subarray(1)).kind).toBe('unknown')
    expect(sniff(bytesOfText('BM is where a bitmap begins, or a sentence')).kind).toBe('text')
  })
})
