// x's gradient of a convolution, which is the transposed convolution of dy: 4·HEIGHT pixels, a stride apart, and four
// channels a thread. Such pixels see the same part of the weights and neighbours in dy. Shapes as in convolve.wgsl: dy is
// y's, the result x's. Lines with QUAD are written once for each four pixels, with their number for QUAD. Constants:
// HEIGHT, PACKED (out is a multiple of four), SINGLE (one channel), FINISH. Uniforms: the names in convolve.wgsl, quads
// (of 4·HEIGHT pixels a stride apart in a line), lines (of x over the batch), firstGroup; period (of the bias), slope.

fn four_dy(at: vec4<i32>) -> mat4x4<f32> {
  return mat4x4<f32>(read_dy(at.x), read_dy(at.y), read_dy(at.z), read_dy(at.w));
}

fn ones_dy(at: vec4<i32>) -> vec4<f32> {
  return vec4<f32>(one_dy(at.x), one_dy(at.y), one_dy(at.z), one_dy(at.w));
}

fn scaled(here: vec4<f32>, by: vec4<f32>) -> mat4x4<f32> {
  return mat4x4<f32>(here * by.x, here * by.y, here * by.z, here * by.w);
}

fn main(index: i32) {
  let thread = index + 64 * uniforms.firstGroup;
  let channelQuads = (uniforms.channels + 3) / 4;
  let c = 4 * (thread % channelQuads);
  let place = thread / channelQuads;
  let quad = place % uniforms.quads;
  let shift = place / uniforms.quads % uniforms.strideX;
  let line = place / (uniforms.quads * uniforms.strideX);
  let first = shift + 4 * HEIGHT * quad * uniforms.strideX;
  if (line >= uniforms.lines || first >= uniforms.width) {
    return;
  }
  let item = line / uniforms.height * uniforms.rows;
  let y = line % uniforms.height + uniforms.top;
  let x = first + uniforms.left;
  const four = vec4<i32>(0, 1, 2, 3);
  let none = vec4<i32>(0);
  let zero = vec4<f32>(0);

  let inner = uniforms.out;
  var sums_QUAD = mat4x4<f32>();
  var single_QUAD = vec4<f32>();
  for (var ky = y % uniforms.strideY; ky < uniforms.kernelHeight; ky += uniforms.strideY) {
    let row = (y - ky) / uniforms.strideY;
    // A negative difference is a multiple of the stride as well.
    if (row < 0 || row >= uniforms.rows) {
      continue;
    }
    for (var kx = x % uniforms.strideX; kx < uniforms.kernelWidth; kx += uniforms.strideX) {
      let columns_QUAD = (x - kx) / uniforms.strideX + four + 4 * QUAD;
      let on_QUAD = (columns_QUAD >= none) & (columns_QUAD < vec4<i32>(uniforms.columns));
      var at_QUAD = select(none, ((item + row) * uniforms.columns + columns_QUAD) * inner, on_QUAD);
      var atFilter = ((ky * uniforms.kernelWidth + kx) * uniforms.channels + c) * inner;
      if (SINGLE) {
        var line_QUAD = zero;
        if (PACKED) {
          for (var o = 0; o < inner; o += 4) {
            let here = read_weights(atFilter + o);
            line_QUAD += here * four_dy(at_QUAD + o);
          }
        } else {
          for (var o = 0; o < inner; o++) {
            let here = one_weights(atFilter + o);
            line_QUAD += here * ones_dy(at_QUAD + o);
          }
        }
        single_QUAD += select(zero, line_QUAD, on_QUAD);
        continue;
      }
      var part_QUAD = mat4x4<f32>();
      if (PACKED) {
        for (var o = 0; o < inner; o += 4) {
          let here = transpose(mat4x4<f32>(read_weights(atFilter), read_weights(atFilter + inner),
            read_weights(atFilter + 2 * inner), read_weights(atFilter + 3 * inner)));
          part_QUAD += here * four_dy(at_QUAD);
          at_QUAD += vec4<i32>(4);
          atFilter += 4;
        }
      } else {
        for (var o = 0; o < inner; o++) {
          let here = vec4<f32>(one_weights(atFilter), one_weights(atFilter + inner),
            one_weights(atFilter + 2 * inner), one_weights(atFilter + 3 * inner));
          part_QUAD += scaled(here, ones_dy(at_QUAD));
          at_QUAD += vec4<i32>(1);
          atFilter += 1;
        }
      }
      sums_QUAD += kept(part_QUAD, on_QUAD);
    }
  }
  if (SINGLE) {
    sums_QUAD = scaled(vec4<f32>(1), single_QUAD);
  }
  put(line, first + 4 * QUAD * uniforms.strideX, c, sums_QUAD);
}

fn put(line: i32, first: i32, c: i32, sums: mat4x4<f32>) {
  putPixel(line, first, c, sums[0]);
  putPixel(line, first + uniforms.strideX, c, sums[1]);
  putPixel(line, first + 2 * uniforms.strideX, c, sums[2]);
  putPixel(line, first + 3 * uniforms.strideX, c, sums[3]);
}

fn putPixel(line: i32, x: i32, c: i32, sums: vec4<f32>) {
  if (x >= uniforms.width) {
    return;
  }
  let at = (line * uniforms.width + x) * uniforms.channels + c;
  var numbers = sums;
  if (FINISH) {
    numbers = finish(sums, c, at);
  }
  write(at, numbers, uniforms.channels - c);
}
