package dev.lifeboat.plan;

import java.util.OptionalInt;

/// The one address that users of a workload know, whichever region serves.
///
/// @param to the service that answers
/// @param port of the front door in the lab; empty for a free one
public record Traffic(String name, String to, OptionalInt port) implements Resource {

  public static final String TYPE = "traffic";

  public Traffic {
    Names.require(TYPE, name);
    Names.require(Service.TYPE, to);
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
      throw new IllegalArgumentException("port must be 1 to 65535, was " + port.getAsInt());
    }
  }

  @Override
  public String type() {
    return TYPE;
  }
}
