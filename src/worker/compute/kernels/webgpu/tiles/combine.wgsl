// Puts together what the threads of a group found for the same tile: threads `tiles` apart. All threads must come here;
// right for the first `tiles` of them. A row at a time: a group's memory is set to zero before it begins, and on a processor
// that is compiled number by number, and takes longer than the tile itself.
var<workgroup> shelf: array<vec4<f32>, 64>;

// Which tile of a group a thread works on, and which share of it it takes.
fn tileOf(local: i32, tiles: i32) -> i32 {
  return local % tiles;
}

fn shareOf(local: i32, tiles: i32) -> i32 {
  return local / tiles;
}

fn combinedTotals(local: i32, tiles: i32, total: vec4<f32>) -> vec4<f32> {
  // Before anything is overwritten all must have read.
  workgroupBarrier();
  shelf[local] = total;
  workgroupBarrier();
  var all = total;
  if (local < tiles) {
    for (var other = local + tiles; other < 64; other += tiles) {
      all += shelf[other];
    }
  }
  return all;
}

fn combined(local: i32, tiles: i32, sums: mat4x4<f32>) -> mat4x4<f32> {
  var rows = sums;
  for (var i = 0; i < 4; i++) {
    rows[i] = combinedTotals(local, tiles, rows[i]);
  }
  return rows;
}
