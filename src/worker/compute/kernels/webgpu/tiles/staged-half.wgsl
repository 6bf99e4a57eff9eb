// As staged.wgsl, but what lies in shared memory has half precision, and sixteen terms at a time are added up in it; sums of
// those are float32. Each quadruple of rows, and of columns, is scaled by a power of two so that its greatest number so far
// lies between 16 and 32: then sixteen products stay below 2^14, where halves end at 2^16, and what is up to 2^19 times
// smaller than the greatest keeps all eleven digits.

var<workgroup> shelfRows: array<vec4<f16>, 128>;
var<workgroup> shelfColumns: array<vec4<f16>, 128>;
// Bits of the greatest number so far, without its sign, in each of eight quadruples of rows, then of columns. As bits of
// numbers from zero up grow with them, the greatest bits are the greatest number's.
var<workgroup> greatest: array<atomic<u32>, 16>;

// What a thread has looked up for the next sixteen terms.
var<private> heldRows: array<vec4<f32>, 2>;
var<private> heldColumns: array<vec4<f32>, 2>;

fn raise(at: i32, four: vec4<f32>) {
  let sizes = abs(four);
  let bits = bitcast<u32>(max(max(sizes.x, sizes.y), max(sizes.z, sizes.w)));
  // Mostly it was as great before: then nobody waits.
  if (bits > atomicLoad(&greatest[at])) {
    atomicMax(&greatest[at], bits);
  }
}

fn look(local: i32, part: i32, chunk: i32) {
  for (var round = 0; round < 2; round++) {
    let forRows = errand(local, round, ACROSS_ROWS);
    let forColumns = errand(local, round, ACROSS_COLUMNS);
    heldRows[round] = fourRows(round, part, 16 * chunk + forRows.y);
    heldColumns[round] = fourColumns(round, part, 16 * chunk + forColumns.y);
    raise(forRows.x, heldRows[round]);
    raise(8 + forColumns.x, heldColumns[round]);
  }
}

// The exponent of the greatest number, as it is stored; never so that a power of two below is none.
fn exponentOf(at: i32) -> u32 {
  return clamp(atomicLoad(&greatest[at]) >> 23u, 6u, 250u);
}

fn scaleOf(at: i32) -> f32 {
  return bitcast<f32>((258u - exponentOf(at)) << 23u);
}

fn unscaleOf(at: i32) -> f32 {
  return bitcast<f32>((exponentOf(at) - 4u) << 23u);
}

fn main(index: i32) {
  let group = index / 64 + uniforms.firstGroup;
  let local = index % 64;
  let firstColumn = 32 * (group % uniforms.tilesWide);
  let firstRow = 32 * (group / uniforms.tilesWide % uniforms.tilesHigh);
  let part = group / (uniforms.tilesWide * uniforms.tilesHigh);
  for (var round = 0; round < 2; round++) {
    placeRows(round, part, firstRow + 4 * errand(local, round, ACROSS_ROWS).x);
    placeColumns(round, part, firstColumn + 4 * errand(local, round, ACROSS_COLUMNS).x);
  }
  var sums = mat4x4<f32>();
  var total = vec4<f32>();
  look(local, part, 0);
  workgroupBarrier();
  for (var chunk = 0; chunk < uniforms.chunks; chunk++) {
    for (var round = 0; round < 2; round++) {
      let forRows = errand(local, round, ACROSS_ROWS);
      let forColumns = errand(local, round, ACROSS_COLUMNS);
      shelfRows[8 * forRows.y + forRows.x] = vec4<f16>(heldRows[round] * scaleOf(forRows.x));
      shelfColumns[8 * forColumns.y + forColumns.x] = vec4<f16>(heldColumns[round] * scaleOf(8 + forColumns.x));
    }
    let unscaleRows = unscaleOf(local / 8);
    let unscaleColumns = unscaleOf(8 + local % 8);
    workgroupBarrier();
    // All have read the scales, and nobody does before the next barrier.
    if (chunk + 1 < uniforms.chunks) {
      look(local, part, chunk + 1);
    }
    var some_0 = vec4<f16>();
    var some_1 = vec4<f16>();
    var some_2 = vec4<f16>();
    var some_3 = vec4<f16>();
    for (var k = 0; k < 16; k++) {
      let a = shelfRows[8 * k + local / 8];
      let b = shelfColumns[8 * k + local % 8];
      some_0 += b * a.x;
      some_1 += b * a.y;
      some_2 += b * a.z;
      some_3 += b * a.w;
      if (SUMS > 0) {
        total += vec4<f32>(b) * unscaleColumns;
      }
    }
    let all = mat4x4<f32>(vec4<f32>(some_0), vec4<f32>(some_1), vec4<f32>(some_2), vec4<f32>(some_3));
    // One after the other: their product may be no number where the sum is one.
    sums += all * unscaleRows * unscaleColumns;
    workgroupBarrier();
  }
  putTile(part, firstRow + 4 * (local / 8), firstColumn + 4 * (local % 8), sums, total);
}
