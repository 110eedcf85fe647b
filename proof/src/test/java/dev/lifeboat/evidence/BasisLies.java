package dev.lifeboat.evidence;

import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lies about what figures rest on, told in a folder whose canary wrote into a table of its own.
/// Its database took writes after 0.63 s, and the front door's health was good after 0.83 s.
final class BasisLies {
  private static final Pattern NUMBER = Pattern.compile("\\{\"n\":([0-9]+),.*");
  private static final String RESULT = "result.json";
  private static final String BASIS =
      "\"basis\":\"database\",\"rtoOf\":{"
          + "\"database\":{\"seconds\":0.63,\"met\":true,\"why\":null},"
          + "\"health\":{\"seconds\":0.83,\"met\":true,\"why\":null}},";

  private static final String HEALTH_MISSED = "\"seconds\":0.83,\"met\":false,\"why";

  private BasisLies() {}

  static void tell(Map<String, Lie> lies) {
    lies.put(
        "result.json rto of the database alone",
        it -> truth(it).replace(RESULT, "\"rto\":{\"seconds\":0.83", "\"rto\":{\"seconds\":0.63"));
    lies.put(
        "result.json rto met by the database alone",
        it ->
            truth(it)
                .plan("rto: 15m", "rto: 700ms")
                .file(
                    RESULT,
                    text ->
                        text.replace("900.0", "0.7")
                            .replace("\"seconds\":0.83,\"met\":true,\"why", HEALTH_MISSED)));
    lies.put(
        "result.json health",
        it ->
            truth(it)
                .replace(RESULT, "\"health\":{\"seconds\":0.83", "\"health\":{\"seconds\":0.23"));
    lies.put(
        "result.json database",
        it ->
            truth(it)
                .replace(
                    RESULT, "\"database\":{\"seconds\":0.63", "\"database\":{\"seconds\":0.13"));
    lies.put("result.json passed for the front door", it -> truth(it).replace(RESULT, BASIS, ""));
    lies.put(
        "result.json a basis that the log has not", it -> it.file(RESULT, BasisLies::withBasis));
    lies.put(
        "result.json of a log of the front door with health",
        it -> it.file("canary.jsonl", log -> withHealth(log, UnaryOperator.identity())));
  }

  /// Makes a folder of basis database of one of the front door.
  static Forgery truth(Forgery folder) throws IOException {
    return folder
        .file("canary.jsonl", log -> withHealth(log, BasisLies::header))
        .file(
            RESULT,
            text ->
                withBasis(text).replace("\"rto\":{\"seconds\":0.63", "\"rto\":{\"seconds\":0.83"));
  }

  private static String withBasis(String result) {
    return result.replaceFirst("\"fence\":", BASIS + "\"fence\":");
  }

  private static String header(String line) {
    return line.replace("canary/v1", "canary/v2").replaceFirst("}$", ",\"basis\":\"database\"}");
  }

  private static String withHealth(String log, UnaryOperator<String> header) {
    var lines = log.lines().toList();
    return header.apply(lines.getFirst())
        + "\n"
        + lines.stream()
            .skip(1)
            .map(line -> health(line) + line + "\n")
            .collect(Collectors.joining());
  }

  private static String health(String line) {
    var write = NUMBER.matcher(line);
    if (!write.matches()) {
      return "";
    }
    int number = Integer.parseInt(write.group(1));
    var same = line.replace("{\"n\"", "{\"h\"") + "\n";
    return number >= 182 && number < 192 ? same.replace("acknowledged", "refused") : same;
  }
}
