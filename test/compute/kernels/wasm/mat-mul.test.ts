import { heapFactorSuite, matMulSuite } from '../../../helpers/mat-mul-suite.ts'
import { openWasmEngine } from '../../../helpers/wasm-engine.ts'

matMulSuite(openWasmEngine)
heapFactorSuite(openWasmEngine)
