// Every thread has a tile of its own: nothing is put together.
// Which tile of a group a thread works on, and which share of it it takes.
fn tileOf(local: i32, tiles: i32) -> i32 {
  return local % tiles;
}

fn shareOf(local: i32, tiles: i32) -> i32 {
  return local / tiles;
}

fn combined(local: i32, tiles: i32, sums: mat4x4<f32>) -> mat4x4<f32> {
  return sums;
}

fn combinedTotals(local: i32, tiles: i32, total: vec4<f32>) -> vec4<f32> {
  return total;
}
