/**
 * Guesses in which of the encodings from before Unicode some names are written. A name is short, so counting letters says
 * little: each encoding is tried, and each letter it gives is weighed by how common it is in the languages written so.
 */
import type { Letters } from '../../../common/items/data-card.ts'

interface Encoding {
  readonly letters: Letters
  readonly decode: (bytes: Uint8Array) => string
  /** How likely one such letter is, 0 to 1. @param code its bytes as a number */
  readonly weigh: (letter: string, code: number) => number
  /** Bytes from 0x80 that begin a letter of two bytes; null where every letter is one byte. */
  readonly leads: ((byte: number) => boolean) | null
}

/** One way to read names. */
export interface Reading {
  readonly letters: Letters
  /** How common the letters are that come out, 0 to 1. */
  readonly score: number
  /** Whether letters of two bytes are among them. */
  readonly eastern: boolean
  /** Latin letters where it cannot be read so. */
  decode(bytes: Uint8Array): string
}

/** The likeliest first; those alone that can be read so. @param names that hold a byte from 0x80 at least */
export function readings(names: readonly Uint8Array[]): Reading[] {
  return ENCODINGS.map(({ letters, leads, decode }, i) => ({
    letters,
    score: scoreOf(ENCODINGS[i] ?? LATIN, names),
    eastern: leads !== null,
    decode: (bytes: Uint8Array) => {
      try {
        return decode(bytes)
      } catch {
        return latin(bytes)
      }
    },
  }))
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score)
}

/** Mean of all letters that are not ASCII, each different part of a path once; −1 where one cannot be read. */
function scoreOf(encoding: Encoding, names: readonly Uint8Array[]): number {
  const parts = new Map<string, Uint8Array>()
  try {
    for (const bytes of names) {
      encoding.decode(bytes)
      for (const part of partsOf(bytes, encoding.leads)) parts.set(part.join(), part)
    }
    let sum = 0
    let letters = 0
    for (const part of parts.values()) {
      const weights = encoding.leads === null ? wordWeights(encoding, part) : letterWeights(encoding, part)
      for (const weight of weights) sum += weight
      letters += weights.length
    }
    return letters === 0 ? 0 : sum / letters
  } catch {
    return -1
  }
}

/** Parts that hold a byte from 0x80, cut at slashes; a slash is never half a letter, a backslash may be. */
function partsOf(bytes: Uint8Array, leads: Encoding['leads']): Uint8Array[] {
  const parts: Uint8Array[] = []
  let from = 0
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 0x2f
    if (byte === 0x2f || byte === 0x5c) {
      const part = bytes.subarray(from, at)
      if (part.some((other) => other > 0x7f)) parts.push(part)
      from = at + 1
    } else if (leads?.(byte) === true) at++
  }
  return parts
}

function letterWeights({ decode, weigh, leads }: Encoding, part: Uint8Array): number[] {
  const weights: number[] = []
  for (let at = 0; at < part.length; at++) {
    const byte = part[at] ?? 0
    if (byte < 0x80) continue
    const double = leads?.(byte) === true
    const trail = double ? (part[at + 1] ?? 0) : 0
    const code = double ? byte * 256 + trail : byte
    const weight = weigh(decode(part.subarray(at, at + (double ? 2 : 1))), code)
    if (double) at++
    // "Äpfel" read as "姿fel": a Latin word of which one letter was taken for half of another.
    const halfOfWord = isLatinByte(trail) && isLatinByte(part[at + 1] ?? 0)
    weights.push(halfOfWord ? weight / 2 : weight)
  }
  return weights
}

function isLatinByte(byte: number): boolean {
  return between(byte | 0x20, 0x61, 0x7a)
}

/** Letters of one byte only make sense as words: of one script, and with capitals where capitals go. */
function wordWeights({ decode, weigh }: Encoding, part: Uint8Array): number[] {
  const weights: number[] = []
  for (const word of decode(part).match(/[\p{L}\p{M}]+|[^\p{L}\p{M}]/gu) ?? []) {
    const foreign = foreignIn(word)
    for (const letter of foreign) weights.push(isWord(word) ? weigh(letter, word.length) : 0.02)
  }
  return weights
}

/** Letters that are not ASCII. */
function foreignIn(word: string): string[] {
  return word.match(/[^\x00-\x7f]/gu) ?? []
}

function isWord(word: string): boolean {
  const cyrillic = /^\p{Script=Cyrillic}+$/u.test(word)
  const latinWord = /^\p{Script=Latin}+$/u.test(word)
  const cased = /^(\p{Lu}?\p{Ll}*|\p{Lu}+)$/u.test(word)
  // Words of accents alone are another alphabet read wrongly.
  const accents = foreignIn(word).length
  return cased && (cyrillic || (latinWord && accents * 2 <= word.length + 1))
}

const between = (value: number, from: number, to: number) => value >= from && value <= to
const fatal = (label: string) => {
  const decoder = new TextDecoder(label, { fatal: true })
  return (bytes: Uint8Array) => decoder.decode(bytes)
}
const latin = (bytes: Uint8Array) => new TextDecoder('windows-1252').decode(bytes)

/** Hangul syllables that make up most of Korean text, the names of things included. */
const HANGUL = new Set(
  '가각간갈감갑값강갖같개객거건걸검것게겨격견결경계고곡곤골공과관광괴교구국군굴궁권귀규균그극근글금급기긴길김까깨꺼께꼬꽃꾸끝끼' +
    '나난날남낮내너넓네녀년념노녹논놀농높뇌누눈느늘늑능니님다단달닭담당대더덕데도독돈돌동돼되된두둑둘뒤드득든들등디따딸때떡떤떻또뜻' +
    '라락란람랑래량러럭런럼레려력련령례로록론료루류률륙르른름릇릉리린림립마막만많말맛망맞매맥머먹먼메며면명모목몰못몽무문물미민밀' +
    '바박반받발밤밥방배백뱀버번벌범법벚베벤벼변별병보복본봄봉부북분불붕붙비빈빌빛빠뻐뿐사산살삼상새색샘생서석선설섬성세센셔소속손솔송' +
    '쇠수숙순술숨숭쉬스슬습승시식신실심십싶써쓰씨씩아악안않알암압앞애앵야약양어억언얼엄업없었엇에여역연열염엽영예오옥온올와왔완왕외' +
    '요용우욱운울움웃원월위유육윤율으은을음응의이익인일임입있자작잔잘잠장재쟁저적전절점접정제조족존종좋죄주죽준중쥐즈즉증지직진질집징' +
    '짜째쪽차찰참창채책처천철첫청체초촌총최추축출충취측층치친칠침카칼캐커컴코콜콩쿠크큰클키타탁탄탈탕태터털테토톱통퇴투트특튼티' +
    '파판팔패팬퍼페펴편평포폭폴표풀품풍프피필하학한할함합항해핵행향허험현혈협형혜호혹홍화확환활황회획효후훈휘흐흑흔희히힘컵펭귄숭캥',
)

/** Chinese characters, of both spellings, that things are called by most. */
const HANZI = new Set(
  '猫貓狗犬鸟鳥马馬牛羊猪豬鸡雞鸭鴨鹅鵝鱼魚虎狮獅象熊兔鼠蛇龙龍猴鹿狼鹰鷹虫蟲蝶蜂花草树樹木林叶葉果苹蘋梨桃瓜菜米豆茶蕉樱櫻' +
    '玫瑰兰蘭菊莲蓮水火山海河湖江天地日月星云雲雨雪风風光人男女老少子孩父母儿兒童脸臉头頭手足脚腳眼口耳心身' +
    '大小多少长長短高低中上下左右前后後里外東东西南北京国國市州县縣村路街门門房屋楼樓家室桥橋城站' +
    '红紅黄黃蓝藍绿綠白黑灰紫金银銀铁鐵石玉车車船飞飛机機自行火轮輪图圖片像相照画畫字文书書本笔筆' +
    '新建旧舊增资資料夹夾数數据據集训訓练練测測试試验驗证證正常异異好坏壞真假是否有无無的一二三四五六七八九十百千万萬年' +
    '动動物植食品衣服鞋帽包桌椅床灯燈电電话話视視功能表名类類种種别別号號学學生校工作用户戶',
)

const LATIN: Encoding = {
  letters: 'windows-1252',
  decode: fatal('windows-1252'),
  leads: null,
  weigh: accented,
}

const ENCODINGS: readonly Encoding[] = [
  {
    letters: 'shift_jis',
    decode: fatal('shift_jis'),
    leads: (byte) => between(byte, 0x81, 0x9f) || between(byte, 0xe0, 0xfc),
    weigh: (letter, code) => {
      if (/[\u3041-\u30fe]/.test(letter) || HANZI.has(letter)) return 1
      if (code < 0x100) return 0.2
      if (between(code, 0x889f, 0x9872)) return 0.9
      return between(code, 0x8140, 0x8396) ? 0.6 : 0.3
    },
  },
  {
    letters: 'gbk',
    decode: fatal('gbk'),
    leads: (byte) => between(byte, 0x81, 0xfe),
    weigh: (letter, code) => {
      const trail = code & 0xff
      if (HANZI.has(letter)) return 1
      if (trail < 0xa1) return 0.15
      if (between(code, 0xb0a1, 0xd7f9)) return 0.8
      if (between(code, 0xd8a1, 0xf7fe)) return 0.4
      return between(code, 0xa1a1, 0xa3fe) ? 0.4 : 0.05
    },
  },
  {
    letters: 'euc-kr',
    decode: fatal('euc-kr'),
    leads: (byte) => between(byte, 0x81, 0xfe),
    weigh: (letter) => (HANGUL.has(letter) ? 1 : /\p{Script=Hangul}/u.test(letter) ? 0.45 : 0.1),
  },
  {
    letters: 'big5',
    decode: fatal('big5'),
    leads: (byte) => between(byte, 0x81, 0xfe),
    weigh: (letter, code) => {
      if (HANZI.has(letter)) return 1
      if (between(code, 0xa440, 0xc67e)) return 0.7
      if (between(code, 0xc940, 0xf9d5)) return 0.3
      return between(code, 0xa140, 0xa3bf) ? 0.4 : 0.1
    },
  },
  { letters: 'ibm866', decode: fatal('ibm866'), leads: null, weigh: cyrillic },
  { letters: 'windows-1251', decode: fatal('windows-1251'), leads: null, weigh: cyrillic },
  { letters: 'cp437', decode: cp437, leads: null, weigh: accented },
  LATIN,
]

/** Two letters may be chance. @param length of its word */
function cyrillic(letter: string, length: number): number {
  if (!/[а-яёіїєґ]/i.test(letter)) return 0.05
  if (length < 3) return 0.6
  return /[іїєґё]/i.test(letter) ? 0.9 : /[щъэфцшю]/i.test(letter) ? 0.8 : 0.95
}

/** An accent stands in a word of other letters. */
function accented(letter: string, length: number): number {
  if (!/\p{Script=Latin}/u.test(letter)) return 0.02
  return length > 2 ? 0.85 : 0.35
}

/** What the first PCs wrote, and Windows still does in Western zips; the upper half, for browsers do not know it. */
const UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
  'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

function cp437(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : UPPER[byte - 0x80])).join('')
}
