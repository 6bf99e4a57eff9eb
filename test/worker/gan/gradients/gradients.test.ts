/** Every gradient at both orders, on the back ends that Node has. */
import { readFileSync } from 'node:fs'
import { describe } from 'vitest'
import { useCpu } from '../../../helpers/engine/backend.ts'
import type { StoredTruths } from '../../../helpers/gradients/stored.ts'
import { gradientSuite } from '../../../helpers/gradients/suite.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'

const stored = JSON.parse(
  readFileSync(new URL('../../../fixtures/gradients/truth.json', import.meta.url), 'utf8'),
) as StoredTruths

describe('cpu', () => gradientSuite(stored, useCpu))
describe('wasm', () => gradientSuite(stored, openWasmEngine))
