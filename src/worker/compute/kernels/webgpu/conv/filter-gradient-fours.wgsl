// As filter-gradient.wgsl, by subgroups of four neighbours (see mat-mul-fours.wgsl): 4·HEIGHT rows of the filter a thread, all
// those of four at one place in the kernel, and sixteen channels of dy for all four, of which each reads a quarter and passes it
// on. Every sum has the order that it has there. Lines with QUAD are written once for each four rows, those with COLUMN for each
// four channels. Constants: HEIGHT, SUMS (as there). Uniforms: as there; channels is a multiple of 16·HEIGHT, out of four. As all
// four are at the same place, none runs a loop that others do not; which nobody can tell from this text.

fn scaled(upstream: vec4<f32>, here: vec4<f32>) -> mat4x4<f32> {
  return mat4x4<f32>(upstream * here.x, upstream * here.y, upstream * here.z, upstream * here.w);
}

fn main(index: i32) {
  let thread = index + 64 * uniforms.firstGroup;
  let lane = thread % 4;
  let wide = (uniforms.out + 15) / 16;
  let high = uniforms.filterRows / (16 * HEIGHT);
  let o = 16 * (thread / 4 % wide);
  let row = 4 * HEIGHT * (4 * (thread / 4 / wide % high) + lane);
  let part = thread / 4 / (wide * high);
  // All four leave or none does.
  if (part >= uniforms.parts) {
    return;
  }
  let endLine = min(uniforms.lines, (part + 1) * uniforms.span);
  var sums_QUAD_COLUMN = mat4x4<f32>();
  var total_COLUMN = vec4<f32>();

  let place = row / uniforms.channels;
  let ky = place / uniforms.kernelWidth - uniforms.top;
  let kx = place % uniforms.kernelWidth - uniforms.left;
  // At the kernel's own place no line and no column of dy lies outside x.
  let totals = SUMS > 0 && ky == 0 && kx == 0 && row % uniforms.channels == 0;
  // Columns of dy whose counterpart lies within x.
  let start = max(0, (uniforms.strideX - 1 - kx) / uniforms.strideX);
  let reach = uniforms.width - 1 - kx;
  let end = select(min(uniforms.columns, reach / uniforms.strideX + 1), 0, reach < 0);
  for (var line = part * uniforms.span; line < endLine; line++) {
    let y = line % uniforms.rows * uniforms.strideY + ky;
    if (y < 0 || y >= uniforms.height) {
      continue;
    }
    let item = line / uniforms.rows * uniforms.height;
    var at = ((item + y) * uniforms.width + start * uniforms.strideX + kx) * uniforms.channels
      + row % uniforms.channels;
    var atDy = (line * uniforms.columns + start) * uniforms.out + o + 4 * lane;
    for (var column = start; column < end; column++) {
      let upstream = passedOn(read_dy(atDy));
      let here_QUAD = read_x(at + 4 * QUAD);
      sums_QUAD_COLUMN += scaled(upstream[COLUMN], here_QUAD);
      if (SUMS > 0 && totals) {
        total_COLUMN += upstream[COLUMN];
      }
      at += uniforms.strideX * uniforms.channels;
      atDy += uniforms.out;
    }
  }

  var all: array<mat4x4<f32>, 4 * HEIGHT>;
  all[4 * QUAD + COLUMN] = sums_QUAD_COLUMN;
  for (var i = 0; i < 16 * HEIGHT; i++) {
    let channel = o + i / 4 % 4 * 4;
    if (channel < uniforms.out) {
      write((part * uniforms.writtenRows + row + i / 16 * 4 + i % 4) * uniforms.out + channel, all[i / 4][i % 4], 4);
    }
  }
  if (totals) {
    var each: array<vec4<f32>, 4>;
    each[COLUMN] = total_COLUMN;
    for (var i = 0; i < 4 && o + 4 * i < uniforms.out; i++) {
      putTotal(part * uniforms.writtenRows + uniforms.filterRows, o + 4 * i, each[i], uniforms.out);
    }
  }
}
