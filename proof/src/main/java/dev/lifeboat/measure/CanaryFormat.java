package dev.lifeboat.measure;

import dev.lifeboat.measure.CanaryLine.Ended;
import dev.lifeboat.measure.CanaryLine.Header;
import dev.lifeboat.measure.CanaryLine.ReadAnswered;
import dev.lifeboat.measure.CanaryLine.ReadSent;
import dev.lifeboat.measure.CanaryLine.Reply;
import dev.lifeboat.measure.CanaryLine.WriteAnswered;
import dev.lifeboat.measure.CanaryLine.WriteNotSent;
import dev.lifeboat.measure.CanaryLine.WriteSent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The bytes of a canary's log, schema `lifeboat.canary/v1`: JSON lines, times in RFC 3339 UTC with
/// six decimals. Strict: each line has exactly one spelling, so that no byte of evidence is free.
public final class CanaryFormat {
  static final String SCHEMA = "lifeboat.canary/v1";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final DateTimeFormatter MICROS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

  private CanaryFormat() {}

  /// One line, without its line feed.
  public static String encode(CanaryLine line) {
    var fields = JsonNodeFactory.instance.objectNode();
    switch (line) {
      case Header(var client, var rate, var confirm, var startedAt) ->
          fields
              .put("schema", SCHEMA)
              .put("client", client)
              .put("rate", rate)
              .put("confirm", confirm)
              .put("startedAt", MICROS.format(startedAt));
      case WriteSent(var number, var at) -> fields.put("n", number).put("sent", MICROS.format(at));
      case WriteNotSent(var number, var at, var why) ->
          fields.put("n", number).put("notSent", MICROS.format(at)).put("why", why);
      case WriteAnswered(var number, var reply) -> put(fields.put("n", number), reply);
      case ReadSent(var read, var number, var at) ->
          fields.put("r", read).put("of", number).put("sent", MICROS.format(at));
      case ReadAnswered(var read, var reply) -> put(fields.put("r", read), reply);
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
          instant(fields, "startedAt"));
    }
    if (fields.has("ended")) {
      return new Ended(instant(fields, "ended"));
    }
    boolean write = fields.has("n");
    long number = fields.required(write ? "n" : "r").asLong();
    if (fields.has("answer")) {
      var reply = reply(fields);
      return write ? new WriteAnswered(number, reply) : new ReadAnswered(number, reply);
    }
    if (fields.has("notSent")) {
      return new WriteNotSent(
          number, instant(fields, "notSent"), fields.required("why").asString());
    }
    var sent = instant(fields, "sent");
    return write
        ? new WriteSent(number, sent)
        : new ReadSent(number, fields.required("of").asLong(), sent);
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
