package dev.lifeboat.canary;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/// How the canary finds the address of a front door that is a name.
///
/// @param host of the name server
/// @param keepsNone how long the word is kept that there is no address, which is as long as the
///   zone says; an answer says by itself how long it may be kept
public record NameResolution(
    String host,
    int port,
    @JsonProperty("keepsNoneMillis")
        @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT, pattern = "MILLIS")
        Duration keepsNone) {

  public NameResolution {
    if (!keepsNone.isPositive()) {
      throw new IllegalArgumentException("keepsNone must be above zero, was " + keepsNone);
    }
  }
}
