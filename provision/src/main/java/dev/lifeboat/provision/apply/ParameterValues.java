package dev.lifeboat.provision.apply;

import dev.lifeboat.plan.Copies;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.MeasuredBalancer;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The values of a stack's parameters: what the step sets, what a person gave, what an earlier
/// stack tells, what the stack has, what AWS knows, what the template begins with, and what the
/// plan leads to in the account.
///
/// @param known by name
/// @param missing names of those that nobody said
/// @param found those of `known` that the account led to
record ParameterValues(Map<String, String> known, List<String> missing, Map<String, String> found) {
  ParameterValues {
    known = Copies.ordered(known);
    missing = List.copyOf(missing);
    found = Copies.ordered(found);
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
      // What was looked for in vain may be there by now.
      boolean sought = parameter.getValue().filter(ParameterValues::isNone).isPresent();
      var present =
          look.flatMap(it -> first(it.parameters(), name)).filter(it -> !sought || !isNone(it));
      var value = first(set, name).or(() -> sources.of(step.folder(), name));
      if (value.isEmpty()) {
        value = ofAccount(name, present, sources.account());
      }
      value = value.or(() -> parameter.getValue().filter(ParameterValues::isSomething));
      value.ifPresentOrElse(it -> known.put(name, it), () -> missing.add(name));
    }
    var found =
        missing.isEmpty() ? Map.<String, String>of() : sources.account().found(step, missing);
    known.putAll(found);
    missing.removeAll(found.keySet());
    for (var name : List.copyOf(missing)) {
      var byDefault = template.defaults().getOrDefault(name, Optional.empty());
      if (byDefault.filter(ParameterValues::isNone).isPresent()) {
        known.put(name, MeasuredBalancer.NONE);
        missing.remove(name);
      }
    }
    return new ParameterValues(known, missing, found);
  }

  private static boolean isSomething(String value) {
    return !value.isEmpty() && !isNone(value);
  }

  private static boolean isNone(String value) {
    return value.equals(MeasuredBalancer.NONE);
  }

  /// What the stack has, and what that lacks of AWS's. While AWS is silent or denies it the stack
  /// keeps what it has: a lost region is no reason to change nothing.
  private static Optional<String> ofAccount(
      String name, Optional<String> present, AccountPort account)
      throws ProblemException, InterruptedException {
    try {
      var told = account.value(name);
      return present.isPresent() && told.isPresent()
          ? Optional.of(together(present.get(), told.get()))
          : present.or(() -> told);
    } catch (ProblemException failed) {
      var code = failed.problem().code();
      if (code == Code.LB7002 || (present.isPresent() && code.isSilence())) {
        return present;
      }
      throw failed;
    }
  }

  private static String together(String present, String told) {
    var all = new TreeSet<>(List.of(present.split(",")));
    return all.addAll(List.of(told.split(","))) ? String.join(",", all) : present;
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
