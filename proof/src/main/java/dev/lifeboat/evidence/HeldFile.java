package dev.lifeboat.evidence;

import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is measured against beside the canary's log: when it was broken, and which of the canary's
/// numbers the recovered region held. Kept as `held.json`, so that anybody can measure again.
///
/// @param client the name under which the canary wrote
/// @param region that was asked
/// @param fault in whole microseconds, as the canary's log has its times
public record HeldFile(
    String client, String region, FaultTime fault, StoredNumbers rows, StoredNumbers objects) {
  static final String SCHEMA = "lifeboat.held/v1";

  // Seven hours of 200 writes a second; a stranger's file must not fill the memory.
  private static final long MOST_NUMBERS = 5_000_000;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final DateTimeFormatter MICROS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

  public HeldFile {
    fault = new FaultTime(micros(fault.at()), micros(fault.inEffect()));
  }

  private static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  /// What the canary's log shows, held against this.
  public Measurement measurement(CanaryHistory recording) {
    return Measurement.of(recording, fault, rows, objects);
  }

  /// The one form, in UTF-8.
  public byte[] bytes() {
    var fields = JsonNodeFactory.instance.objectNode();
    fields
        .put("schema", SCHEMA)
        .put("client", client)
        .put("region", region)
        .put("faultAt", MICROS.format(fault.at()))
        .put("inEffect", MICROS.format(fault.inEffect()))
        .set("rows", store(rows));
    fields.set("objects", store(objects));
    return JSON.writeValueAsBytes(fields);
  }

  private static ObjectNode store(StoredNumbers held) {
    var store = JsonNodeFactory.instance.objectNode();
    switch (held) {
      case StoredNumbers.NoStore() -> store.put("noStore", true);
      case StoredNumbers.Unread(var why) -> store.put("unread", why);
      case StoredNumbers.Numbers(var numbers) -> {
        var ranges = store.putArray("numbers");
        long from = 0;
        long until = -1;
        for (long number : numbers) {
          if (number != until + 1) {
            if (until >= 0) {
              ranges.addArray().add(from).add(until);
            }
            from = number;
          }
          until = number;
        }
        if (until >= 0) {
          ranges.addArray().add(from).add(until);
        }
      }
    }
    return store;
  }

  /// Reads [#bytes] back.
  ///
  /// @throws IllegalArgumentException when these are not the bytes that it gives
  public static HeldFile parse(byte[] bytes) {
    HeldFile held;
    try {
      held = parse(JSON.readTree(bytes));
    } catch (JacksonException | DateTimeException | IllegalArgumentException wrong) {
      throw new IllegalArgumentException("is not " + SCHEMA + ": " + wrong.getMessage(), wrong);
    }
    if (!Arrays.equals(bytes, held.bytes())) {
      throw new IllegalArgumentException("is not spelled as " + SCHEMA + " spells it");
    }
    return held;
  }

  private static HeldFile parse(JsonNode fields) {
    return new HeldFile(
        fields.required("client").asString(),
        fields.required("region").asString(),
        new FaultTime(
            Instant.parse(fields.required("faultAt").asString()),
            Instant.parse(fields.required("inEffect").asString())),
        held(fields.required("rows")),
        held(fields.required("objects")));
  }

  private static StoredNumbers held(JsonNode store) {
    if (store.has("noStore")) {
      return new StoredNumbers.NoStore();
    }
    return store.has("unread")
        ? new StoredNumbers.Unread(store.required("unread").asString())
        : new StoredNumbers.Numbers(numbers(store.required("numbers")));
  }

  private static SortedSet<Long> numbers(JsonNode ranges) {
    var numbers = new TreeSet<Long>();
    for (var range : ranges) {
      long from = range.required(0).asLong();
      long until = range.required(1).asLong();
      if (from < 0 || until < from || until - from >= MOST_NUMBERS - numbers.size()) {
        throw new IllegalArgumentException(
            "the range from %d until %d is none, or holds too many".formatted(from, until));
      }
      for (long number = from; number <= until; number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  /// As text, for a message.
  @Override
  public String toString() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
