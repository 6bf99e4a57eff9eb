// As conv-transpose.wgsl, by subgroups of four neighbours (see mat-mul-fours.wgsl): 4·HEIGHT pixels a thread, at the same place in
// four pictures of the batch, and sixteen channels for all four, of whose weights each reads a quarter and passes it on. Every
// sum has the order that it has there. Lines with QUAD are written once for each four pixels, those with COLUMN for each four
// channels. Constants: HEIGHT, FINISH. Uniforms: as in conv-transpose.wgsl, and batch, a multiple of four; out and channels are
// multiples of four as well. As all four are at the same place, none runs a loop that others do not; which nobody can tell from
// this text.

fn four_dy(at: vec4<i32>) -> mat4x4<f32> {
  return mat4x4<f32>(read_dy(at.x), read_dy(at.y), read_dy(at.z), read_dy(at.w));
}

fn main(index: i32) {
  let thread = index + 64 * uniforms.firstGroup;
  let lane = thread % 4;
  let wide = (uniforms.channels + 15) / 16;
  let c = 16 * (thread / 4 % wide);
  let place = thread / 4 / wide;
  let quad = place % uniforms.quads;
  let shift = place / uniforms.quads % uniforms.strideX;
  let lineOfFour = place / (uniforms.quads * uniforms.strideX);
  let first = shift + 4 * HEIGHT * quad * uniforms.strideX;
  // All four leave or none does.
  if (4 * lineOfFour >= uniforms.lines || first >= uniforms.width) {
    return;
  }
  let picture = 4 * (lineOfFour / uniforms.height) + lane;
  let item = picture * uniforms.rows;
  let y = lineOfFour % uniforms.height + uniforms.top;
  let x = first + uniforms.left;
  const four = vec4<i32>(0, 1, 2, 3);
  let none = vec4<i32>(0);

  let inner = uniforms.out;
  var sums_QUAD_COLUMN = mat4x4<f32>();
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
      var atFilter = ((ky * uniforms.kernelWidth + kx) * uniforms.channels + c + lane) * inner;
      var part_QUAD_COLUMN = mat4x4<f32>();
      for (var o = 0; o < inner; o += 4) {
        let here_COLUMN = transpose(passedOn(read_weights(atFilter + 4 * COLUMN * inner)));
        let from_QUAD = four_dy(at_QUAD);
        part_QUAD_COLUMN += here_COLUMN * from_QUAD;
        at_QUAD += vec4<i32>(4);
        atFilter += 4;
      }
      sums_QUAD_COLUMN += kept(part_QUAD_COLUMN, on_QUAD);
    }
  }

  // In a loop, so that the ending is compiled once.
  var all: array<mat4x4<f32>, 4 * HEIGHT>;
  all[4 * QUAD + COLUMN] = sums_QUAD_COLUMN;
  let line = picture * uniforms.height + lineOfFour % uniforms.height;
  for (var i = 0; i < 16 * HEIGHT; i++) {
    let across = first + (i / 16 * 4 + i % 4) * uniforms.strideX;
    let channel = c + i / 4 % 4 * 4;
    if (across < uniforms.width && channel < uniforms.channels) {
      putPixel((line * uniforms.width + across) * uniforms.channels + channel, channel, all[i / 4][i % 4]);
    }
  }
}

fn putPixel(at: i32, channel: i32, sums: vec4<f32>) {
  var numbers = sums;
  if (FINISH) {
    numbers = finish(sums, channel, at);
  }
  write(at, numbers, 4);
}
