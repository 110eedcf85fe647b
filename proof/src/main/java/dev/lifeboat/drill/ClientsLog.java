package dev.lifeboat.drill;

import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.FileFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What clients of several habits saw behind a name, from `clients.jsonl`.
///
/// @param requests in the order of the log
record ClientsLog(List<Request> requests) {
  /// The seconds until clients must be back: the JVM's 30 s for an answer that was got just before
  /// its region was closed, and room for 10 s of "there is none". Who is later is told as such.
  static final Duration LONGEST_RETURN = Duration.ofSeconds(40);

  private static final int FIRST_FAULT_OF_SERVER = 500;

  // In the order of the report.
  private static final List<Map.Entry<String, String>> HABITS =
      List.of(
          Map.entry("libc", "asks anew for each connection and keeps no answer"),
          Map.entry("pool", "asks only when it opens a connection, and keeps one until it breaks"),
          Map.entry(
              "jvm",
              "keeps an answer for 30 s, and that there is none for 10 s, whatever the ttl"));

  ClientsLog {
    requests = List.copyOf(requests);
  }

  /// @param region that answered, where one did
  record Request(
      String client,
      Instant sentAt,
      Instant answeredAt,
      boolean answered,
      Optional<String> region) {}

  /// Empty where no such client ran, and where no answer says which of the two regions gave it: a
  /// load balancer that is not Lifeboat's does not.
  ///
  /// @throws IOException when a whole line is not one of such a log
  static Optional<ClientsLog> read(Path file, String source, String target) throws IOException {
    return read(file)
        .filter(log -> log.requests.isEmpty() || log.names(source) || log.names(target));
  }

  private boolean names(String region) {
    return requests.stream().anyMatch(it -> it.region().equals(Optional.of(region)));
  }

  /// Empty where no such client ran.
  ///
  /// @throws IOException when a whole line is not one of such a log
  static Optional<ClientsLog> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var text = Files.readString(file, StandardCharsets.UTF_8);
    var requests = new ArrayList<Request>();
    // What follows the last line feed is still being written.
    for (var line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      requests.add(request(line));
    }
    return Optional.of(new ClientsLog(requests));
  }

  /// What is said where the log cannot be read.
  static String notMeasured(IOException unreadable) {
    return "not measured: the log of the clients cannot be read: " + FileFailure.reason(unreadable);
  }

  private static Request request(String line) throws IOException {
    try {
      var fields = JsonMapper.shared().readTree(line);
      int status = fields.path("status").asInt(FIRST_FAULT_OF_SERVER);
      return new Request(
          fields.required("client").asString(),
          Instant.parse(fields.required("sentAt").asString()),
          Instant.parse(fields.required("answeredAt").asString()),
          status < FIRST_FAULT_OF_SERVER,
          Optional.ofNullable(fields.get("region")).map(region -> region.asString()));
    } catch (JacksonException | DateTimeException wrong) {
      throw new IOException("a line of clients.jsonl is none: " + wrong.getMessage(), wrong);
    }
  }

  /// Whether every kind was answered by `region` after `since`.
  boolean back(Instant since, String region) {
    return HABITS.stream()
        .allMatch(habit -> requests.stream().anyMatch(by(habit.getKey(), since, region)));
  }

  /// How each kind fared: out from the sending of its first request that failed after `faultAt`
  /// until the first answer of `region` to one that was sent later.
  List<ClientOutage> seen(Instant faultAt, String region) {
    return HABITS.stream()
        .map(habit -> seen(habit.getKey(), habit.getValue(), faultAt, region))
        .toList();
  }

  private ClientOutage seen(String kind, String habit, Instant faultAt, String region) {
    var failed =
        requests.stream()
            .filter(it -> it.client().equals(kind) && !it.answered())
            .filter(it -> it.answeredAt().isAfter(faultAt))
            .toList();
    var first = failed.stream().findFirst().map(Request::sentAt).orElse(faultAt);
    var back = requests.stream().filter(by(kind, first, region)).findFirst();
    if (back.isEmpty()) {
      return client(
          kind,
          null,
          failed.size(),
          habit
              + "; it had no answer from %s within %d s"
                  .formatted(region, LONGEST_RETURN.toSeconds()));
    }
    if (failed.isEmpty()) {
      return client(kind, Duration.ZERO, 0, habit + "; none of its requests failed");
    }
    var until = back.get().answeredAt();
    int out = (int) failed.stream().filter(it -> it.sentAt().isBefore(until)).count();
    return client(kind, Duration.between(first, until), out, habit);
  }

  private static ClientOutage client(String kind, @Nullable Duration out, int failed, String why) {
    return new ClientOutage(kind, out == null ? null : SpanText.number(out), failed, why);
  }

  private static Predicate<Request> by(String kind, Instant after, String region) {
    return request ->
        request.client().equals(kind)
            && request.answered()
            && request.region().equals(Optional.of(region))
            && request.sentAt().isAfter(after);
  }
}
