import { heapFactorSuite, matMulSuite } from '../../../../helpers/engine/mat-mul-suite.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

matMulSuite(openWasmEngine)
heapFactorSuite(openWasmEngine)
