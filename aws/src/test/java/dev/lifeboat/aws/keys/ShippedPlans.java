package dev.lifeboat.aws.keys;

import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The examples on AWS, all that lie in the checkout, by the names of their folders.
public final class ShippedPlans {
  private static final Path FOLDER = Path.of("..", "examples");

  private ShippedPlans() {}

  public static Plan plan(String name) throws IOException, ProblemException {
    return AwsKeys.reader().read(file(name)).orThrow();
  }

  /// Those whose workloads a run can move, in order of name.
  public static List<String> movable() throws IOException, ProblemException {
    var names = new ArrayList<String>();
    for (var name : onAws()) {
      var plan = plan(name);
      if (plan.workloads().values().stream()
          .allMatch(it -> new AwsKind().compiler().refusal(plan, it).isEmpty())) {
        names.add(name);
      }
    }
    return names;
  }

  /// In order of name.
  public static List<String> onAws() throws IOException {
    var names = new ArrayList<String>();
    try (var folders = Files.list(FOLDER)) {
      for (var folder : folders.sorted().toList()) {
        var name = String.valueOf(folder.getFileName());
        if (Files.exists(file(name)) && Files.readString(file(name)).contains("provider: aws")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static Path file(String name) {
    return FOLDER.resolve(name).resolve("lifeboat.yaml");
  }
}
