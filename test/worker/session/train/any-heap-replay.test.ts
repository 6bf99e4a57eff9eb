/** What any-replay-suite.ts says of settings nobody chose by hand, on WASM. ANY_REPLAYS=600 tries so many; ANY_FIRST the seed of the first. */
import { env } from 'node:process'
import { anyReplaySuite } from '../../../helpers/engine/any-replay-suite.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'

anyReplaySuite(openWasmEngine, Number(env['ANY_REPLAYS'] ?? 40), Number(env['ANY_FIRST'] ?? 101))
