package dev.lifeboat.cli.init;

import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.files.ShippedText;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Tier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The plan of a service of one's own, with a comment for each thing that its reader would ask. The
/// text is `own-plan.yaml` beside this class; a line in it may begin with what it is for.
///
/// @param tier that gives the objectives; empty for figures to be changed
record OwnPlan(OwnService service, Optional<Tier> tier) {
  private static final Pattern LINE = Pattern.compile("\\[([a-z-]+)\\](.*)");
  private static final Pattern PLACE = Pattern.compile("<([a-z]+)>");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_./][A-Za-z0-9_./-]*");
  private static final Pattern NO_TEXT =
      Pattern.compile("(?i)true|false|null|yes|no|on|off|[.]([0-9].*|inf|nan)");

  /// Ends with a line feed.
  String text() {
    var parts = parts();
    var values = values();
    return ShippedText.beside(OwnPlan.class, "own-plan.yaml")
        .lines()
        .flatMap(line -> wanted(line, parts))
        .map(line ->
            PLACE
                    .matcher(line)
                    .replaceAll(
                        it -> Matcher.quoteReplacement(values.getOrDefault(it.group(1), "")))
                + "\n")
        .collect(Collectors.joining());
  }

  private static Stream<String> wanted(String line, List<String> parts) {
    var part = LINE.matcher(line);
    if (!part.matches()) {
      return Stream.of(line);
    }
    return parts.contains(part.group(1)) ? Stream.of(part.group(2)) : Stream.empty();
  }

  private List<String> parts() {
    boolean rows = service.write().flatMap(OwnService.Write::rows).isPresent();
    return List.of(
        tier.isPresent() ? "tier" : "no-tier",
        service.database() ? "database" : "no-database",
        service.write().isPresent() ? "write" : "no-write",
        rows ? "rows" : service.database() ? "no-rows" : "no-store");
  }

  private Map<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    values.put("name", service.name());
    values.put("primary", service.regions().primary());
    values.put("recovery", service.regions().recovery());
    values.put("run", service.run().stream().map(OwnPlan::word).collect(Collectors.joining(", ")));
    values.put("uses", service.database() ? OwnService.DATABASE : "");
    tier.ifPresent(it -> {
      values.put("tier", it.name());
      values.put("rto", SpanText.of(it.rto()));
      values.put("rpo", SpanText.of(it.rpo()));
    });
    values.put("health", word(service.health()));
    values.put("ready", word(service.ready()));
    values.put("environment", environment());
    service
        .write()
        .ifPresent(write -> {
          values.put("http", word(write.http()));
          values.put("body", write.body().isEmpty() ? "" : ", body: " + word(write.body()));
          write
              .rows()
              .ifPresent(rows -> {
                values.put("query", word(rows.query()));
                values.put("remove", word(rows.removal()));
              });
        });
    return values;
  }

  private String environment() {
    return service.environment().isEmpty()
        ? " {}"
        : service.environment().entrySet().stream()
            .map(it -> "\n          %s: %s".formatted(it.getKey(), word(it.getValue())))
            .collect(Collectors.joining());
  }

  /// A text as YAML has it; JSON's strings are YAML's.
  private static String word(String text) {
    return PLAIN.matcher(text).matches() && !NO_TEXT.matcher(text).matches()
        ? text
        : OutputJson.line(text);
  }
}
