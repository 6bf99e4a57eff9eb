// Which of eight quadruples and which of sixteen terms a thread looks up, in the first and in the second of two rounds.
fn errand(local: i32, round: i32, across: bool) -> vec2<i32> {
  return select(vec2<i32>(local % 8, local / 8 + 8 * round), vec2<i32>(local / 16 + 4 * round, local % 16), across);
}
