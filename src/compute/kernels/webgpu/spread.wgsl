// x's gradient of a convolution, which is the transposed convolution of dy: four pixels, a stride apart, and four channels
// a thread. Such pixels see the same part of the weights and neighbours in dy. Shapes as in convolve.wgsl: dy is y's, the
// result x's. Constants: PACKED (out is a multiple of four), SINGLE (one channel). Uniforms: the names in convolve.wgsl,
// quads (of pixels a stride apart in a line), lines (of x over the batch), firstGroup.

fn main(index: i32) {
  let thread = index + 64 * uniforms.firstGroup;
  let channelQuads = (uniforms.channels + 3) / 4;
  let c = 4 * (thread % channelQuads);
  let place = thread / channelQuads;
  let quad = place % uniforms.quads;
  let shift = place / uniforms.quads % uniforms.strideX;
  let line = place / (uniforms.quads * uniforms.strideX);
  let first = shift + 4 * quad * uniforms.strideX;
  if (line >= uniforms.lines || first >= uniforms.width) {
    return;
  }
  let item = line / uniforms.height * uniforms.rows;
  let y = line % uniforms.height + uniforms.top;
  let x = first + uniforms.left;
  const four = vec4<i32>(0, 1, 2, 3);

  let inner = uniforms.out;
  var sums = mat4x4<f32>();
  var single = vec4<f32>();
  for (var ky = y % uniforms.strideY; ky < uniforms.kernelHeight; ky += uniforms.strideY) {
    let row = (y - ky) / uniforms.strideY;
    // A negative difference is a multiple of the stride as well.
    if (row < 0 || row >= uniforms.rows) {
      continue;
    }
    for (var kx = x % uniforms.strideX; kx < uniforms.kernelWidth; kx += uniforms.strideX) {
      let columns = (x - kx) / uniforms.strideX + four;
      let on = (columns >= vec4<i32>(0)) & (columns < vec4<i32>(uniforms.columns));
      var at = select(vec4<i32>(0), ((item + row) * uniforms.columns + columns) * inner, on);
      var atFilter = ((ky * uniforms.kernelWidth + kx) * uniforms.channels + c) * inner;
      let zero = vec4<f32>(0);
      if (SINGLE) {
        var part = zero;
        if (PACKED) {
          for (var o = 0; o < inner; o += 4) {
            part += read_weights(atFilter + o)
              * mat4x4<f32>(read_dy(at.x + o), read_dy(at.y + o), read_dy(at.z + o), read_dy(at.w + o));
          }
        } else {
          for (var o = 0; o < inner; o++) {
            part += one_weights(atFilter + o)
              * vec4<f32>(one_dy(at.x + o), one_dy(at.y + o), one_dy(at.z + o), one_dy(at.w + o));
          }
        }
        single += select(zero, part, on);
        continue;
      }
      var part = mat4x4<f32>();
      if (PACKED) {
        for (var o = 0; o < inner; o += 4) {
          part += transpose(mat4x4<f32>(read_weights(atFilter), read_weights(atFilter + inner),
              read_weights(atFilter + 2 * inner), read_weights(atFilter + 3 * inner)))
            * mat4x4<f32>(read_dy(at.x), read_dy(at.y), read_dy(at.z), read_dy(at.w));
          at += 4;
          atFilter += 4;
        }
      } else {
        for (var o = 0; o < inner; o++) {
          let here = vec4<f32>(one_weights(atFilter), one_weights(atFilter + inner),
            one_weights(atFilter + 2 * inner), one_weights(atFilter + 3 * inner));
          part += mat4x4<f32>(here * one_dy(at.x), here * one_dy(at.y), here * one_dy(at.z),
            here * one_dy(at.w));
          at += 1;
          atFilter += 1;
        }
      }
      // Outside dy something else was read.
      sums += mat4x4<f32>(select(zero, part[0], on.x), select(zero, part[1], on.y), select(zero, part[2], on.z),
        select(zero, part[3], on.w));
    }
  }
  if (SINGLE) {
    sums = mat4x4<f32>(vec4<f32>(single.x), vec4<f32>(single.y), vec4<f32>(single.z), vec4<f32>(single.w));
  }
  put(line, first, c, sums[0]);
  put(line, first + uniforms.strideX, c, sums[1]);
  put(line, first + 2 * uniforms.strideX, c, sums[2]);
  put(line, first + 3 * uniforms.strideX, c, sums[3]);
}

fn put(line: i32, x: i32, c: i32, sums: vec4<f32>) {
  if (x < uniforms.width) {
    write((line * uniforms.width + x) * uniforms.channels + c, sums, uniforms.channels - c);
  }
}
