package dev.lifeboat.canary;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lifeboat.files.KnownFieldsJson;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Canary.Basis;
import dev.lifeboat.plan.Canary.Request;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What one canary is told.
///
/// @param client its name in the `{client}` of the templates; it ends up in URLs and in SQL, so it
///   is 1 to 64 letters, digits, dots, dashes and underscores
/// @param address of the front door, such as `http://127.0.0.1:8080`
/// @param ratePerSecond as the canary of a plan
/// @param confirm consecutive acknowledged writes that make a recovery; only noted in the log
/// @param write through the front door, and `read` what is read back there; null where `own` is not
/// @param log must not exist yet
/// @param readsPerTenWrites how often it reads something back, 1 to 100
/// @param deadline after which a request counts as unanswered
/// @param resolving how the host of `address` is found; null when it is no name
/// @param own where it writes instead of through the front door; null when it does not
public record CanaryConfig(
    String client,
    URI address,
    @JsonProperty("rate") int ratePerSecond,
    int confirm,
    @Nullable Request write,
    @Nullable Request read,
    @JsonProperty("reads") int readsPerTenWrites,
    Path log,
    @JsonProperty("deadlineMillis")
        @JsonFormat(shape = JsonFormat.Shape.NUMBER_INT, pattern = "MILLIS")
        Duration deadline,
    @Nullable NameResolution resolving,
    @Nullable OwnStores own) {
  private static final JsonMapper JSON =
      KnownFieldsJson.mapper()
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int MOST_READS = 100;

  public CanaryConfig {
    if (!CLIENT.matcher(client).matches()) {
      throw new IllegalArgumentException(
          "client must be 1 to 64 of A-Z a-z 0-9 . _ -, was '" + client + "'");
    }
    if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
      throw new IllegalArgumentException("address must be http or https, was '" + address + "'");
    }
    if (!Canary.PER_SECOND.holds(ratePerSecond)) {
      throw new IllegalArgumentException(
          "rate must be %s a second, was %d".formatted(Canary.PER_SECOND.bounds(), ratePerSecond));
    }
    if (confirm < 1) {
      throw new IllegalArgumentException("confirm must be one or more, was " + confirm);
    }
    if ((own == null) != (write != null) || (own == null) != (read != null)) {
      throw new IllegalArgumentException("write and read are there, or own is");
    }
    if (readsPerTenWrites < 1 || readsPerTenWrites > MOST_READS) {
      throw new IllegalArgumentException(
          "reads must be 1 to %d for ten writes, were %d".formatted(MOST_READS, readsPerTenWrites));
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("deadline must be above zero, was " + deadline);
    }
  }

  /// The JSON that [CanaryMain] is started with.
  public String toJson() {
    return JSON.writeValueAsString(this);
  }

  /// Reads what [#toJson] wrote.
  ///
  /// @throws IllegalArgumentException with what is missing or wrong
  static CanaryConfig fromJson(String json) {
    try {
      return JSON.readValue(json, CanaryConfig.class);
    } catch (JacksonException wrong) {
      throw new IllegalArgumentException(wrong.getOriginalMessage(), wrong);
    }
  }

  /// What its figures rest on.
  Basis basis() {
    return own == null ? Basis.FRONT_DOOR : Basis.DATABASE;
  }

  /// What those read who only look whether they are served. Any row does: an answer that there is
  /// none is one too.
  String look() {
    return own == null ? Objects.requireNonNull(read).filled(client, 1).path() : own.health();
  }

  /// The way to the front door.
  DoorAddress whereto() {
    return resolving == null ? new OneAddress(address) : KeptAnswer.of(address, resolving);
  }
}
