// The sum of what all 64 threads of a group have, for each of them. All must come here.
var<workgroup> desk: array<vec4<f32>, 64>;

fn overAll(local: i32, mine: vec4<f32>) -> vec4<f32> {
  desk[local] = mine;
  workgroupBarrier();
  // In two steps of eight, so that few reads wait for each other.
  if (local < 8) {
    var some = desk[local];
    for (var other = local + 8; other < 64; other += 8) {
      some += desk[other];
    }
    desk[local] = some;
  }
  workgroupBarrier();
  var all = desk[0];
  for (var i = 1; i < 8; i++) {
    all += desk[i];
  }
  // What is put there next must not be read here.
  workgroupBarrier();
  return all;
}
