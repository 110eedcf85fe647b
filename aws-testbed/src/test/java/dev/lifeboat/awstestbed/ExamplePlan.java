package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The plan of the warm standby's example for an account of a test: as it stands, but for names and
/// waits that a test is not to wait for.
public final class ExamplePlan {
  private static final Path FILE = AwsTerminal.file("examples/dr-lab-warm-standby/lifeboat.yaml");

  /// A word of the file, or a part of one.
  private static final String WORD = "[\\w./:-]+";

  private final Shop shop;
  private final Map<String, String> replaced = new LinkedHashMap<>();

  public ExamplePlan(Shop shop) {
    this.shop = shop;
    // As a whole, before a name within it is taken for another one.
    replaced.put(bucket(), "      %s\n".formatted(shop.images().yaml().strip()));
    // Nothing of the shop is encrypted.
    replaced.put("          kmsKey: alias/dr-lab\n", "");
    replaced.put("ap-southeast-2 }", TestBed.PRIMARY + " }");
    replaced.put("us-west-2 }", TestBed.RECOVERY + " }");
    replaced.put("eu-west-1 }", Tables.REGION + " }");
    replaced.put("dr-lab-replica", shop.databases().name());
    replaced.put("dr-lab-db", shop.databases().name());
    replaced.put("logins: [app]", "logins: [shop]");
    replaced.put("dr-lab-service", shop.tasks().name());
    replaced.put(
        "cluster: { primary: dr-lab-primary", "cluster: { primary: " + shop.tasks().name());
    replaced.put("secondary: dr-lab-secondary }", "secondary: %s }".formatted(shop.tasks().name()));
    replaced.put("dr-lab/database", shop.tasks().secret());
    replaced.put("app.example.com", shop.names().name());
    // A busy machine answers late, and no share of users would be borne.
    replaced.put("shares: [5, 25, 50, 100], hold: 10m", "shares: [100], hold: 1s");
    replaced.put("ttl: 60s", "ttl: 1s");
    // Each object is looked at often, by an account that is slow.
    replaced.put("rate: 20/s", "rate: 5/s");
    replaced.put("uses: [database, app-data]", "uses: [database, images]");
    replaced.put("bucket: app-data", "bucket: images");
    replaced.put(", stateMachine: dr-lab-failover, topic: dr-notifications", "");
    replaced.put("aws: { lease: 6s", tables().replace(" }", ""));
    name("targetgroup/dr-lab/0123456789abcdef", shop.targetsAtHome().group());
    name("targetgroup/dr-lab/fedcba9876543210", shop.targets().group());
  }

  /// The example's bucket.
  private static String bucket() {
    var text = text();
    return text.substring(text.indexOf("      app-data:\n"), text.indexOf("      web:\n"));
  }

  /// The word that ends so stands for `by`.
  private void name(String ending, String by) {
    replaced.put(word(ending), by);
  }

  private static String word(String ending) {
    var found = Pattern.compile(WORD + ending).matcher(text());
    assertThat(found.find()).as(ending).isTrue();
    return found.group();
  }

  private static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private String tables() {
    try {
      return Files.readAllLines(shop.file()).stream()
          .filter(line -> line.startsWith("aws: {"))
          .findFirst()
          .orElseThrow();
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// Users are watched by what answers at `probe` while they are served at home.
  public ExamplePlan watched(String probe, String alarm) {
    replaced.put("\"https://primary.example.com/dbcheck\"", "\"%s\"".formatted(probe));
    replaced.put("dr-lab-users-primary", alarm);
    return this;
  }

  /// Users come by `url`.
  public ExamplePlan at(String url) {
    replaced.put("shares: true\n", "shares: true\n          url: \"%s\"\n".formatted(url));
    return this;
  }

  /// A region is broken by this template of the account.
  public ExamplePlan brokenBy(String template) {
    replaced.put("EXT1a2b3c4d5e6f7", template);
    return this;
  }

  /// Becomes the shop's own plan.
  public Path write() throws IOException {
    var text = text();
    for (var one : replaced.entrySet()) {
      assertThat(text).contains(one.getKey());
      text = text.replace(one.getKey(), one.getValue());
    }
    text =
        text.replaceAll(
                "nameServers: \\[.*]", quoted("nameServers: [\"%s\"]", shop.names().server()))
            .replaceAll(
                "bucket: \\{ primary: dr-lab-routes.*}",
                quoted("bucket: %s", shop.names().buckets()))
            .replaceAll("\\bprimary:", "east:")
            .replaceAll("\\bsecondary:", "west:")
            .replaceAll("\\bwitness:", "edge:");
    assertThat(text.replaceAll("(plan|  ): ?dr-lab|dr-lab:|dr-lab-private|dr-lab-users", ""))
        .as("every name is replaced")
        .doesNotContain("dr-lab-");
    return Files.writeString(shop.file(), text);
  }

  private static String quoted(String pattern, String value) {
    return Matcher.quoteReplacement(pattern.formatted(value));
  }
}
