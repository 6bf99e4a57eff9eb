// y = convolution of x with weights: 4·HEIGHT pixels and four channels a thread. x [n, height, width, channels], weights
// [kernelHeight, kernelWidth, channels, out], y [n, rows, columns, out]. Lines with QUAD are written once for each four
// pixels, with their number for QUAD. Constants: HEIGHT, PACKED (channels is a multiple of four), FINISH. Uniforms: the
// names above, strideY, strideX, top, left, pixels (of y over the batch), firstGroup; period (of the bias), slope.

fn four_x(at: vec4<i32>) -> mat4x4<f32> {
  return mat4x4<f32>(read_x(at.x), read_x(at.y), read_x(at.z), read_x(at.w));
}

fn scaled(here: vec4<f32>, at: vec4<i32>) -> mat4x4<f32> {
  return mat4x4<f32>(here * one_x(at.x), here * one_x(at.y), here * one_x(at.z), here * one_x(at.w));
}

fn main(index: i32) {
  let quads = (uniforms.out + 3) / 4;
  let thread = index + 64 * uniforms.firstGroup;
  let o = 4 * (thread % quads);
  let pixel = 4 * HEIGHT * (thread / quads);
  if (pixel >= uniforms.pixels) {
    return;
  }
  const four = vec4<i32>(0, 1, 2, 3);
  let pixels_QUAD = four + pixel + 4 * QUAD;
  let lines_QUAD = pixels_QUAD / uniforms.columns;
  let top_QUAD = lines_QUAD % uniforms.rows * uniforms.strideY - uniforms.top;
  let left_QUAD = pixels_QUAD % uniforms.columns * uniforms.strideX - uniforms.left;
  let items_QUAD = lines_QUAD / uniforms.rows * uniforms.height;

  let channels = uniforms.channels;
  let out = uniforms.out;
  let none = vec4<i32>(0);
  var sums_QUAD = mat4x4<f32>();
  for (var ky = 0; ky < uniforms.kernelHeight; ky++) {
    let y_QUAD = top_QUAD + ky;
    let onLine_QUAD = (y_QUAD >= none) & (y_QUAD < vec4<i32>(uniforms.height));
    for (var kx = 0; kx < uniforms.kernelWidth; kx++) {
      let x_QUAD = left_QUAD + kx;
      let on_QUAD = onLine_QUAD & (x_QUAD >= none) & (x_QUAD < vec4<i32>(uniforms.width));
      var at_QUAD = select(none, ((items_QUAD + y_QUAD) * uniforms.width + x_QUAD) * channels, on_QUAD);
      var atFilter = (ky * uniforms.kernelWidth + kx) * channels * out + o;
      var part_QUAD = mat4x4<f32>();
      if (PACKED) {
        for (var c = 0; c < channels; c += 4) {
          let here = mat4x4<f32>(read_weights(atFilter), read_weights(atFilter + out),
            read_weights(atFilter + 2 * out), read_weights(atFilter + 3 * out));
          part_QUAD += here * four_x(at_QUAD);
          at_QUAD += vec4<i32>(4);
          atFilter += 4 * out;
        }
      } else {
        for (var c = 0; c < channels; c++) {
          let here = read_weights(atFilter);
          part_QUAD += scaled(here, at_QUAD);
          at_QUAD += vec4<i32>(1);
          atFilter += out;
        }
      }
      sums_QUAD += kept(part_QUAD, on_QUAD);
    }
  }
  put(pixel + 4 * QUAD, o, sums_QUAD);
}

fn put(pixel: i32, o: i32, sums: mat4x4<f32>) {
  putPixel(pixel, o, sums[0]);
  putPixel(pixel + 1, o, sums[1]);
  putPixel(pixel + 2, o, sums[2]);
  putPixel(pixel + 3, o, sums[3]);
}

fn putPixel(pixel: i32, o: i32, sums: vec4<f32>) {
  if (pixel >= uniforms.pixels) {
    return;
  }
  let at = pixel * uniforms.out + o;
  var numbers = sums;
  if (FINISH) {
    numbers = finish(sums, o, at);
  }
  write(at, numbers, uniforms.out - o);
}
