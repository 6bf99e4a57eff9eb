import { expect, test } from 'vitest'
import { acceptChange } from '../../../src/common/config/accept.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'

test('a good change is taken, the rest stays', () => {
  const config = defaultsFor('ring')
  expect(acceptChange(config, { batch: 64 }, null)).toEqual({ ...config, batch: 64 })
})

test('one bad value refuses the whole change, and is named', () => {
  expect(() => acceptChange(defaultsFor('ring'), { batch: 64, gLr: -1 }, null)).toThrow(
    /gLr must be a number/,
  )
})

test('a refusal names all that is wrong, and says what to do', () => {
  const refused = (): unknown => acceptChange(defaultsFor('ring'), { gLr: -1, batch: 0.5 }, null)
  expect(refused).toThrow(
    expect.objectContaining({
      code: 'bad-setting',
      message: expect.stringMatching(/gLr must be .* batch must be /) as string,
      nextStep: 'Choose a value in the range shown.',
    }) as Error,
  )
})

test('settings that clash are refused with the reason', () => {
  expect(() => acceptChange(defaultsFor('mnist'), { model: 'dcgan', unroll: 3 }, null)).toThrow(/unroll/i)
})
