package dev.lifeboat.provision.apply;

import dev.lifeboat.plan.NearestWord;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The names that a person may give values of: a slip would leave a stack with the value it has.
final class GivenNames {
  private final Set<String> names = new TreeSet<>();
  private final Set<String> ofOneStack = new TreeSet<>();

  void add(String folder, StackTemplate template) {
    for (var name : template.defaults().keySet()) {
      names.add(name);
      ofOneStack.add(folder + "." + name);
    }
  }

  /// @throws ProblemException LB1004 when no stack has one of them
  void requireKnown(ProvisionRun.Request request) throws ProblemException {
    for (var name : new TreeSet<>(request.given().keySet())) {
      boolean ofJar = name.equals(FunctionsJar.PARAMETER) && request.functions().isPresent();
      if (!ofJar && !names.contains(name) && !ofOneStack.contains(name)) {
        var written = name.contains(".") ? ofOneStack : names;
        throw ProblemException.lasting(
            Code.LB1004,
            "--set names '%s', which no stack asks for".formatted(name),
            "nothing was changed",
            NearestWord.hint(name, "stacks ask for: ", List.copyOf(written)));
      }
    }
  }
}
