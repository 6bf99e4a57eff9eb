fn ofLead(lead: f32, wished: f32) -> Part {
  return Part(0.5 * softplus(-wished * lead), -0.5 * wished * sigmoid(-wished * lead));
}
