// Puts together what the threads of a group found for the same tile: threads `tiles` apart. All threads must come here;
// right for the first `tiles` of them.
var<workgroup> shelf: array<mat4x4<f32>, 64>;

fn combined(local: i32, tiles: i32, sums: mat4x4<f32>) -> mat4x4<f32> {
  shelf[local] = sums;
  workgroupBarrier();
  var all = sums;
  if (local < tiles) {
    for (var other = local + tiles; other < 64; other += tiles) {
      all += shelf[other];
    }
  }
  return all;
}

fn combinedTotals(local: i32, tiles: i32, total: vec4<f32>) -> vec4<f32> {
  // Before anything is overwritten all must have read.
  workgroupBarrier();
  let wide = mat4x4<f32>(total, total, total, total);
  return combined(local, tiles, wide)[0];
}
