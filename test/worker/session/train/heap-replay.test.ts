/** What replay-suite.ts says of replayed steps, on WASM. Every change of settings is recorded anew there, as it trains. */
import { replaySuite } from '../../../helpers/engine/replay-suite.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'

replaySuite(openWasmEngine, ({ recordings, patches }) => ({ recordings: recordings + patches, patches: 0 }))
