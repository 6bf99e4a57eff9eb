import { describe, expect, test } from 'vitest'
import { createPasting } from '../../../src/page/state/run/pasting.ts'

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
