// The filter's gradient of a convolution, over a part of the lines of dy: 4·HEIGHT rows of the filter and four channels of
// dy a thread, where a row is a place in the kernel and a channel of x. Shapes as in convolve.wgsl; dy is y's. Lines with
// QUAD are written once for each four rows, with their number for QUAD. Constants: HEIGHT, PACKED (channels is a multiple
// of 4·HEIGHT: all rows of a thread share a place), PARTS (threads of a group that share a tile, each with its stretch of
// lines; with more than one HEIGHT is 1), SUMS (0: none; 1: dy's sum per channel goes to `also`; 2: into a row of its own
// below each part). Uniforms: the names in convolve.wgsl, lines (of dy over the batch), span (lines in a part), parts,
// filterRows, writtenRows (per part), firstGroup. Part p is written after part p − 1.

fn scaled(upstream: vec4<f32>, here: vec4<f32>) -> mat4x4<f32> {
  return mat4x4<f32>(upstream * here.x, upstream * here.y, upstream * here.z, upstream * here.w);
}

fn main(index: i32) {
  const tiles = 64 / PARTS;
  let local = index % 64;
  let thread = (index / 64 + uniforms.firstGroup) * tiles + tileOf(local, tiles);
  let outQuads = (uniforms.out + 3) / 4;
  let rowQuads = (uniforms.filterRows + 4 * HEIGHT - 1) / (4 * HEIGHT);
  let o = 4 * (thread % outQuads);
  let row = 4 * HEIGHT * (thread / outQuads % rowQuads);
  let part = thread / (outQuads * rowQuads);
  let stretch = (uniforms.span + PARTS - 1) / PARTS;
  let firstLine = part * uniforms.span + shareOf(local, tiles) * stretch;
  let lastLine = min(min(uniforms.lines, (part + 1) * uniforms.span), firstLine + stretch);
  // No early return: all threads of a group meet when they put their parts together.
  let inside = part < uniforms.parts;
  let endLine = select(0, lastLine, inside);
  var sums_QUAD = mat4x4<f32>();
  var total = vec4<f32>();
  var totals = false;

  if (PACKED) {
    let place = row / uniforms.channels;
    let ky = place / uniforms.kernelWidth - uniforms.top;
    let kx = place % uniforms.kernelWidth - uniforms.left;
    // At the kernel's own place no line and no column of dy lies outside x.
    totals = SUMS > 0 && ky == 0 && kx == 0 && row % uniforms.channels == 0;
    // Columns of dy whose counterpart lies within x.
    let start = max(0, (uniforms.strideX - 1 - kx) / uniforms.strideX);
    let reach = uniforms.width - 1 - kx;
    let end = select(min(uniforms.columns, reach / uniforms.strideX + 1), 0, reach < 0);
    for (var line = firstLine; line < endLine; line++) {
      let y = line % uniforms.rows * uniforms.strideY + ky;
      if (y < 0 || y >= uniforms.height) {
        continue;
      }
      let item = line / uniforms.rows * uniforms.height;
      var at = ((item + y) * uniforms.width + start * uniforms.strideX + kx) * uniforms.channels
        + row % uniforms.channels;
      var atDy = (line * uniforms.columns + start) * uniforms.out + o;
      let step = uniforms.strideX * uniforms.channels;
      let stepDy = uniforms.out;
      for (var column = start; column < end; column++) {
        let upstream = read_dy(atDy);
        sums_QUAD += scaled(upstream, read_x(at + 4 * QUAD));
        if (SUMS > 0 && totals) {
          total += upstream;
        }
        at += step;
        atDy += stepDy;
      }
    }
  } else {
    totals = SUMS > 0 && row == 0;
    let rows_QUAD = vec4<i32>(0, 1, 2, 3) + row + 4 * QUAD;
    let places_QUAD = rows_QUAD / uniforms.channels;
    let ky_QUAD = places_QUAD / uniforms.kernelWidth - uniforms.top;
    let kx_QUAD = places_QUAD % uniforms.kernelWidth - uniforms.left;
    for (var line = firstLine; line < endLine; line++) {
      let y_QUAD = line % uniforms.rows * uniforms.strideY + ky_QUAD;
      let onLine_QUAD = (y_QUAD >= vec4<i32>(0)) & (y_QUAD < vec4<i32>(uniforms.height));
      let starts_QUAD = (line / uniforms.rows * uniforms.height + y_QUAD) * uniforms.width;
      var atDy = line * uniforms.columns * uniforms.out + o;
      for (var column = 0; column < uniforms.columns; column++) {
        let x_QUAD = column * uniforms.strideX + kx_QUAD;
        let on_QUAD = onLine_QUAD & (x_QUAD >= vec4<i32>(0)) & (x_QUAD < vec4<i32>(uniforms.width));
        let where_QUAD = (starts_QUAD + x_QUAD) * uniforms.channels + rows_QUAD % uniforms.channels;
        let at_QUAD = select(vec4<i32>(0), where_QUAD, on_QUAD);
        let read_QUAD = vec4<f32>(one_x(at_QUAD.x), one_x(at_QUAD.y), one_x(at_QUAD.z), one_x(at_QUAD.w));
        let upstream = read_dy(atDy);
        sums_QUAD += scaled(upstream, select(vec4<f32>(0), read_QUAD, on_QUAD));
        if (SUMS > 0) {
          total += upstream;
        }
        atDy += uniforms.out;
      }
    }
  }

  if (PARTS > 1) {
    sums_0 = combined(local, tiles, sums_0);
    if (SUMS > 0) {
      total = combinedTotals(local, tiles, total);
    }
  }
  if (!inside || shareOf(local, tiles) > 0) {
    return;
  }
  put(part, row + 4 * QUAD, o, sums_QUAD);
  if (totals) {
    putTotal(part * uniforms.writtenRows + uniforms.filterRows, o, total, uniforms.out);
  }
}

fn put(part: i32, row: i32, o: i32, sums: mat4x4<f32>) {
  putRow(part, row, o, sums[0]);
  putRow(part, row + 1, o, sums[1]);
  putRow(part, row + 2, o, sums[2]);
  putRow(part, row + 3, o, sums[3]);
}

fn putRow(part: i32, row: i32, o: i32, sums: vec4<f32>) {
  if (row < uniforms.filterRows) {
    write((part * uniforms.writtenRows + row) * uniforms.out + o, sums, uniforms.out - o);
  }
}
