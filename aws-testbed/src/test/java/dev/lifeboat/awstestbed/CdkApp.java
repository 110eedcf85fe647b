package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An app of the CDK as an example's `cdk.json` starts it, and its stacks in an emulated account.
public final class CdkApp {
  /// Both examples are made of its sources.
  private static final Path SOURCES = AwsTerminal.file("examples/dr-lab-warm-standby/cdk");

  private static final String BY_HAND = "by hand ";
  private static final String OUTPUT = "output ";

  /// The last block of a page takes away what the page has made.
  private static final Pattern BLOCK = Pattern.compile("(?s).*```sh\n(.*?)```.*");

  private final TestBed bed;
  private final Path folder;
  private final Path assembly;
  private final Map<String, String> made = new TreeMap<>();
  private final List<String> byHand = new ArrayList<>();

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

  /// Types what `cdk.json` has the command line of the CDK type, as that does.
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
    var context = (ObjectNode) settings.get("context");
    told.accept(context);
    var words = settings.get("app").asString().split(" ");
    words[0] = AwsTerminal.file("mvnw").toString();
    var variables =
        Map.of(
            "CDK_OUTDIR", app.assembly.toString(),
            "CDK_CONTEXT_JSON", context.toString(),
            "CDK_DEFAULT_ACCOUNT", bed.account(),
            "JSII_NODE", AwsTerminal.file("aws-testbed/.venv/bin/node").toString(),
            "JAVA_HOME", System.getProperty("java.home"));
    var ended = new AwsTerminal(bed, where, variables).run(words);
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    app.standIn();
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

  /// The CDK's command line knows its app by the folder in which it is typed. Here it is stood in
  /// for, and knows what the app wrote down.
  private void standIn() throws IOException {
    var stands =
        "exec '%s' -B '%s' '%s' \"$@\"\n"
            .formatted(
                AwsTerminal.file("aws-testbed/.venv/bin/python"),
                AwsTerminal.file("aws-testbed/src/test/python/deploy_lab.py"),
                assembly);
    Files.createDirectory(commands());
    standIn("cdk", stands);
    standIn("npx", "[ $1 = cdk ] && shift || exit 1\n" + stands);
  }

  private void standIn(String command, String text) throws IOException {
    var file = Files.writeString(commands().resolve(command), "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private Path commands() {
    return folder.resolve("commands");
  }

  private AwsTerminal terminal() {
    return new AwsTerminal(bed, folder, Map.of()).with(commands());
  }

  /// Types a command of the CDK, `cdk` or `npx cdk`, and takes down what it tells of stacks.
  ///
  /// @return what it said
  public String types(String line) throws IOException, InterruptedException {
    var typed = terminal().typeInSh(line);
    assertThat(typed.exitCode()).as("%s", typed).isZero();
    for (var told : typed.out().lines().toList()) {
      if (told.startsWith(BY_HAND)) {
        byHand.add(told.substring(BY_HAND.length()));
      } else if (told.startsWith(OUTPUT)) {
        var output = told.split(" ", 4);
        made.put(output[1] + " " + output[2], output[3]);
      }
    }
    return typed.out();
  }

  /// Types what a page has people do by hand.
  public void type(String lines) throws IOException, InterruptedException {
    var typed = terminal().type(lines);
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

  /// What the emulated CloudFormation cannot make, as a stack, a type and a name.
  public List<String> byHand() {
    return List.copyOf(byHand);
  }

  /// An output of a stack.
  String output(String stack, String name) {
    return Objects.requireNonNull(made.get(stack + " " + name));
  }
}
