fn update_SLOT(i: u32) -> f32 {
  if (due) {
    let middle = s_SLOT[i] + 0.5 * (p_SLOT[i] - s_SLOT[i]);
    s_SLOT[i] = middle;
    p_SLOT[i] = middle;
  }
  return 0.0;
}
