import { expect, test } from 'vitest'
import { sizedTo } from '../../../../src/page/client/services/svg-size.ts'

async function sized(text: string, side = 64) {
  const found = await sizedTo(new Blob([text]), side)
  return found === null ? null : { text: await found.source.text(), size: [found.width, found.height] }
}

test.each([
  ['its box', '<svg viewBox="0 0 24 24">', [64, 64], '<svg viewBox="0 0 24 24" width="64" height="64">'],
  [
    'a wide box, with commas',
    "<svg viewBox='0,0,48,24'/>",
    [128, 64],
    `<svg viewBox='0,0,48,24' width="128" height="64"/>`,
  ],
  [
    'its own size',
    '<svg width="100" height="200px">',
    [64, 128],
    '<svg width="64" height="128" viewBox="0 0 100 200">',
  ],
  [
    'its own size before its box',
    '<svg width="2in" height="96" viewBox="0 0 9 9">',
    [128, 64],
    '<svg viewBox="0 0 9 9" width="128" height="64">',
  ],
  [
    'one length and the box',
    '<svg width="20" viewBox="0 0 30 10">',
    [192, 64],
    '<svg viewBox="0 0 30 10" width="192" height="64">',
  ],
  [
    'a share of nothing',
    '<svg width="100%" height="100%" viewBox="0 0 2 1">',
    [128, 64],
    '<svg viewBox="0 0 2 1" width="128" height="64">',
  ],
  [
    'nothing at all',
    '<svg stroke-width="3">',
    [128, 64],
    '<svg stroke-width="3" width="128" height="64" viewBox="0 0 300 150">',
  ],
])('a picture is told its size by %s', async (_, text, size, expected) => {
  expect(await sized(text)).toEqual({ text: expected, size })
})

test('everything before and behind the root’s tag stays, in whatever letters', async () => {
  const before = '<?xml version="1.0"?><!-- é <svg width="1"> --><!DOCTYPE svg [<!ENTITY a "ß">]>'
  const behind = '<text width="5">日本</text></svg>'
  expect(await sized(`${before}<svg title="a > b" viewBox="0 0 1 1">${behind}`)).toEqual({
    text: `${before}<svg title="a > b" viewBox="0 0 1 1" width="64" height="64">${behind}`,
    size: [64, 64],
  })
})

test('what is no root, and a line that would be too thin, are left to the browser', async () => {
  expect(await sized('<svgs>')).toBeNull()
  expect(await sized('<html>')).toBeNull()
  expect(await sized('<svg width="900" height="100">')).toBeNull()
  expect(await sized('<svg width="800" height="100">')).not.toBeNull()
})
