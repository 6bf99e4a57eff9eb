/** CRC-32 as in PNG, zip and gzip (ISO 3309). */
import { crcOf } from '../../../common/numbers/crc.ts'

export const crc32 = crcOf(0xedb88320)
