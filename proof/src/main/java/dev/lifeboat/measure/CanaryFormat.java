package dev.lifeboat.measure;

import dev.lifeboat.measure.CanaryLine.Answered;
import dev.lifeboat.measure.CanaryLine.Ended;
import dev.lifeboat.measure.CanaryLine.Header;
import dev.lifeboat.measure.CanaryLine.Kind;
import dev.lifeboat.measure.CanaryLine.NotSent;
import dev.lifeboat.measure.CanaryLine.Reply;
import dev.lifeboat.measure.CanaryLine.Sent;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.WordedChoice;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The bytes of a canary's log, schema `lifeboat.canary/v1`, or `v2` where its basis is not the
/// front door: JSON lines, times in RFC 3339 UTC with six decimals. Strict: each line has exactly
/// one spelling, so that no byte of evidence is free.
public final class CanaryFormat {
  static final String SCHEMA = "lifeboat.canary/v1";
  private static final String WITH_BASIS = "lifeboat.canary/v2";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final DateTimeFormatter MICROS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

  private CanaryFormat() {}

  /// One line, without its line feed.
  public static String encode(CanaryLine line) {
    var fields = JsonNodeFactory.instance.objectNode();
    switch (line) {
      case Header header -> put(fields, header);
      case Sent(var kind, var number, var of, var at) -> {
        fields.put(kind.letter(), number);
        if (kind == Kind.READ) {
          fields.put("of", of);
        }
        fields.put("sent", MICROS.format(at));
      }
      case NotSent(var kind, var number, var at, var why) ->
          fields.put(kind.letter(), number).put("notSent", MICROS.format(at)).put("why", why);
      case Answered(var kind, var number, var reply) ->
          put(fields.put(kind.letter(), number), reply);
      case Ended(var at) -> fields.put("ended", MICROS.format(at));
    }
    return JSON.writeValueAsString(fields);
  }

  /// Reads one line back.
  ///
  /// @param line without its line feed
  /// @param position of the line in its log, from 1, for the message
  /// @throws CanaryLogException when these are not the bytes that [#encode] gives
  public static CanaryLine decode(String line, long position) throws CanaryLogException {
    CanaryLine decoded;
    try {
      decoded = decode(JSON.readTree(line));
    } catch (JacksonException | DateTimeException | IllegalArgumentException wrong) {
      throw new CanaryLogException(position, String.valueOf(wrong.getMessage()));
    }
    if (!encode(decoded).equals(line)) {
      throw new CanaryLogException(position, "not spelled as " + SCHEMA + " spells it");
    }
    return decoded;
  }

  private static CanaryLine decode(JsonNode fields) {
    if (fields.has("schema")) {
      return new Header(
          fields.required("client").asString(),
          fields.required("rate").asInt(),
          fields.required("confirm").asInt(),
          instant(fields, "startedAt"),
          fields.has("basis") ? basis(fields) : Canary.Basis.FRONT_DOOR);
    }
    if (fields.has("ended")) {
      return new Ended(instant(fields, "ended"));
    }
    var kind =
        Stream.of(Kind.values())
            .filter(it -> fields.has(it.letter()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no kind of line is named"));
    long number = fields.required(kind.letter()).asLong();
    if (fields.has("answer")) {
      return new Answered(kind, number, reply(fields));
    }
    if (fields.has("notSent")) {
      return new NotSent(
          kind, number, instant(fields, "notSent"), fields.required("why").asString());
    }
    long of = kind == Kind.READ ? fields.required("of").asLong() : number;
    return new Sent(kind, number, of, instant(fields, "sent"));
  }

  private static Canary.Basis basis(JsonNode fields) {
    var word = fields.required("basis").asString();
    return WordedChoice.find(Canary.Basis.values(), word)
        .orElseThrow(() -> new IllegalArgumentException("there is no basis '" + word + "'"));
  }

  private static void put(ObjectNode fields, Header header) {
    boolean ofTheDoor = header.basis() == Canary.Basis.FRONT_DOOR;
    fields
        .put("schema", ofTheDoor ? SCHEMA : WITH_BASIS)
        .put("client", header.client())
        .put("rate", header.ratePerSecond())
        .put("confirm", header.confirm())
        .put("startedAt", MICROS.format(header.startedAt()));
    if (!ofTheDoor) {
      fields.put("basis", header.basis().word());
    }
  }

  private static void put(ObjectNode fields, Reply reply) {
    fields.put("answer", reply.answer().word()).put("at", MICROS.format(reply.at()));
    reply.status().ifPresent(status -> fields.put("status", status));
    reply.region().ifPresent(region -> fields.put("region", region));
    reply.why().ifPresent(why -> fields.put("why", why));
  }

  private static Reply reply(JsonNode fields) {
    return new Reply(
        Answer.valueOf(fields.required("answer").asString().toUpperCase(Locale.ROOT)),
        instant(fields, "at"),
        fields.has("status")
            ? OptionalInt.of(fields.required("status").asInt())
            : OptionalInt.empty(),
        text(fields, "region"),
        text(fields, "why"));
  }

  private static Optional<String> text(JsonNode fields, String name) {
    return fields.has(name) ? Optional.of(fields.required(name).asString()) : Optional.empty();
  }

  private static Instant instant(JsonNode fields, String name) {
    return Instant.parse(fields.required(name).asString());
  }
}
