// y = convolution of x with weights: four pixels and four channels a thread. x [n, height, width, channels], weights
// [kernelHeight, kernelWidth, channels, out], y [n, rows, columns, out]. Constant: PACKED (channels is a multiple of four).
// Uniforms: the names above, strideY, strideX, top, left, pixels (of y over the batch), firstGroup.

fn main(index: i32) {
  let quads = (uniforms.out + 3) / 4;
  let thread = index + 64 * uniforms.firstGroup;
  let o = 4 * (thread % quads);
  let pixel = 4 * (thread / quads);
  if (pixel >= uniforms.pixels) {
    return;
  }
  let pixels = vec4<i32>(pixel) + vec4<i32>(0, 1, 2, 3);
  let lines = pixels / uniforms.columns;
  let top = lines % uniforms.rows * uniforms.strideY - uniforms.top;
  let left = pixels % uniforms.columns * uniforms.strideX - uniforms.left;
  let items = lines / uniforms.rows * uniforms.height;

  let channels = uniforms.channels;
  let out = uniforms.out;
  var sums = mat4x4<f32>();
  for (var ky = 0; ky < uniforms.kernelHeight; ky++) {
    let y = top + ky;
    let onLine = (y >= vec4<i32>(0)) & (y < vec4<i32>(uniforms.height));
    for (var kx = 0; kx < uniforms.kernelWidth; kx++) {
      let x = left + kx;
      let on = onLine & (x >= vec4<i32>(0)) & (x < vec4<i32>(uniforms.width));
      var at = select(vec4<i32>(0), ((items + y) * uniforms.width + x) * channels, on);
      var atFilter = (ky * uniforms.kernelWidth + kx) * channels * out + o;
      var part = mat4x4<f32>();
      if (PACKED) {
        for (var c = 0; c < channels; c += 4) {
          part += mat4x4<f32>(read_weights(atFilter), read_weights(atFilter + out),
              read_weights(atFilter + 2 * out), read_weights(atFilter + 3 * out))
            * mat4x4<f32>(read_x(at.x), read_x(at.y), read_x(at.z), read_x(at.w));
          at += 4;
          atFilter += 4 * out;
        }
      } else {
        for (var c = 0; c < channels; c++) {
          let here = read_weights(atFilter);
          part += mat4x4<f32>(here * one_x(at.x), here * one_x(at.y), here * one_x(at.z),
            here * one_x(at.w));
          at += 1;
          atFilter += out;
        }
      }
      // Outside the picture something else was read.
      let zero = vec4<f32>(0);
      sums += mat4x4<f32>(select(zero, part[0], on.x), select(zero, part[1], on.y), select(zero, part[2], on.z),
        select(zero, part[3], on.w));
    }
  }
  put(pixel, o, sums[0]);
  put(pixel + 1, o, sums[1]);
  put(pixel + 2, o, sums[2]);
  put(pixel + 3, o, sums[3]);
}

fn put(pixel: i32, o: i32, sums: vec4<f32>) {
  if (pixel < uniforms.pixels) {
    write(pixel * uniforms.out + o, sums, uniforms.out - o);
  }
}
