package dev.lifeboat.aws.route;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What an object says: where the users are sent, and since which epoch.
///
/// A health check finds [#searched] in the text of it.
///
/// @param region of the plan
/// @param epoch of the run that wrote it
public record Route(String region, long epoch) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public Route {
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch must be zero or more, was " + epoch);
    }
  }

  /// Such as `"region":"west"`: the search string of a health check that asks whether users are
  /// sent to that region.
  public static String searched(String region) {
    return "\"region\":\"%s\"".formatted(region);
  }

  /// @throws IllegalArgumentException when it is not what [#text] wrote
  static Route of(String text) {
    try {
      return JSON.readValue(text, Route.class);
    } catch (JacksonException unreadable) {
      throw new IllegalArgumentException(unreadable.getOriginalMessage(), unreadable);
    }
  }

  String text() {
    return JSON.writeValueAsString(this);
  }
}
