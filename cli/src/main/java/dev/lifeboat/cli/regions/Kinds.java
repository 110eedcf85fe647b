package dev.lifeboat.cli.regions;

import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ProviderFiles;
import dev.lifeboat.provider.ProviderKind;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// The kinds of providers that there are, and how their regions are reached; the one list of them.
public final class Kinds {
  private static final List<Known> ALL =
      List.of(
          new Known(new LabKind(), wish -> new Labs(wish.state())),
          new Known(new AwsKind(), wish -> new Accounts(wish.dns())));

  /// Reads plans of all of them, which may refer to the environment of the command.
  public static final PlanReader READER =
      new PlanReader(ALL.stream().map(known -> known.kind().keys()).toList(), System.getenv());

  private Kinds() {}

  /// One of them, and how its regions are reached.
  record Known(ProviderKind kind, Function<Platforms, ReachedRegions> reached) {}

  /// As [PlanFile#read].
  public static PlanFile read(Path plan) throws ProblemException {
    return PlanFile.read(READER, plan);
  }

  /// The same of the bytes of a plan that no file has.
  ///
  /// @param name that its mistakes bear
  public static PlanFile read(Path name, byte[] bytes) throws ProblemException {
    return PlanFile.read(READER, name, bytes);
  }

  /// That of the regions of `plan`, which all have one.
  public static ProviderKind of(Plan plan) {
    return known(plan).kind();
  }

  /// What they keep below a state folder.
  public static List<ProviderFiles> files() {
    return ALL.stream().map(known -> known.kind().files()).toList();
  }

  static Known known(Plan plan) {
    var word = plan.primary().provider();
    return ALL.stream()
        .filter(known -> known.kind().keys().word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no provider '" + word + "'"));
  }
}
