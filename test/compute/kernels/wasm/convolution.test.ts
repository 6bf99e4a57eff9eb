import { convolutionSuite } from '../../../helpers/convolution-suite.ts'
import { openWasmEngine } from '../../../helpers/wasm-engine.ts'

convolutionSuite(openWasmEngine)
