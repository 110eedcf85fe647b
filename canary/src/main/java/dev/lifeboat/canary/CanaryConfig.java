package dev.lifeboat.canary;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// What one canary is told.
///
/// @param client its name in the `{client}` of the templates; it ends up in URLs and in SQL, so it
///   is 1 to 64 letters, digits, dots, dashes and underscores
/// @param address of the front door, such as `http://127.0.0.1:8080`
/// @param ratePerSecond 1 to 1000 writes a second
/// @param confirm consecutive acknowledged writes that make a recovery; only noted in the log
/// @param log must not exist yet
/// @param readsPerTenWrites how often it reads something back, 1 to 100
/// @param deadline after which a request counts as unanswered
/// @param resolving how the host of `address` is found; null when it is no name
public record CanaryConfig(
    String client,
    URI address,
    int ratePerSecond,
    int confirm,
    Request write,
    Request read,
    int readsPerTenWrites,
    Path log,
    Duration deadline,
    @Nullable NameResolution resolving) {
  /// What shows that reads work, and is hardly a load.
  public static final int FEW_READS = 2;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int FASTEST = 1_000;
  private static final int MOST_READS = 100;

  /// Templates with `{client}` and `{number}`.
  ///
  /// @param path begins with a slash
  /// @param body may be empty
  public record Request(String method, String path, String body) {
    public Request {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("path must begin with '/', was '" + path + "'");
      }
    }
  }

  /// Of a front door that has an address of its own.
  public CanaryConfig(
      String client,
      URI address,
      int ratePerSecond,
      int confirm,
      Request write,
      Request read,
      int readsPerTenWrites,
      Path log,
      Duration deadline) {
    this(
        client,
        address,
        ratePerSecond,
        confirm,
        write,
        read,
        readsPerTenWrites,
        log,
        deadline,
        null);
  }

  public CanaryConfig {
    if (!CLIENT.matcher(client).matches()) {
      throw new IllegalArgumentException(
          "client must be 1 to 64 of A-Z a-z 0-9 . _ -, was '" + client + "'");
    }
    if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
      throw new IllegalArgumentException("address must be http or https, was '" + address + "'");
    }
    if (ratePerSecond < 1 || ratePerSecond > FASTEST) {
      throw new IllegalArgumentException(
          "rate must be 1 to %d a second, was %d".formatted(FASTEST, ratePerSecond));
    }
    if (confirm < 1) {
      throw new IllegalArgumentException("confirm must be one or more, was " + confirm);
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
    var fields = JsonNodeFactory.instance.objectNode();
    fields.put("client", client).put("address", address.toString());
    fields.put("rate", ratePerSecond).put("confirm", confirm);
    fields
        .putObject("write")
        .put("method", write.method())
        .put("path", write.path())
        .put("body", write.body());
    fields.putObject("read").put("method", read.method()).put("path", read.path());
    fields.put("reads", readsPerTenWrites);
    fields.put("log", log.toString()).put("deadlineMillis", deadline.toMillis());
    if (resolving != null) {
      fields
          .putObject("resolving")
          .put("host", resolving.host())
          .put("port", resolving.port())
          .put("keepsNoneMillis", resolving.keepsNone().toMillis());
    }
    return JSON.writeValueAsString(fields);
  }

  /// Reads what [#toJson] wrote.
  ///
  /// @throws IllegalArgumentException with what is missing or wrong
  static CanaryConfig fromJson(String json) {
    try {
      var fields = JSON.readTree(json);
      var write = fields.required("write");
      var read = fields.required("read");
      return new CanaryConfig(
          text(fields, "client"),
          URI.create(text(fields, "address")),
          fields.required("rate").asInt(),
          fields.required("confirm").asInt(),
          new Request(text(write, "method"), text(write, "path"), text(write, "body")),
          new Request(text(read, "method"), text(read, "path"), ""),
          fields.required("reads").asInt(),
          Path.of(text(fields, "log")),
          Duration.ofMillis(fields.required("deadlineMillis").asLong()),
          fields.has("resolving") ? resolving(fields.required("resolving")) : null);
    } catch (JacksonException wrong) {
      throw new IllegalArgumentException(wrong.getOriginalMessage(), wrong);
    }
  }

  private static NameResolution resolving(JsonNode fields) {
    return new NameResolution(
        text(fields, "host"),
        fields.required("port").asInt(),
        Duration.ofMillis(fields.required("keepsNoneMillis").asLong()));
  }

  /// The way to the front door.
  DoorAddress whereto() {
    if (resolving == null) {
      return new OneAddress(address);
    }
    return KeptAnswer.of(address, resolving);
  }

  private static String text(JsonNode fields, String name) {
    return fields.required(name).asString();
  }
}
