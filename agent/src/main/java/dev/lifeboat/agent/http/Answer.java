package dev.lifeboat.agent.http;

import dev.lifeboat.agent.state.Refusal;
import tools.jackson.databind.json.JsonMapper;

/// A status and a JSON body.
record Answer(int status, String body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Answer ok(Object value) {
    return new Answer(200, JSON.writeValueAsString(value));
  }

  static Answer refusal(int status, String code, String why) {
    return new Answer(status, JSON.writeValueAsString(new Refusal(code, why)));
  }
}
