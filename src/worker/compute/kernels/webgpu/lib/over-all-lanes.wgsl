// As over-all.wgsl, by subgroups of any size: each adds up what its threads have, and a group has few sums left to put
// together. All must come here. Threads of a subgroup are taken for neighbours in the group: where they are not, the proof fails.
var<private> laneCount: i32;
var<workgroup> desk: array<vec4<f32>, 16>;

fn overAll(local: i32, mine: vec4<f32>) -> vec4<f32> {
  let some = subgroupAdd(mine);
  if (local % laneCount == 0) {
    desk[local / laneCount] = some;
  }
  workgroupBarrier();
  var all = desk[0];
  for (var i = 1; i < 64 / laneCount; i++) {
    all += desk[i];
  }
  // What is put there next must not be read here.
  workgroupBarrier();
  return all;
}
