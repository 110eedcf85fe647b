package drlab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/// The stacks as they are made with `cdk.json`, and once more with the other value of every key.
/// Both are left below `target`, for the linter.
record Lab(String folder, Map<String, LabStack> stacks, Map<String, Template> templates) {
  static final List<String> STACKS =
      List.of(
          "PrimaryNetworkStack",
          "PrimaryDataStack",
          "PrimaryAppStack",
          "SecondaryNetworkStack",
          "SecondaryDataStack",
          "SecondaryAppStack",
          "RoutingAndDROrchestrationStack",
          "ObservabilityStack");

  private static final Path CDK_JSON = Path.of("cdk.json");

  static final Lab AS_SHIPPED = made("cdk.out", context(Map.of()), DrLab::build);

  static final Lab OTHERWISE =
      made(
          "cdk.otherwise",
          context(
              Map.of(
                  "warmStandbyTasks",
                  "3", // As '-c' gives it, a text.
                  "alarmEmail",
                  "",
                  "useMultiRegionKms",
                  false,
                  "s3ReplicateDeletes",
                  true,
                  "rtoTargetMinutes",
                  15,
                  "rpoTargetSeconds",
                  60,
                  "canaryEnabled",
                  true,
                  "domainName",
                  "www.shop.example",
                  "hostedZoneId",
                  "ZOTHER",
                  "bucketPrefix",
                  "shop")),
          DrLab::build);

  static Lab made(String folder, Map<String, Object> context, Function<App, List<LabStack>> build) {
    // Nobody reads where in the CDK a finding was made, and it is written for each.
    context.put("aws:cdk:disable-stack-trace", true);
    var app =
        new App(
            AppProps.builder()
                .outdir(Path.of("target", folder).toAbsolutePath().toString())
                // Nobody looks at what these two write.
                .treeMetadata(false)
                .analyticsReporting(false)
                .context(context)
                .build());
    var stacks =
        build.apply(app).stream()
            .collect(Collectors.toMap(LabStack::getStackName, Function.identity()));
    app.synth();
    var templates = new TreeMap<String, Template>();
    stacks.forEach((name, stack) -> templates.put(name, Template.fromStack(stack)));
    return new Lab("target/" + folder, stacks, templates);
  }

  Template of(String stack) {
    return templates.get(stack);
  }

  /// The properties of the only resource of a type.
  Map<String, Object> only(String stack, String type) {
    var found = all(stack, type);
    if (found.size() != 1) {
      throw new AssertionError("%d of %s in %s".formatted(found.size(), type, stack));
    }
    return found.getFirst();
  }

  List<Map<String, Object>> all(String stack, String type) {
    return of(stack).findResources(type).values().stream()
        .map(it ->
            it.containsKey("Properties") ? map(it.get("Properties")) : Map.<String, Object>of())
        .toList();
  }

  static Map<String, Object> context(Map<String, Object> changed) {
    var context = context(CDK_JSON);
    context.putAll(changed);
    return context;
  }

  /// Of the app of a folder.
  static Map<String, Object> context(Path cdkJson) {
    return new TreeMap<>(map(read(cdkJson).get("context")));
  }

  static Map<String, Object> plan() {
    return read(Path.of("..", "lifeboat.yaml"));
  }

  /// JSON is YAML, too.
  static Map<String, Object> read(Path file) {
    try {
      return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /// What lies below names, one in the other.
  static Object at(Object root, String... names) {
    var value = root;
    for (var name : names) {
      value = map(value).get(name);
    }
    return value;
  }
}
