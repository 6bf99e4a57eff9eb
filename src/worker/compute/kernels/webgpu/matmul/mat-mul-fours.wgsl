// C = A · B for a batch of matrices, by subgroups of four neighbours: each thread takes 4·HEIGHT rows of its own, and all four
// take the same sixteen columns, of which each reads a quarter and passes it on. Reading is what a processor does worst: it
// looks up each number of each thread by itself. Every sum has the order that it has in mat-mul.wgsl. Lines with QUAD are
// written once for each four rows, those with COLUMN for each four columns. Constants: TRANSPOSED_A (stored [k, m]),
// TRANSPOSED_B (stored [n, k]), HEIGHT, WIDE (subgroups of a group side by side), BATCHED, FINISH, SUMS (1: Σ of B over k goes
// to `also`). Uniforms: m, n, k (a multiple of four), matrices, rows (m), firstGroup; outer, strideA, strideB; columns, slope.
//
// Reads past the end of a matrix give some number: rows and columns there are not written. No thread leaves before the end,
// nor runs a loop that others do not: all have to pass on.

fn tileOfA(at: vec4<i32>) -> mat4x4<f32> {
  let tile = mat4x4<f32>(read_a(at.x), read_a(at.y), read_a(at.z), read_a(at.w));
  if (TRANSPOSED_A) {
    return transpose(tile);
  }
  return tile;
}

// What each of the four read: a k, or a column where B is transposed; a k a column of the result.
fn tileOfB(own: vec4<f32>) -> mat4x4<f32> {
  let tile = passedOn(own);
  if (TRANSPOSED_B) {
    return transpose(tile);
  }
  return tile;
}

fn main(index: i32) {
  const high = 16 / WIDE;
  let group = index / 64 + uniforms.firstGroup;
  let fours = index % 64 / 4;
  let lane = index % 4;
  let groupsWide = (uniforms.n + 16 * WIDE - 1) / (16 * WIDE);
  let groupsHigh = (uniforms.m + 16 * HEIGHT * high - 1) / (16 * HEIGHT * high);
  let slice = group / (groupsWide * groupsHigh);
  let column = 16 * (group % groupsWide * WIDE + fours % WIDE);
  let row = 4 * HEIGHT * (4 * (group / groupsWide % groupsHigh * high + fours / WIDE) + lane);

  const four = vec4<i32>(0, 1, 2, 3);
  var atA = four * uniforms.k + row * uniforms.k;
  var stepA = 4;
  var down = 4 * uniforms.k;
  if (TRANSPOSED_A) {
    atA = four * uniforms.m + row;
    stepA = 4 * uniforms.m;
    down = 4;
  }
  var atB = lane * uniforms.n + column;
  var stepB = 4 * uniforms.n;
  var along = 4;
  if (TRANSPOSED_B) {
    atB = (column + lane) * uniforms.k;
    stepB = 4;
    along = 4 * uniforms.k;
  }
  if (BATCHED) {
    atA += sourceOf(slice, uniforms.strideA) * uniforms.m * uniforms.k;
    atB += sourceOf(slice, uniforms.strideB) * uniforms.n * uniforms.k;
  }

  var sums_QUAD_COLUMN = mat4x4<f32>();
  var total_COLUMN = vec4<f32>();
  for (var k = 0; k < uniforms.k; k += 4) {
    let b_COLUMN = tileOfB(read_b(atB + COLUMN * along));
    let a_QUAD = tileOfA(atA + QUAD * down);
    sums_QUAD_COLUMN += b_COLUMN * a_QUAD;
    if (SUMS > 0) {
      total_COLUMN += b_COLUMN[0] + b_COLUMN[1] + b_COLUMN[2] + b_COLUMN[3];
    }
    atA += stepA;
    atB += stepB;
  }

  // In a loop, so that the ending is compiled once.
  var all: array<mat4x4<f32>, 4 * HEIGHT>;
  all[4 * QUAD + COLUMN] = sums_QUAD_COLUMN;
  if (slice >= uniforms.matrices) {
    return;
  }
  for (var i = 0; i < 4 * HEIGHT; i++) {
    if (column + 4 * (i % 4) < uniforms.n) {
      put(slice, row + i / 4 * 4, column + 4 * (i % 4), all[i]);
    }
  }
  if (SUMS > 0 && row == 0) {
    var totals: array<vec4<f32>, 4>;
    totals[COLUMN] = total_COLUMN;
    for (var i = 0; i < 4 && column + 4 * i < uniforms.n; i++) {
      putTotal(0, column + 4 * i, totals[i], uniforms.n);
    }
  }
}
