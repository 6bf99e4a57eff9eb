// As convolve.wgsl, by subgroups of four neighbours (see mat-mul-fours.wgsl): 4·HEIGHT pixels a thread, and sixteen channels for
// all four, of whose weights each reads a quarter and passes it on. Every sum has the order that it has there. Lines with QUAD
// are written once for each four pixels, those with COLUMN for each four channels. Constants: HEIGHT, FINISH. Uniforms: as in
// convolve.wgsl; channels and out are multiples of four. No thread leaves before the end: all have to pass on.

fn four_x(at: vec4<i32>) -> mat4x4<f32> {
  return mat4x4<f32>(read_x(at.x), read_x(at.y), read_x(at.z), read_x(at.w));
}

fn main(index: i32) {
  let thread = index + 64 * uniforms.firstGroup;
  let lane = thread % 4;
  let wide = (uniforms.out + 15) / 16;
  let o = 16 * (thread / 4 % wide);
  let pixel = 4 * HEIGHT * (4 * (thread / 4 / wide) + lane);
  const four = vec4<i32>(0, 1, 2, 3);
  let pixels_QUAD = four + pixel + 4 * QUAD;
  let lines_QUAD = pixels_QUAD / uniforms.columns;
  let top_QUAD = lines_QUAD % uniforms.rows * uniforms.strideY - uniforms.top;
  let left_QUAD = pixels_QUAD % uniforms.columns * uniforms.strideX - uniforms.left;
  let items_QUAD = lines_QUAD / uniforms.rows * uniforms.height;

  let channels = uniforms.channels;
  let out = uniforms.out;
  let none = vec4<i32>(0);
  var sums_QUAD_COLUMN = mat4x4<f32>();
  for (var ky = 0; ky < uniforms.kernelHeight; ky++) {
    let y_QUAD = top_QUAD + ky;
    let onLine_QUAD = (y_QUAD >= none) & (y_QUAD < vec4<i32>(uniforms.height));
    for (var kx = 0; kx < uniforms.kernelWidth; kx++) {
      let x_QUAD = left_QUAD + kx;
      let on_QUAD = onLine_QUAD & (x_QUAD >= none) & (x_QUAD < vec4<i32>(uniforms.width));
      var at_QUAD = select(none, ((items_QUAD + y_QUAD) * uniforms.width + x_QUAD) * channels, on_QUAD);
      var atFilter = ((ky * uniforms.kernelWidth + kx) * channels + lane) * out + o;
      var part_QUAD_COLUMN = mat4x4<f32>();
      for (var c = 0; c < channels; c += 4) {
        let here_COLUMN = passedOn(read_weights(atFilter + 4 * COLUMN));
        let from_QUAD = four_x(at_QUAD);
        part_QUAD_COLUMN += here_COLUMN * from_QUAD;
        at_QUAD += vec4<i32>(4);
        atFilter += 4 * out;
      }
      sums_QUAD_COLUMN += kept(part_QUAD_COLUMN, on_QUAD);
    }
  }

  // In a loop, so that the ending is compiled once.
  var all: array<mat4x4<f32>, 4 * HEIGHT>;
  all[4 * QUAD + COLUMN] = sums_QUAD_COLUMN;
  for (var i = 0; i < 16 * HEIGHT; i++) {
    let at = pixel + i / 16 * 4 + i % 4;
    let column = o + i / 4 % 4 * 4;
    if (at < uniforms.pixels && column < out) {
      putPixel(at * out + column, column, all[i / 4][i % 4]);
    }
  }
}

fn putPixel(at: i32, column: i32, sums: vec4<f32>) {
  var numbers = sums;
  if (FINISH) {
    numbers = finish(sums, column, at);
  }
  write(at, numbers, 4);
}
