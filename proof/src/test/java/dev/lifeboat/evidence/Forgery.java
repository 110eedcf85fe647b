package dev.lifeboat.evidence;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A lie told with everything right around it: files are changed, then chain, hashes and signature
/// are made anew, as whoever holds a key could do. Writes the format by hand, so that it is also a
/// third spelling of it.
final class Forgery {
  private static final Pattern LINE =
      Pattern.compile("\"at\":\"([^\"]*)\",.*?,\"event\":(\\{.*})}$");

  private final RunFolder run;
  private final EvidenceKeys keys;
  private final List<String> events = new ArrayList<>();
  private final List<String> times = new ArrayList<>();

  /// @param run not sealed yet
  Forgery(RunFolder run, EvidenceKeys keys) throws IOException {
    this.run = run;
    this.keys = keys;
    for (var line : Files.readAllLines(run.journal())) {
      var parts = LINE.matcher(line);
      if (!parts.find()) {
        throw new AssertionError(line);
      }
      times.add(parts.group(1));
      events.add(parts.group(2));
    }
  }

  Forgery file(String name, UnaryOperator<String> change) throws IOException {
    var file = run.folder().resolve(name);
    var before = Files.readString(file);
    var after = change.apply(before);
    if (after.equals(before)) {
      throw new AssertionError("nothing was changed in " + name);
    }
    Files.writeString(file, after);
    return this;
  }

  Forgery replace(String name, String old, String with) throws IOException {
    return file(name, text -> text.replace(old, with));
  }

  /// Changes the plan, and what the journal says its hash is.
  Forgery plan(String old, String with) throws IOException {
    replace("plan.yaml", old, with);
    var sha256 = Sha256.of(Files.readAllBytes(run.plan()));
    return event(
        "planSha256",
        event ->
            event.replaceFirst("\"planSha256\":\"[^\"]*\"", "\"planSha256\":\"" + sha256 + "\""));
  }

  /// Changes what the opening says of earlier runs; nothing leaves the field out.
  Forgery predecessors(String said) {
    var field = said.isEmpty() ? "" : ",\"predecessors\":[" + said + "]";
    return event(
        "RunOpened",
        event -> event.replaceFirst(",\"predecessors\":.*]", Matcher.quoteReplacement(field)));
  }

  /// Changes the first event that holds `mark`.
  Forgery event(String mark, UnaryOperator<String> change) {
    int at = at(mark);
    events.set(at, change.apply(events.get(at)));
    return this;
  }

  /// Changes some event, chosen by a number.
  Forgery event(int number, UnaryOperator<String> change) {
    int at = Math.floorMod(number, events.size());
    events.set(at, change.apply(events.get(at)));
    return this;
  }

  Forgery without(String mark) {
    int at = at(mark);
    events.remove(at);
    times.remove(at);
    return this;
  }

  Forgery before(String mark, String event) {
    int at = at(mark);
    events.add(at, event);
    times.add(at, times.get(at));
    return this;
  }

  Forgery last(String event) {
    events.add(event);
    times.add(times.getLast());
    return this;
  }

  private int at(String mark) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).contains(mark)) {
        return i;
      }
    }
    throw new AssertionError("no event holds " + mark);
  }

  void seal() throws IOException {
    var hashes = new TreeMap<String, String>();
    try (var files = Files.newDirectoryStream(run.folder())) {
      for (var file : files) {
        if (!file.equals(run.journal())) {
          hashes.put(file.getFileName().toString(), Sha256.of(Files.readAllBytes(file)));
        }
      }
    }
    var sealed = new StringBuilder();
    hashes.forEach((name, hash) ->
        sealed.append(sealed.isEmpty() ? "" : ",").append("\"%s\":\"%s\"".formatted(name, hash)));
    var lines = new ArrayList<>(events);
    lines.add("{\"event\":\"Sealed\",\"files\":{" + sealed + "}}");
    times.add(times.getLast());
    var previous = "0".repeat(64);
    var journal = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      var line =
          "{\"sequence\":%d,\"at\":\"%s\",\"previous\":\"%s\",\"more\":0,\"event\":%s}"
              .formatted(i, times.get(i), previous, lines.get(i));
      previous = Sha256.of(line.getBytes(StandardCharsets.UTF_8));
      journal.append(line).append('\n');
    }
    Files.writeString(run.journal(), journal);
    var message = "lifeboat.seal/v1 " + previous;
    Files.writeString(
        run.seal(),
        "{\"schema\":\"lifeboat.seal/v1\",\"line\":\"%s\",\"signer\":\"%s\",\"signature\":\"%s\"}\n"
            .formatted(
                previous,
                keys.signer().text(),
                HexFormat.of().formatHex(keys.sign(message.getBytes(StandardCharsets.UTF_8)))));
  }
}
