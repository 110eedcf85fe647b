package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A plan that is shipped, under its own names, regions and buckets.
///
/// @param folder below `examples`, or a plan in one, or one that a stack printed
/// @param fence empty for what the file says
/// @param replaced what a test needs else, by what stands there
public record ShippedExample(
    String folder, Optional<FenceChoice.Means> fence, Map<String, String> replaced) {
  public static final String WARM_STANDBY = "dr-lab-warm-standby";
  public static final String PILOT_LIGHT = "lamp-pilot-light";
  public static final String WITHOUT_GUARD = WARM_STANDBY + "/without-guard.yaml";

  /// Whose identifiers no account hands out twice.
  private static final String ACCOUNT = "123456789012";

  private static final Pattern TARGETS =
      Pattern.compile("(\\w+): arn:aws:elasticloadbalancing:[\\w:/-]+");
  private static final Pattern ENDPOINTS =
      Pattern.compile("(\\w+): arn:aws:globalaccelerator:[\\w:/-]+");
  private static final Pattern KEYS = Pattern.compile("(\\w+): arn:aws:kms:[\\w:/-]+");
  private static final Pattern GROUPS = Pattern.compile("(\\w+): sg-[0-9a-f]+");
  private static final Pattern FENCE =
      Pattern.compile("\n +(?:fence|fenceGroup|logins): .*", Pattern.MULTILINE);

  /// What an account handed out, each by the region of the plan.
  ///
  /// @param keys of KMS that are named by their ARN
  /// @param server that answers for the zone
  /// @param url where users enter
  /// @param tells where an accelerator says which region it leads to
  record Handed(
      String account,
      Map<String, String> targetGroups,
      Map<String, String> fenceGroups,
      Map<String, String> keys,
      Map<String, String> endpointGroups,
      String server,
      String url,
      String tells) {}

  /// The example with one of the two fences.
  public static ShippedExample of(String folder, FenceChoice.Means fence) {
    return new ShippedExample(folder, Optional.of(fence), Map.of());
  }

  /// The example as its file stands.
  public static ShippedExample asItStands(String folder) {
    return new ShippedExample(folder, Optional.empty(), Map.of());
  }

  /// The same, with something else in it.
  public ShippedExample with(Map<String, String> other) {
    return new ShippedExample(folder, fence, other);
  }

  /// Without a change.
  Plan shipped() throws IOException, ProblemException {
    return AwsKeys.reader().read(file()).orThrow();
  }

  private Path file() {
    if (folder.startsWith("/")) {
      return Path.of(folder);
    }
    return AwsTerminal.file(
        (folder.endsWith(".yaml") ? "examples/%s" : "examples/%s/lifeboat.yaml").formatted(folder));
  }

  /// As it stands, but for what is handed out, waits that no test waits for, and the fence.
  String in(Handed handed) throws IOException, ProblemException {
    var text = fenced(Files.readString(file()));
    for (var one : replaced.entrySet()) {
      assertThat(text).contains(one.getKey());
      text = text.replace(one.getKey(), one.getValue());
    }
    text = text.replaceAll("iam::%s".formatted(ACCOUNT), "iam::" + handed.account());
    text = replaced(text, TARGETS, handed.targetGroups());
    text = replaced(text, ENDPOINTS, handed.endpointGroups());
    text = replaced(text, KEYS, handed.keys());
    text = replaced(text, GROUPS, handed.fenceGroups());
    text =
        text.replaceAll(
                "nameServers: \\[.*]",
                Matcher.quoteReplacement("nameServers: [\"%s\"]".formatted(handed.server())))
            .replaceAll(
                "(\\n +name: )(\\S+)(\\n +)",
                "$1$2$3url: \"%s\"$3".formatted(Matcher.quoteReplacement(handed.url())))
            .replaceAll(
                "tells: \\S+", Matcher.quoteReplacement("tells: \"%s\"".formatted(handed.tells())))
            // A busy machine answers late, and no share of users would be borne.
            .replace("shares: [5, 25, 50, 100], hold: 10m", "shares: [100], hold: 1s")
            .replace("ttl: 60s", "ttl: 1s");
    assertThat(text).as("a role of nobody else's").doesNotContain("iam::" + ACCOUNT);
    return text;
  }

  private static String replaced(String text, Pattern of, Map<String, String> by) {
    return of.matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                "%s: \"%s\""
                    .formatted(found.group(1), Objects.requireNonNull(by.get(found.group(1))))));
  }

  private String fenced(String text) throws IOException, ProblemException {
    if (fence.isEmpty()) {
      return text;
    }
    var pair = shipped().pair();
    var own =
        switch (fence.get()) {
          case GUARD -> line(text, "logins").orElseThrow();
          case API ->
              line(text, "fenceGroup")
                  .orElse(
                      "fenceGroup: { %s: sg-1, %s: sg-2 }"
                          .formatted(pair.primary(), pair.recovery()));
        };
    var chosen = "\n          fence: %s\n          %s".formatted(word(), own);
    var at = Pattern.compile("\n +dbInstance: .*").matcher(text);
    assertThat(at.find()).isTrue();
    var without = FENCE.matcher(text).replaceAll("");
    var fenced = without.replace(at.group(), at.group() + chosen);
    return fence.get() == FenceChoice.Means.API ? unguarded(fenced) : fenced;
  }

  /// Without what needs a guard.
  private static String unguarded(String text) {
    return text.replaceAll("\n +shares: true", "")
        .replace(", on: users", "")
        .replace("shares: [5, 25, 50, 100], hold: 10m", "shares: []")
        .replaceAll("lease: \\w+, ", "");
  }

  private static Optional<String> line(String text, String key) {
    return text.lines().map(String::strip).filter(it -> it.startsWith(key + ": ")).findFirst();
  }

  private String word() {
    return fence.map(it -> it.name().toLowerCase(Locale.ROOT)).orElse("as it stands");
  }

  @Override
  public String toString() {
    return "%s, fence %s".formatted(folder, word());
  }
}
