package dev.lifeboat.wire;

import tools.jackson.databind.json.JsonMapper;

/// A status and a JSON body.
public record JsonAnswer(int status, String body) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Status 200.
  public static JsonAnswer ok(Object value) {
    return new JsonAnswer(200, JSON.writeValueAsString(value));
  }

  static JsonAnswer refusal(int status, String code, String why) {
    return new JsonAnswer(status, JSON.writeValueAsString(new Refusal(code, why, null, null)));
  }

  static JsonAnswer refusal(RefusedException refused) {
    var body =
        switch (refused) {
          case EpochRefusedException late ->
              new Refusal(late.code(), late.why(), late.epoch(), late.highest());
          case RefusedException other -> new Refusal(other.code(), other.why(), null, null);
        };
    return new JsonAnswer(refused.status(), JSON.writeValueAsString(body));
  }
}
