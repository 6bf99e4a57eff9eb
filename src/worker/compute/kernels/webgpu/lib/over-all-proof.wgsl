// What a group's 64 threads have in all, four numbers each, and then twice that: sums that follow each other. Uniforms: groups.
fn main(index: i32) {
  let local = index % 64;
  let group = index / 64;
  let mine = read_x(4 * index);
  let once = overAll(local, mine);
  let twice = overAll(local, 2.0 * mine);
  if (local == 0 && group < uniforms.groups) {
    write(8 * group, once, 4);
    write(8 * group + 4, twice, 4);
  }
}
