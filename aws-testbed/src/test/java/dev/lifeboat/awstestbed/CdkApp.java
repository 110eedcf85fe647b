package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An app of the CDK as an example's `cdk.json` starts it, and its stacks in an emulated account,
/// by the CDK's own command line, which `prepare` has installed.
public final class CdkApp {
  /// Both examples are made of its sources.
  private static final Path SOURCES = AwsTerminal.file("examples/dr-lab-warm-standby/cdk");

  /// How a deploy tells an output of a stack.
  private static final Pattern OUTPUT = Pattern.compile("(\\w+)\\.(\\w+) = (.*)");

  /// What colours a terminal, and moves its cursor.
  private static final Pattern SHOWN = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

  private static final String BOOTSTRAPPED =
      """
      REGION stack CDKToolkit
      REGION parameter /cdk-bootstrap/hnb659fds/version
      REGION images cdk-hnb659fds-container-assets-ACCOUNT-REGION
      everywhere role cdk-hnb659fds-cfn-exec-role-ACCOUNT-REGION
      everywhere role cdk-hnb659fds-deploy-role-ACCOUNT-REGION
      everywhere role cdk-hnb659fds-file-publishing-role-ACCOUNT-REGION
      everywhere role cdk-hnb659fds-image-publishing-role-ACCOUNT-REGION
      everywhere role cdk-hnb659fds-lookup-role-ACCOUNT-REGION
      everywhere bucket cdk-hnb659fds-assets-ACCOUNT-REGION
      """;

  /// The last block of a page takes away what the page has made.
  private static final Pattern BLOCK = Pattern.compile("(?s).*```sh\n(.*?)```.*");

  private final TestBed bed;
  private final Path folder;
  private final Path assembly;
  private final Map<String, String> made = new TreeMap<>();

  private CdkApp(TestBed bed, Path folder) {
    this.bed = bed;
    this.folder = folder;
    this.assembly = folder.resolve("cdk.out");
  }

  /// Makes a zone in which the names of a lab are.
  ///
  /// @return its id
  public static String zone(TestBed bed) {
    return bed.clients()
        .client(AwsApi.route53(), AwsClients.GLOBAL)
        .createHostedZone(it -> it.name("example.com").callerReference("lab"))
        .hostedZone()
        .id()
        .replaceFirst(".*/", "");
  }

  /// What is left of an account, and besides what a bootstrap makes in both regions: an app that
  /// goes leaves it there for others.
  public static List<String> andBootstrapped(List<String> left) {
    return Stream.concat(
            left.stream(),
            Stream.of("ap-southeast-2", "us-west-2")
                .flatMap(region -> BOOTSTRAPPED.replace("REGION", region).lines()))
        .toList();
  }

  /// Types `cdk synth` where the example's `cdk.json` is.
  ///
  /// @param told changes what `cdk.json` says to what the account gave
  /// @param folder of its own
  public static CdkApp synthesize(
      TestBed bed, String example, Consumer<ObjectNode> told, Path folder) throws Exception {
    var app = new CdkApp(bed, folder);
    var sources = folder.resolve("lab/dr-lab-warm-standby/cdk");
    copy(SOURCES.resolve("src/main"), sources.resolve("src/main"));
    Files.copy(SOURCES.resolve("pom.xml"), sources.resolve("pom.xml"));
    var where = Files.createDirectories(folder.resolve("lab").resolve(example).resolve("cdk"));
    var file = AwsTerminal.file("examples/%s/cdk/cdk.json".formatted(example));
    var settings = (ObjectNode) JsonMapper.shared().readTree(Files.readString(file));
    told.accept((ObjectNode) settings.get("context"));
    var started = settings.get("app").asString().replaceFirst("\\S+", "");
    settings.put("app", AwsTerminal.file("mvnw") + started);
    Files.writeString(where.resolve("cdk.json"), settings.toString());
    app.commandLine();
    var ended = app.terminal(where).typeInSh("cdk synth --quiet --output " + app.assembly);
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    // The same stacks from now on, or each line would begin by starting the app.
    var written = JsonMapper.shared().createObjectNode().put("app", app.assembly.toString());
    Files.writeString(folder.resolve("cdk.json"), written.toString());
    return app;
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (var file : files.toList()) {
        var copied = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(file, copied);
        }
      }
    }
  }

  /// The CDK's command line knows its app by the folder in which it is typed, and asks before it
  /// lets anybody do more, or takes a stack away. Whoever types here agrees.
  private void commandLine() throws IOException {
    var typed =
        "exec '%s' -B '%s' '%s' '%s' \"$@\"\n"
            .formatted(
                AwsTerminal.file("aws-testbed/.venv/bin/python"),
                AwsTerminal.file("aws-testbed/src/test/python/person.py"),
                AwsTerminal.file("aws-testbed/.venv/bin/node"),
                AwsTerminal.file("aws-testbed/.venv/node/node_modules/aws-cdk/bin/cdk"));
    Files.createDirectory(commands());
    command("cdk", typed);
    command("npx", "[ $1 = cdk ] && shift || exit 1\n" + typed);
  }

  private void command(String name, String text) throws IOException {
    var file = Files.writeString(commands().resolve(name), "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private Path commands() {
    return folder.resolve("commands");
  }

  private AwsTerminal terminal(Path where) {
    var variables =
        Map.of(
            "AWS_EC2_METADATA_DISABLED", "true",
            "JSII_NODE", AwsTerminal.file("aws-testbed/.venv/bin/node").toString(),
            "JAVA_HOME", System.getProperty("java.home"),
            // Nothing of it stays with whoever runs this, and nobody is asked for news or told.
            "CDK_HOME", folder.resolve("home").toString(),
            "CDK_NOTICES", "false",
            "CDK_DISABLE_CLI_TELEMETRY", "true",
            "CDK_DISABLE_VERSION_CHECK", "true",
            "CDK_PROGRESS", "events",
            "TERM", "dumb");
    return new AwsTerminal(bed, where, variables).with(commands());
  }

  /// Types commands of the CDK, `cdk` or `npx cdk`, and takes down the outputs of stacks.
  ///
  /// @return what it said
  public String types(String lines) throws IOException, InterruptedException {
    var typed = terminal(folder).typeInSh(lines);
    assertThat(typed.exitCode()).as("%s", typed).isZero();
    var said = SHOWN.matcher(typed.out()).replaceAll("");
    said.lines()
        .map(OUTPUT::matcher)
        .filter(Matcher::matches)
        .forEach(it -> made.put(it.group(1) + " " + it.group(2), it.group(3)));
    return said;
  }

  /// Types what a page has people do by hand.
  public void type(String lines) throws IOException, InterruptedException {
    var typed = terminal(folder).type(lines);
    assertThat(typed.exitCode()).as("%s", typed).isZero();
  }

  /// Types what a page has people type to take all of it away.
  public void remove(String page) throws IOException, InterruptedException {
    var block = BLOCK.matcher(Files.readString(AwsTerminal.file(page)));
    assertThat(block.matches()).isTrue();
    types("set -e\n" + block.group(1));
  }

  TestBed bed() {
    return bed;
  }

  Path folder() {
    return folder;
  }

  /// Template of a stack, as the app wrote it down.
  public Path template(String stack) {
    return assembly.resolve(stack + ".template.json");
  }

  /// An output of a stack.
  String output(String stack, String name) {
    return Objects.requireNonNull(made.get(stack + " " + name));
  }
}
