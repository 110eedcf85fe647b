package dev.lifeboat.provision.apply;

import dev.lifeboat.plan.Copies;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values of a stack's parameters: what the step sets, what a person gave, what an earlier
/// stack tells, what AWS knows, what the stack has, what the plan leads to in the account, and what
/// the template begins with.
///
/// @param known by name
/// @param missing names of those that nobody said
record ParameterValues(Map<String, String> known, List<String> missing) {
  ParameterValues {
    known = Copies.ordered(known);
    missing = List.copyOf(missing);
  }

  /// From where values come that are the same for all stacks.
  ///
  /// @param given by a person: `Email`, or of one stack alone `name-entry.HostedZone`
  /// @param outputs of the stacks that are there, by name
  record Sources(Map<String, String> given, Map<String, String> outputs, AccountPort account) {
    Optional<String> of(String folder, String name) {
      return first(given, folder + "." + name)
          .or(() -> first(given, name))
          .or(() -> first(outputs, name));
    }
  }

  /// Of the stack that `step` deploys.
  static ParameterValues of(
      ProvisionIndex.Deploy step, StackTemplate template, Optional<StackLook> look, Sources sources)
      throws ProblemException, InterruptedException {
    var known = new LinkedHashMap<String, String>();
    var missing = new ArrayList<String>();
    var set = set(step);
    for (var parameter : template.defaults().entrySet()) {
      var name = parameter.getKey();
      var present = look.flatMap(it -> first(it.parameters(), name));
      var value = first(set, name).or(() -> sources.of(step.folder(), name));
      if (value.isEmpty()) {
        value = ofAccount(name, present, sources.account());
      }
      if (value.isEmpty()) {
        value = sources.account().found(step, name);
      }
      value = value.or(() -> parameter.getValue().filter(it -> !it.isEmpty()));
      value.ifPresentOrElse(it -> known.put(name, it), () -> missing.add(name));
    }
    return new ParameterValues(known, missing);
  }

  /// As AWS has it now. While it is silent the stack keeps what it has: a lost region is no reason
  /// to change nothing.
  private static Optional<String> ofAccount(
      String name, Optional<String> present, AccountPort account)
      throws ProblemException, InterruptedException {
    try {
      return account.value(name).or(() -> present);
    } catch (ProblemException failed) {
      if (present.isPresent() && failed.problem().code().isSilence()) {
        return present;
      }
      throw failed;
    }
  }

  private static Map<String, String> set(ProvisionIndex.Deploy step) {
    var set = new LinkedHashMap<String, String>();
    for (var pair : step.set()) {
      var at = pair.indexOf('=');
      set.put(pair.substring(0, at), pair.substring(at + 1));
    }
    return set;
  }

  private static Optional<String> first(Map<String, String> of, String name) {
    return Optional.ofNullable(of.get(name));
  }
}
