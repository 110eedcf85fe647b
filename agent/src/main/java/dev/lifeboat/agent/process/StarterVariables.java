package dev.lifeboat.agent.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a process gets of the environment of whoever starts it: what programs need to run at all,
/// and what it is passed by name. The rest, such as the operator's cloud credentials, is not its
/// affair.
///
/// @param all of the starter's variables
record StarterVariables(Map<String, String> all) {
  private static final List<String> OF_EVERY_PROCESS =
      List.of("PATH", "HOME", "TZ", "TMPDIR", "JAVA_HOME");

  /// From the strongest to the weakest; the one that holds is handed on as `LANG`.
  private static final List<String> LOCALES = List.of("LC_ALL", "LC_CTYPE", "LANG");

  StarterVariables {
    all = Map.copyOf(all);
  }

  Map<String, String> passed(Collection<String> names) {
    var passed = new TreeMap<String, String>();
    locale().ifPresent(it -> passed.put("LANG", it));
    OF_EVERY_PROCESS.forEach(name -> put(passed, name));
    names.forEach(name -> put(passed, name));
    return passed;
  }

  private Optional<String> locale() {
    return LOCALES.stream()
        .map(name -> all.getOrDefault(name, ""))
        .filter(it -> !it.isEmpty())
        .findFirst();
  }

  private void put(Map<String, String> passed, String name) {
    var value = all.get(name);
    if (value != null) {
      passed.put(name, value);
    }
  }
}
