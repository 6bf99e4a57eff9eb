import { describe, expect, test } from 'vitest'
import { createPasting, tableOfText } from '../../../src/page/state/run/pasting.ts'

const picture = () => new File(['x'], 'image.png', { type: 'image/png' })
const names = (files: File[] | null) => files?.map(({ name }) => name)

describe('pasted pictures', () => {
  test('one waits for the next, and later ones join those before under names of their own', () => {
    const pasting = createPasting()
    expect(pasting.add([picture()])).toBeNull()
    expect(names(pasting.add([picture()]))).toEqual(['pasted 1 image.png', 'pasted 2 image.png'])
    expect(names(pasting.add([picture()]))).toHaveLength(3)
  })

  test('other files that are opened start anew', () => {
    const pasting = createPasting()
    pasting.add([picture(), picture()])
    pasting.forget()
    expect(pasting.add([picture()])).toBeNull()
    expect(names(pasting.add([new File(['1,2'], 'a.csv', { type: 'text/csv' })]))).toEqual(['a.csv'])
    expect(pasting.add([picture()])).toBeNull()
  })
})

describe('pasted text', () => {
  test.each([
    ['cells of a spreadsheet', '1.5\t2\r\n3\t4.25\r\n'],
    ['with a header', 'x\ty\n1\t2\n3\t4'],
    ['decimal commas', '4,6\t8,4\n6,3\t7,3'],
    ['commas between', '1,2\n3,4'],
    ['semicolons', '1,5;2,5\n3;4'],
    ['words and units among them', 'here\t12 cm\t5 %\nthere\t13 cm\t6 %'],
    ['signs and exponents', '-1e-3 +2\n−4 .5e1 7'],
  ])('%s become a table', async (_, text) => {
    const file = tableOfText(text)
    expect(file?.name).toBe('pasted.tsv')
    expect(await file?.text()).toBe(text)
  })

  test.each([
    ['a sentence', 'There are 3 folders here, and 4 files.'],
    ['prose', 'In 2019 we met.\nThere were 12 of us.\nIt rained.'],
    ['a link', 'https://example.org/1/2'],
    ['a single row', '1\t2'],
    ['one column', '1\n2\n3'],
    ['nothing', ''],
  ])('%s does not', (_, text) => expect(tableOfText(text)).toBeNull())
})
