package dev.lifeboat.provision.apply;

import dev.lifeboat.plan.NearestWord;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The names that a person may give values of: a slip would leave a stack with the value it has.
final class GivenNames {
  private final Set<String> names = new TreeSet<>();
  private final Set<String> ofOneStack = new TreeSet<>();
  private final Map<String, Set<String>> sources = new TreeMap<>();

  void add(ProvisionIndex.Deploy step, StackTemplate template) {
    for (var name : template.defaults().keySet()) {
      names.add(name);
      ofOneStack.add(step.folder() + "." + name);
    }
    for (var asked : step.asks()) {
      sources.computeIfAbsent(asked.name(), _ -> new TreeSet<>()).add(asked.source());
    }
  }

  /// How a person gives `name` to the stack of `step`: the load balancers of two names are not the
  /// same, their e-mail address is.
  String of(ProvisionIndex.Deploy step, String name) {
    return isOfEachStack(name) ? step.folder() + "." + name : name;
  }

  private boolean isOfEachStack(String name) {
    return sources.getOrDefault(name, Set.of()).size() > 1;
  }

  /// @throws ProblemException LB1004 when no stack has one of them, or each another value of it
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
      if (isOfEachStack(name)) {
        throw ProblemException.lasting(
            Code.LB1004,
            "--set gives '%s' to all stacks, and each has a value of its own".formatted(name),
            "nothing was changed: users of one name would be led to the servers of another",
            "name the stack too: "
                + ofOneStack.stream()
                    .filter(it -> it.endsWith("." + name))
                    .collect(Collectors.joining(", ")));
      }
    }
  }
}
