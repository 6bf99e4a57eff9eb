import { convolutionSuite } from '../../../../helpers/engine/convolution-suite.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

convolutionSuite(openWasmEngine)
