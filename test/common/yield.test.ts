import { describe, expect, test } from 'vitest'
import { turnGiver } from '../../src/common/yield.ts'

const crypto = globalThis.crypto

describe('a turn for other tasks', () => {
  test.each([
    ['by a message, in a browser with the Scheduling API', { scheduler: {}, crypto }],
    ['by a message, outside a secure context', { crypto: {} as Crypto }],
    ['by a digest, in WebKit', { crypto }],
  ])('%s: comes after all that can be done at once', async (_name, scope) => {
    const giveTurn = turnGiver(scope)
    for (let turn = 0; turn < 3; turn++) {
      let done = 0
      const chain = async (): Promise<void> => {
        for (; done < 100; done++) await Promise.resolve()
      }
      void chain()
      await giveTurn()
      expect(done).toBe(100)
    }
  })

  test('takes no port of messages in WebKit, where they go by way of the page', async () => {
    const digests: string[] = []
    const subtle = {
      digest: (name: string) => {
        digests.push(name)
        return Promise.resolve(new ArrayBuffer(0))
      },
    } as unknown as SubtleCrypto
    await turnGiver({ crypto: { subtle } })()
    expect(digests).toEqual(['SHA-1'])
    await turnGiver({ scheduler: {}, crypto: { subtle } })()
    expect(digests).toHaveLength(1)
  })
})
