// As combine.wgsl, by subgroups of any size: threads that share a tile are neighbours, and those of one subgroup add up by
// looking into each other's registers. All threads must come here; right for the first of those that share a tile. Threads of
// a subgroup are taken for neighbours in the group: where they are not, the proof fails.
var<private> laneCount: i32;
var<workgroup> shelf: array<mat4x4<f32>, 16>;

fn tileOf(local: i32, tiles: i32) -> i32 {
  return local / PARTS;
}

fn shareOf(local: i32, tiles: i32) -> i32 {
  return local % PARTS;
}

fn combined(local: i32, tiles: i32, sums: mat4x4<f32>) -> mat4x4<f32> {
  var all = sums;
  // Each round twice as many are in. Past the end of a subgroup there is nobody to ask, but all must ask alike.
  for (var apart = 1; apart < PARTS; apart *= 2) {
    let other = mat4x4<f32>(subgroupShuffleXor(all[0], u32(apart)), subgroupShuffleXor(all[1], u32(apart)),
      subgroupShuffleXor(all[2], u32(apart)), subgroupShuffleXor(all[3], u32(apart)));
    if (apart < laneCount) {
      all += other;
    }
  }
  if (local % laneCount == 0) {
    shelf[local / laneCount] = all;
  }
  workgroupBarrier();
  if (local % PARTS == 0) {
    for (var i = 1; i < PARTS / laneCount; i++) {
      all += shelf[local / laneCount + i];
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
