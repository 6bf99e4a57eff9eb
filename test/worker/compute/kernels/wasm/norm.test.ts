import { beforeAll } from 'vitest'
import { normSuite } from '../../../../helpers/engine/norm-suite.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

beforeAll(async () => {
  await openWasmEngine()
})

normSuite()
