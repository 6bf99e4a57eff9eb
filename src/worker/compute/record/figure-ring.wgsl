// Ends a replayed step: its figures go into their place in the ring, and the clock goes on. One group, so that all have
// read the clock before it changes.
@group(0) @binding(0) var<storage, read> row: array<f32>;
@group(0) @binding(1) var<storage, read_write> ring: array<f32>;
@group(0) @binding(2) var<storage, read_write> clock: array<i32>;

@compute @workgroup_size(64) fn main(@builtin(local_invocation_index) index: u32) {
  let step = clock[0];
  for (var i = index; i < WIDTH; i += 64u) {
    ring[(u32(step) % ROWS) * WIDTH + i] = row[i];
  }
  storageBarrier();
  if (index == 0u) {
    clock[0] = step + 1;
  }
}
