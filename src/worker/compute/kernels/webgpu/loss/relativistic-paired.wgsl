fn ofLead(lead: f32) -> Part {
  if (ROLE == DISCRIMINATOR) {
    return Part(softplus(-lead), -sigmoid(-lead));
  }
  return Part(softplus(lead), sigmoid(lead));
}
